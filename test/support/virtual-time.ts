import type { Connection } from '@temporalio/client';
import { fastForward, virtualNow } from '../../api/virtual-time.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

/** The clock of one workflow, in days, as a test that lets years pass wants to speak of it. */
export const clockOf = (connection: Connection, namespace: string, workflowId: string) => ({
  pass: (days: number) => fastForward(connection, { namespace, workflowId, durationMs: days * DAY_MS }),
  now: () => virtualNow(connection, { namespace, workflowId }),
});
