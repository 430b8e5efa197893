import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connect, type Connection } from '../../db/client.ts';
import { isOutage } from '../../db/outage.ts';
import { createEnvironment, type Environment } from '../support/environment.ts';

const CONNECTIONS = 10;
const TRIES = 20;

describe('Connections that the server ends', () => {
  let env: Environment;
  let other: Connection;
  let own: Connection;
  beforeAll(async () => {
    env = await createEnvironment('connections');
    other = connect(env.databaseUrl, { max: 1 });
    own = connect(env.databaseUrl, { max: CONNECTIONS });
  });
  afterAll(async () => {
    await own.close();
    await other.close();
    await env.dispose();
  });

  /** Which server process answers a question that takes a moment; what went wrong before it did is told to `failed`. */
  const answering = async (failed: (error: unknown) => void): Promise<number> => {
    for (let tries = 0; tries < TRIES; tries += 1) {
      try {
        const [row] = await own.sql<{ pid: number }[]>`select pg_backend_pid() as pid, pg_sleep(0.02)`;
        if (row !== undefined) return row.pid;
      } catch (error) {
        failed(error);
      }
    }
    throw new Error(`no answer in ${TRIES} tries`);
  };
  const eachAnswers = (failed: (error: unknown) => void): Promise<number[]> =>
    Promise.all(Array.from({ length: CONNECTIONS }, () => answering(failed)));

  // The rounds differ in what the connections are at when they end: that is the point of there being many.
  it.each(Array.from({ length: 8 }, (_, round) => round + 1))(
    'all at once and in the middle of questions, are made anew, and no question is left without an answer (%i)',
    async () => {
      const failures: unknown[] = [];
      const failed = (error: unknown): void => void failures.push(error);
      const pids = new Set(await eachAnswers(failed));
      const enough = new AbortController();
      const asking = async (ask: () => PromiseLike<unknown>): Promise<void> => {
        while (!enough.signal.aborted) await ask().then(undefined, failed);
      };
      const askers = [
        asking(() => own.sql`select 1`),
        asking(() => own.sql.begin(async (tx) => [await tx`select 1`, await tx`select 2`])),
        asking(() => own.sql.begin((tx) => Promise.all([tx`select 1`, tx`select 2`]))),
      ];
      await other.sql`select pg_terminate_backend(pid) from unnest(${[...pids]}::int[]) as pid`;
      const again = await eachAnswers(failed);
      enough.abort();
      await Promise.all(askers);

      expect(again.filter((pid) => pids.has(pid))).toEqual([]);
      expect(failures.filter((error) => !isOutage(error))).toEqual([]);
      expect(failures.map(String).filter((failure) => failure.includes('CONNECT_TIMEOUT'))).toEqual([]);
    },
  );
});
