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
  const days: Day[] = [];
  for (const text of [period.from, ...interruptions]) {
    const day = zone === undefined ? undefined : localDayOfMoment(zone, text);
    if (day === undefined) return notAMoment(text);
    days.push(day);
  }
  const [start = 0, ...interrupted] = days;
  const periods: Period[] = [period];
  const deadlines: Deadline[] = [first];
  for (const day of interrupted.sort((a, b) => a - b)) {
    const due = deadlines.at(-1)?.due;
    const last = due === undefined || due === null ? Infinity : (parseDay(due.slice(0, 10)) ?? Infinity);
    if (day < start || day > last) continue;
    const next: Period = { ...period, rule: { ...period.rule, start: 'exclusive' }, from: formatDay(day) };
    const deadline = deriveDeadline(next, calendars);
    if (isCalendarError(deadline)) return deadline;
    periods.push(next);
    deadlines.push(deadline);
  }
  return { kind: 'sequence', periods, deadlines };
};
