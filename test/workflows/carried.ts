import { Client, Connection, type WorkflowExecutionDescription } from '@temporalio/client';
import { waitFor } from '../../cli/stack/wait.ts';
import { advanceCase } from '../../db/commands/advance-case.ts';
import { findCase } from '../../db/queries/cases.ts';
import { localDate } from '../../domain/calendar/local-time.ts';
import type { CaseState } from '../../domain/case/state.ts';
import { fastForward } from '../../api/virtual-time.ts';
import { caseWorkflowId } from '../../workflows/contract/exclusion-case.ts';
import { defaultTaskQueue } from '../../workflows/contract/task-queue.ts';
import { wakeCase } from '../../workflows/contract/wake-case.ts';
import { marketPack } from '../db/market-case.ts';
import { ruled, stateOf, type Ask, type OpenRecord } from '../db/record.ts';

const DAY_MS = 24 * 60 * 60 * 1_000;

/** A record with the engine at work on it; who asks for rulings here decides whether the engine is told. */
export type Carried = OpenRecord & {
  readonly client: Client;
  /** Rules, and tells the engine as the API does. */
  readonly act: (caseId: string, ...asks: readonly Ask[]) => Promise<void>;
  /** Rules, and tells nobody. */
  readonly actUnheard: (caseId: string, ...asks: readonly Ask[]) => Promise<void>;
  readonly wake: (caseId: string) => Promise<void>;
  /** Waits until the engine has read the case as it stands. */
  readonly readByEngine: (caseId: string) => Promise<true>;
  /** Lets the case and its workflow live through some days. */
  readonly pass: (caseId: string, days: number) => Promise<void>;
  readonly today: (caseId: string) => Promise<string>;
  /** The state, once it is as `wanted`. */
  readonly until: (
    caseId: string,
    wanted: (state: CaseState) => boolean,
    expected: string,
  ) => Promise<CaseState>;
  readonly workflow: (caseId: string) => Promise<WorkflowExecutionDescription>;
  /** Waits until the workflow of a closed case has ended too. */
  readonly ended: (caseId: string) => Promise<WorkflowExecutionDescription>;
};

const WAKE_LIMIT_MS = 20_000;

export async function carriedOn(record: OpenRecord): Promise<Carried> {
  const { env, bench } = record;
  const { db } = record.connection;
  const connection = await Connection.connect({ address: env.temporalAddress });
  const client = new Client({ connection, namespace: env.namespace });

  const telling = new Set<Promise<void>>();

  const nowOf = async (caseId: string): Promise<string> => {
    const found = await findCase(db, caseId);
    if (found === undefined) throw new Error(`there is no case ${caseId}`);
    return found.now;
  };
  const wake = async (caseId: string): Promise<void> => {
    const found = await findCase(db, caseId);
    if (found === undefined) throw new Error(`there is no case ${caseId}`);
    const { regime, authority } = found.state;
    await wakeCase(client, defaultTaskQueue, { id: caseId, regime, authority: authority.id }, WAKE_LIMIT_MS);
  };
  const readByEngine = (caseId: string): Promise<true> =>
    waitFor(
      async () => {
        const [row] = await bench.sql<{ read: boolean }[]>`
          select carried_version >= agenda_version as read from case_file where id = ${caseId}`;
        return row?.read === true ? true : undefined;
      },
      { expected: `the engine did not read where ${caseId} stands`, limitMs: 60_000 },
    );
  const workflow = (caseId: string) => client.workflow.getHandle(caseWorkflowId(caseId)).describe();

  return {
    ...record,
    client,
    wake,
    readByEngine,
    workflow,
    act: async (caseId, ...asks) => {
      // Nobody who rules waits for the workflow; what it does is waited for where it matters.
      for (const ask of asks) {
        if ((await ruled(bench, caseId, ask)).wake === 'never') continue;
        const told = wake(caseId)
          .catch(() => undefined)
          .finally(() => telling.delete(told));
        telling.add(told);
      }
    },
    actUnheard: async (caseId, ...asks) => {
      for (const ask of asks) await ruled(bench, caseId, ask);
    },
    pass: async (caseId, days) => {
      await readByEngine(caseId);
      const until = new Date(Date.parse(await nowOf(caseId)) + days * DAY_MS).toISOString();
      await fastForward(connection, {
        namespace: env.namespace,
        workflowId: caseWorkflowId(caseId),
        durationMs: days * DAY_MS,
      });
      await advanceCase(db, { caseId, until });
    },
    today: async (caseId) => localDate(await nowOf(caseId), marketPack.timezone),
    until: (caseId, wanted, expected) =>
      waitFor(
        async () => {
          const state = await stateOf(record, caseId);
          return wanted(state) ? state : undefined;
        },
        { expected: `${caseId}: ${expected}; it did not come`, limitMs: 60_000 },
      ),
    ended: (caseId) =>
      waitFor(
        async () => {
          const description = await workflow(caseId);
          return description.status.name === 'RUNNING' ? undefined : description;
        },
        { expected: `the workflow of ${caseId} did not end`, limitMs: 60_000 },
      ),
    dispose: async () => {
      await Promise.all(telling);
      await connection.close();
      await record.dispose();
    },
  };
}
