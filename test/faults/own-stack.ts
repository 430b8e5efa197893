import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mintToken } from '../../cli/stack/dev-issuer.ts';
import { pickPort } from '../../cli/stack/ports.ts';
import { startStack, type Stack } from '../../cli/stack/stack.ts';
import type { Environment } from '../support/environment.ts';
import { benchOn, type OpenRecord } from '../db/record.ts';

export type OwnStack = OpenRecord & { readonly stack: Stack };

/** Servers that no other test depends on: these are stopped, killed and emptied. */
export async function ownStack(options: { readonly supervised: boolean }): Promise<OwnStack> {
  const stateDir = mkdtempSync(join(tmpdir(), 'amends-test-'));
  const stack = await startStack({
    stateDir,
    durable: false,
    supervised: options.supervised,
    // Stacks of other tests start meanwhile, and take the usual port where it is free for a moment.
    ports: { api: await pickPort(new Set()) },
    env: { AMENDS_SANDBOX: 'allowed', AMENDS_UNVERIFIED_LAW: 'allowed' },
  });
  const dispose = async (): Promise<void> => {
    await stack.stop();
    rmSync(stateDir, { recursive: true, force: true });
  };
  const { databaseUrl, temporalAddress, namespace, settings, adminDatabaseUrl, apiUrl } = stack;
  const env: Environment = {
    ...settings,
    name: stateDir,
    databaseUrl,
    temporalAddress,
    namespace,
    adminDatabaseUrl,
    apiUrl,
    token: (claims) => mintToken(stateDir, claims),
    startWorkerProcess: () => Promise.reject(new Error('the stack has a worker')),
    startApiProcess: () => Promise.reject(new Error('the stack has an API')),
    dispose,
  };
  const { connection, bench } = benchOn(env);
  return {
    env,
    stack,
    connection,
    bench,
    dispose: async () => {
      await connection.close();
      await dispose();
    },
  };
}
