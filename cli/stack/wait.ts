import { setTimeout as delay } from 'node:timers/promises';
import { StackFailure } from './failure.ts';

export type Wait = {
  /** Finishes the sentence "... did not ... within 30 seconds". */
  readonly expected: string;
  readonly limitMs: number;
  readonly everyMs?: number;
  /** Gives up the wait. */
  readonly signal?: AbortSignal;
};

/** Asks `probe` until it answers something other than `undefined`, or fails when the limit is over. */
export const waitFor = async <T>(
  probe: () => Promise<T | undefined> | T | undefined,
  wait: Wait,
): Promise<T> => {
  const end = performance.now() + wait.limitMs;
  for (;;) {
    // oxlint-disable-next-line no-await-in-loop -- the next look must follow the answer of the last one
    const answer = await probe();
    if (answer !== undefined) return answer;
    if (performance.now() > end) {
      throw new StackFailure(`${wait.expected} within ${Math.round(wait.limitMs / 1000)} seconds`);
    }
    // oxlint-disable-next-line no-await-in-loop -- the pause between two looks
    await delay(wait.everyMs ?? 50, undefined, { signal: wait.signal });
  }
};
