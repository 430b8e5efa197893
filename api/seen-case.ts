import type { Context } from 'hono';
import { findCase, type FoundCase } from '../db/queries/cases.ts';
import { localDate } from '../domain/calendar/local-time.ts';
import type { Context as RulingContext } from '../domain/case/handler.ts';
import type { Pack } from '../domain/regime/pack.ts';
import type { PersonEnv } from './deps.ts';
import { Problem } from './problems.ts';
import { sees } from './reach.ts';

export type SeenCase = FoundCase & { readonly pack: Pack; readonly context: RulingContext };

/** The case of the path as the asking person may see it; for one out of reach there is no such case. */
export async function seenCase(c: Context<PersonEnv>, caseId: string): Promise<SeenCase> {
  const { deps, person } = c.var;
  const found = await findCase(deps.connection.db, caseId);
  if (found === undefined || !sees(person, found.state)) throw new Problem('case-not-found');
  const { regime, version } = found.state;
  const pack = deps.catalogue.pack(regime, version);
  if (pack === undefined)
    throw new Error('the case is pinned to a regime version that this deployment does not hold');
  const context: RulingContext = {
    pack,
    calendars: deps.calendars,
    at: found.now,
    today: localDate(found.now, pack.timezone),
    actor: person,
  };
  return { ...found, pack, context };
}
