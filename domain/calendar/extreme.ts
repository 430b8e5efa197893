import type { Deadline } from './deadline.ts';

/** One of several deadlines, and the instant before which it cannot end where a pause leaves its end open (null: any). */
export type Part = { readonly deadline: Deadline; readonly notBefore: string | null };

const byEnd = (a: Deadline, b: Deadline): number => (String(a.end) < String(b.end) ? -1 : 1);

/**
 * The latest of several deadlines, for "whichever is longer". One without an end is later than all others. Undefined for none.
 */
export const latestOf = (deadlines: readonly Deadline[]): Deadline | undefined =>
  deadlines.find(({ end }) => end === null) ?? [...deadlines].sort(byEnd).at(-1);

/**
 * The earliest of several deadlines, for caps and "whichever is first". One without an end of its own is later than all
 * others; one that is paused leaves the answer open as long as it might still end first. Undefined for none.
 */
export const earliestOf = (parts: readonly Part[]): Deadline | undefined => {
  const deadlines = parts.map(({ deadline }) => deadline);
  const first = deadlines.filter(({ end }) => end !== null).sort(byEnd)[0];
  const open = parts.find(
    ({ deadline: { end, remaining }, notBefore }) =>
      end === null &&
      remaining !== null &&
      (notBefore === null || first?.end === undefined || first.end === null || notBefore < first.end),
  );
  return open?.deadline ?? first ?? deadlines[0];
};
