import { proxyLocalActivities, setCurrentDetails } from '@temporalio/workflow';
import type { RecordActivities } from '../activities/record.ts';
import type { Standing } from './contract/standing.ts';

/**
 * Short reads and rulings against the record. Local, because each is one transaction of a few milliseconds and an
 * ordinary activity would cost twice the latency; retried without end, because the record comes back.
 */
export const record = proxyLocalActivities<RecordActivities>({
  startToCloseTimeout: '30s',
  retry: { initialInterval: '200ms', maximumInterval: '10s' },
});

/** The workflow's time, as the record takes it. Deterministic inside a workflow, and virtual where time is skipped. */
export const now = (): string => new Date(Date.now()).toISOString();

/** Performs the open duties of the given kinds. Tells whether there were any, so that the case is read again. */
export async function perform(
  standing: Standing,
  ...kinds: readonly Standing['duties'][number]['kind'][]
): Promise<boolean> {
  const duties = standing.duties.filter((duty) => kinds.includes(duty.kind)).map(({ id }) => id);
  if (duties.length === 0) return false;
  const { caseId, seq } = standing;
  await record.performDuties({ caseId, seq, now: now(), duties });
  return true;
}

/** What the engine's own pages show of the case, in the words of the procedure. */
export const tell = (details: string): void => setCurrentDetails(details);

/** One stage of the procedure: its duties and what it waits for. Answers whether it did something. */
export type Stage = (standing: Standing) => Promise<boolean>;
