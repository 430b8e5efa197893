import { setTimeout as delay } from 'node:timers/promises';
import type { CaseRead, Client } from './api-client.ts';
import { listOf, memberOf } from './json-value.ts';

const LIMIT_MS = 20_000;
const EVERY_MS = 40;

/**
 * Reads a case once the engine has performed what the last ruling owed the world (deliveries, retractions), so that the
 * next step finds it done. Answers the case as it is when that takes too long: then the next step tells.
 */
export async function settled(client: Client, caseId: string): Promise<CaseRead> {
  const end = performance.now() + LIMIT_MS;
  for (;;) {
    // oxlint-disable-next-line no-await-in-loop -- each look follows the last
    const seen = await client.readCase(caseId);
    if (isSettled(seen) || performance.now() > end) return seen;
    // oxlint-disable-next-line no-await-in-loop -- the pause between two looks
    await delay(EVERY_MS);
  }
}

/** Nothing is owed, and the parts of the answer fit together: a ruling may come between their readings. */
export function isSettled({ seq, events, duties }: Pick<CaseRead, 'seq' | 'events' | 'duties'>): boolean {
  if (seq !== events.at(-1)?.seq) return false;
  const recorded = new Set(
    events.flatMap(({ type, payload }) =>
      type === 'duties-performed' ? listOf(payload['duties']).map((duty) => memberOf(duty, 'id')) : [],
    ),
  );
  return duties.every(({ id, endedAt, proof }) => endedAt !== null && (proof === null || recorded.has(id)));
}
