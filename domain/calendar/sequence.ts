import type { CalendarError } from './calendar-error.ts';
import { isCalendarError } from './calendar-error.ts';
import type { Calendars } from './calendar.ts';
import type { Day } from './civil-date.ts';
import { formatDay, parseDay } from './civil-date.ts';
import type { Deadline, Period } from './deadline.ts';
import { deriveDeadline } from './deadline.ts';
import { localDayOfMoment, notAMoment } from './moment.ts';
import { zoneOf } from './zone.ts';

/** A period that acts interrupt: each full period that was begun, and what it came to. The last one stands. */
export type Sequence = {
  readonly kind: 'sequence';
  readonly periods: readonly Period[];
  readonly deadlines: readonly Deadline[];
  /** Interruptions without effect: before the start, or when the period was over. */
  readonly ignored: readonly string[];
};

/**
 * Derives a period that starts anew, in full, with each interruption (such as a limitation period). An interruption on or before
 * the current last day begins a new period whose first day is the day after it; one that comes later changes
 * nothing, because the period is over, and neither does one before the start. Interruptions are plain dates or instants, in any order.
 */
export const deriveSequence = (
  period: Period,
  interruptions: readonly string[],
  calendars: Calendars,
): Sequence | CalendarError => {
  const first = deriveDeadline(period, calendars);
  if (isCalendarError(first)) return first;
  const zone = zoneOf(period.rule.timezone);
  const dayOf = (text: string): Day | undefined =>
    zone === undefined ? undefined : localDayOfMoment(zone, text);
  const start = dayOf(period.from);
  if (start === undefined) return notAMoment(period.from);
  const interrupted: { readonly text: string; readonly day: Day }[] = [];
  for (const text of interruptions) {
    const day = dayOf(text);
    if (day === undefined) return notAMoment(text);
    interrupted.push({ text, day });
  }
  const periods: Period[] = [period];
  const deadlines: Deadline[] = [first];
  const ignored: string[] = [];
  for (const { text, day } of interrupted.sort((a, b) => a.day - b.day)) {
    const due = deadlines.at(-1)?.due;
    const last = due === undefined || due === null ? Infinity : (parseDay(due.slice(0, 10)) ?? Infinity);
    if (day < start || day > last) {
      ignored.push(text);
      continue;
    }
    const next: Period = { ...period, rule: { ...period.rule, start: 'exclusive' }, from: formatDay(day) };
    const deadline = deriveDeadline(next, calendars);
    if (isCalendarError(deadline)) return deadline;
    periods.push(next);
    deadlines.push(deadline);
  }
  return { kind: 'sequence', periods, deadlines, ignored };
};
