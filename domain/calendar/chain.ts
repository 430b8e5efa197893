import type { CalendarError } from './calendar-error.ts';
import { isCalendarError } from './calendar-error.ts';
import type { Calendars } from './calendar.ts';
import type { Deadline, Period } from './deadline.ts';
import { deriveDeadline } from './deadline.ts';

/** One step of a chain: a period from a date of its own, or (without `from`) from the last day of the step before it. */
export type ChainStep = Omit<Period, 'from'> & { readonly from?: string | undefined };

/** The periods of a chain as they came out, with the periods that were computed. */
export type Chain = {
  readonly kind: 'chain';
  readonly periods: readonly Period[];
  readonly deadlines: readonly Deadline[];
};

/** Hours need an instant: they run from the end of the last day before them. */
const startAfter = (step: ChainStep, previous: Deadline): string | null =>
  step.rule.unit === 'hours' ? previous.end : previous.due;

/**
 * Derives periods that follow one another, the first from `from`. A step behind one that has no last day (paused, or without
 * an end of its own) is not computed. Errors as {@link deriveDeadline}; the first one ends the chain.
 */
export const deriveChain = (
  from: string,
  steps: readonly ChainStep[],
  calendars: Calendars,
): Chain | CalendarError => {
  const periods: Period[] = [];
  const deadlines: Deadline[] = [];
  for (const step of steps) {
    const previous = deadlines.at(-1);
    const start = step.from ?? (previous === undefined ? from : startAfter(step, previous));
    if (start === null) break;
    const period = { ...step, from: start };
    const deadline = deriveDeadline(period, calendars);
    if (isCalendarError(deadline)) return deadline;
    periods.push(period);
    deadlines.push(deadline);
  }
  return { kind: 'chain', periods, deadlines };
};
