import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mintToken, type TokenClaims } from '../cli/stack/dev-issuer.ts';
import { progressOn } from '../cli/stack/progress.ts';
import { startStack } from '../cli/stack/stack.ts';
import { connect } from '../db/client.ts';
import type { Bench } from '../db/commands/rule.ts';
import { masterKey } from '../db/sealing.ts';
import { deskAt, type Desk } from '../test/change/desk.ts';
import { calendars, catalogue } from '../test/support/law.ts';

export type OwnStack = {
  readonly desk: Desk;
  readonly bench: Bench;
  readonly temporalAddress: string;
  readonly namespace: string;
  readonly apiUrl: string;
  readonly token: (claims: TokenClaims) => Promise<string>;
};

/** Does `work` on a stack of its own, with worker and API, which is removed afterwards. */
export async function onOwnStack(work: (stack: OwnStack) => Promise<void>): Promise<void> {
  const stateDir = mkdtempSync(join(tmpdir(), 'amends-bench-'));
  const { stop, apiUrl, databaseUrl, settings, temporalAddress, namespace } = await startStack({
    stateDir,
    durable: false,
    supervised: false,
    env: { AMENDS_SANDBOX: 'allowed', AMENDS_UNVERIFIED_LAW: 'allowed', AMENDS_LOG_LEVEL: 'warn' },
    progress: progressOn(process.stderr),
  });
  const { sql, close } = connect(databaseUrl, { max: 4 });
  const token = (claims: TokenClaims): Promise<string> => mintToken(stateDir, claims);
  try {
    await work({
      desk: deskAt({ url: apiUrl, token }),
      bench: {
        sql,
        law: catalogue.found,
        calendars,
        masterKey: masterKey(settings.masterKey),
        sandbox: true,
      },
      temporalAddress,
      namespace,
      apiUrl,
      token,
    });
  } finally {
    await close();
    await stop();
    rmSync(stateDir, { recursive: true, force: true });
  }
}

/** Seconds since a moment of `performance.now()`. */
export const secondsSince = (began: number): number =>
  Number(((performance.now() - began) / 1000).toFixed(2));
