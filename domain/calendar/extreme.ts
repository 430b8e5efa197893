import type { Deadline } from './deadline.ts';

const byEnd = (a: Deadline, b: Deadline): number => (String(a.end) < String(b.end) ? -1 : 1);

/**
 * The latest of several deadlines, for "whichever is longer". One without an end is later than all others. Undefined for none.
 */
export const latestOf = (deadlines: readonly Deadline[]): Deadline | undefined =>
  deadlines.find(({ end }) => end === null) ?? [...deadlines].sort(byEnd).at(-1);

/** The earliest of several deadlines, for caps and "whichever is first". One without an end is later than all others. */
export const earliestOf = (deadlines: readonly Deadline[]): Deadline | undefined =>
  deadlines.filter(({ end }) => end !== null).sort(byEnd)[0] ?? deadlines[0];
