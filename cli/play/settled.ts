import { setTimeout as delay } from 'node:timers/promises';
import type { CaseRead, Client } from './api-client.ts';

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
    // The parts of the answer are read one after the other: while a ruling comes between, they do not fit together.
    const whole = seen.seq === seen.events.at(-1)?.seq;
    const done = seen.duties.every(({ endedAt }) => endedAt !== null);
    if ((whole && done) || performance.now() > end) return seen;
    // oxlint-disable-next-line no-await-in-loop -- the pause between two looks
    await delay(EVERY_MS);
  }
}
