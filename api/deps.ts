import type { Logger } from 'pino';
import type { Connection } from '../db/client.ts';
import type { Bench } from '../db/commands/rule.ts';
import type { Calendars } from '../domain/calendar/calendar.ts';
import type { Fonts } from '../documents/fonts.ts';
import type { Catalogue } from '../domain/regime/catalogue.ts';
import type { Jurisdiction } from '../domain/regime/jurisdiction.ts';
import type { Person } from './actor.ts';
import type { Engine } from './engine.ts';
import type { SettledAccounts } from './settled-accounts.ts';
import type { VerifyToken } from './verify-token.ts';

/** Everything the API needs of the world; `server.ts` makes it from the environment, tests make their own. */
export type Deps = {
  readonly connection: Connection;
  readonly bench: Bench;
  readonly catalogue: Catalogue;
  readonly calendars: Calendars;
  readonly jurisdictions: readonly Jurisdiction[];
  readonly verifyToken: VerifyToken;
  readonly engine: Engine;
  readonly logger: Logger;
  /** Looks at once for calendars that were published. */
  readonly refreshCalendars?: () => Promise<void>;
  readonly maxBodyBytes?: number;
  /** Fonts beyond those that come with the engine, for characters that they lack. */
  readonly fonts?: Fonts;
  /** How long an answer may take before the caller is told to ask again. */
  readonly answerWithinMs?: number;
};

export type AppEnv = { Variables: { deps: Deps; accounts: SettledAccounts; requestId: string } };
export type PersonEnv = { Variables: AppEnv['Variables'] & { person: Person } };
