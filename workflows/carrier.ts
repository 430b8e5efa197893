import { proxyActivities, proxyLocalActivities, setCurrentDetails } from '@temporalio/workflow';
import type { ServiceActivities } from '../activities/documents.ts';
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

/**
 * Sending to the world outside: an ordinary activity, which operators see and which may take its time. What only passes
 * is tried again by the case itself, so that a mail server that is down holds up nothing else of it.
 */
const service = proxyActivities<ServiceActivities>({
  startToCloseTimeout: '2m',
  retry: { initialInterval: '1s', maximumInterval: '1m' },
});

/** What a stage did: where the case stands after it, if it did anything, and when there is something to try again. */
export type Carried = { readonly next: Standing | null; readonly againMs: number | null };

/** Performs the open duties of the given kinds. */
export async function perform(
  standing: Standing,
  ...kinds: readonly Standing['duties'][number]['kind'][]
): Promise<Carried> {
  const { caseId, seq, present } = standing;
  const owed = standing.duties.filter((duty) => kinds.includes(duty.kind));
  const duties = owed.filter(({ kind }) => kind !== 'serve').map(({ id }) => id);
  let next = duties.length > 0 ? await record.performDuties({ caseId, seq, now: present, duties }) : null;
  let againMs: number | null = null;
  for (const { id } of owed.filter(({ kind }) => kind === 'serve')) {
    const served = await service.serve({ caseId, dutyId: id, now: present });
    if (served.closed) next = await record.stand({ caseId, now: present });
    if (served.againMs !== null) againMs = Math.min(againMs ?? served.againMs, served.againMs);
  }
  return { next, againMs };
}

/** What the engine's own pages show of the case, in the words of the procedure. */
export const tell = (details: string): void => setCurrentDetails(details);

/** One stage of the procedure: its duties and what it waits for. */
export type Stage = (standing: Standing) => Promise<Carried>;
