import { Client, Connection } from '@temporalio/client';
import type { Logger } from 'pino';
import { caseWorkflowId } from '../workflows/contract/exclusion-case.ts';
import { wakeCase, type ToWake } from '../workflows/contract/wake-case.ts';
import { fastForward } from './virtual-time.ts';

/** What the API asks of the workflow engine. Nothing of it is needed for a ruling. */
export type Engine = {
  /** Tells a case's workflow to read where its case stands. Never waits and never fails: the relay makes up for it. */
  readonly wake: (found: ToWake) => void;
  /** Lets a case's workflow live through some time at once, starting it where there is none. */
  readonly pass: (found: ToWake, durationMs: number) => Promise<'reached' | 'ended'>;
  /** Starts a workflow that is not about one case, or wakes the one that runs. False where the engine is out of reach. */
  readonly start: (workflow: {
    readonly type: string;
    readonly id: string;
    readonly input: object;
    readonly signal?: string;
  }) => Promise<boolean>;
  readonly answers: () => Promise<boolean>;
  readonly close: () => Promise<void>;
};

type Settings = {
  readonly address: string;
  readonly namespace: string;
  readonly taskQueue: string;
  readonly logger: Logger;
};

// A worker may have much to do before it comes to the case that is woken; who ends waits for no more than this.
const WAKE_LIMIT_MS = 5_000;
const START_DEADLINE_MS = 2_000;
const PROBE_DEADLINE_MS = 1_000;
const PASS_LIMIT_MS = 30_000;
// An engine that is slow or down must not pile up promises here: the relay finds what was not told.
const MOST_WAITING = 500;

/** Connects to the engine when it is first needed, so that the API starts and serves without it. */
export function createEngine({ address, namespace, taskQueue, logger }: Settings): Engine {
  const connection = Connection.lazy({ address });
  const client = new Client({ connection, namespace });
  const telling = new Set<Promise<void>>();

  const tell = async (found: ToWake): Promise<void> => {
    try {
      await wakeCase(client, taskQueue, found, WAKE_LIMIT_MS);
    } catch (error) {
      logger.warn(
        { reason: error instanceof Error ? error.message : 'unknown' },
        'a wake-up was not delivered',
      );
    }
  };

  return {
    wake: (found) => {
      if (telling.size >= MOST_WAITING) return;
      const told = tell(found).finally(() => telling.delete(told));
      telling.add(told);
    },
    pass: async (found, durationMs) => {
      await wakeCase(client, taskQueue, found, PASS_LIMIT_MS);
      return fastForward(connection, {
        namespace,
        workflowId: caseWorkflowId(found.id),
        durationMs,
        limitMs: PASS_LIMIT_MS,
      });
    },
    start: async ({ type, id, input, signal }) => {
      const options = {
        workflowId: id,
        taskQueue,
        args: [input],
        workflowIdConflictPolicy: 'USE_EXISTING' as const,
        // Ahead of the cases: there may be thousands of them at once, and somebody waits for this one.
        priority: { priorityKey: 1 },
      };
      try {
        await connection.withDeadline(Date.now() + START_DEADLINE_MS, async () => {
          if (signal === undefined) await client.workflow.start(type, options);
          else await client.workflow.signalWithStart(type, { ...options, signal });
        });
        return true;
      } catch (error) {
        logger.warn(
          { reason: error instanceof Error ? error.message : 'unknown' },
          'a workflow was not started',
        );
        return false;
      }
    },
    answers: async () => {
      try {
        await connection.withDeadline(Date.now() + PROBE_DEADLINE_MS, () =>
          connection.workflowService.getSystemInfo({}),
        );
        return true;
      } catch {
        return false;
      }
    },
    close: async () => {
      // Another try of theirs on a closed connection would be an exception that nobody can catch.
      await Promise.all(telling);
      await connection.close();
    },
  };
}
