import { setTimeout as delay } from 'node:timers/promises';
import type { CaseRead, Client } from './api-client.ts';
import { listOf, memberOf } from './json-value.ts';

const LIMIT_MS = 20_000;
const EVERY_MS = 40;

type Owed = Pick<CaseRead, 'seq' | 'events' | 'duties' | 'unrecorded'>;

/**
 * Reads a case once the engine has performed what the last ruling owed the world (deliveries, retractions), so that the
 * next step finds it done. A letter that waits to be posted waits for a person. Answers the case as it is when all that
 * takes too long: then the next step tells.
 */
export async function settled(client: Client, caseId: string): Promise<CaseRead> {
  const end = performance.now() + LIMIT_MS;
  for (;;) {
    // oxlint-disable-next-line no-await-in-loop -- each look follows the last
    const seen = await client.readCase(caseId);
    // oxlint-disable-next-line no-await-in-loop -- as above
    const letters = servingOf(seen) > 0 ? await client.waitingLetters(caseId) : 0;
    if (isSettled(seen, letters) || performance.now() > end) return seen;
    // oxlint-disable-next-line no-await-in-loop -- the pause between two looks
    await delay(EVERY_MS);
  }
}

const servingOf = ({ duties }: Owed): number =>
  duties.filter(({ kind, endedAt }) => kind === 'serve' && endedAt === null).length;

/** No moment has come that is not ruled, nothing is owed but letters, and the parts of the answer are of one moment. */
export function isSettled(seen: Owed, letters: number): boolean {
  const { seq, events, duties, unrecorded } = seen;
  // What a moment has brought about by itself is shown at once; what it owes the world is known when it is ruled.
  if (unrecorded.length > 0) return false;
  if (seq !== events.at(-1)?.seq || servingOf(seen) > letters) return false;
  const recorded = new Set(
    events.flatMap(({ type, payload }) =>
      type === 'duties-performed' ? listOf(payload['duties']).map((duty) => memberOf(duty, 'id')) : [],
    ),
  );
  return duties.every(({ id, kind, endedAt, proof }) =>
    endedAt === null ? kind === 'serve' : proof === null || recorded.has(id),
  );
}
