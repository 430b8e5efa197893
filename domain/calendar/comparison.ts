import type { CalendarError } from './calendar-error.ts';
import { calendarError, isCalendarError } from './calendar-error.ts';
import type { Calendars } from './calendar.ts';
import type { Day } from './civil-date.ts';
import type { Period } from './deadline.ts';
import { deriveDeadline } from './deadline.ts';
import { localDayOfMoment, notAMoment } from './moment.ts';
import { parseDay } from './civil-date.ts';
import { zoneOf } from './zone.ts';

const dayIn = (text: string, timezone: string): Day | CalendarError => {
  const zone = zoneOf(timezone);
  if (zone === undefined) return calendarError('unknown-timezone', `no time zone is called "${timezone}"`);
  return localDayOfMoment(zone, text) ?? notAMoment(text);
};

const lastDayOf = (period: Period, calendars: Calendars): Day | CalendarError => {
  const deadline = deriveDeadline(period, calendars);
  if (isCalendarError(deadline)) return deadline;
  return deadline.due === null ? Infinity : (parseDay(deadline.due.slice(0, 10)) ?? Infinity);
};

/**
 * Whether `act` (a plain date or an instant) falls before, on or after the last day of `period`: negative, zero or positive.
 */
export const compareWithLastDay = (
  act: string,
  period: Period,
  calendars: Calendars,
): number | CalendarError => {
  const day = dayIn(act, period.rule.timezone);
  if (typeof day !== 'number') return day;
  const last = lastDayOf(period, calendars);
  if (typeof last !== 'number') return last;
  return last === Infinity ? -1 : day - last;
};

/**
 * Whether all `acts` fall within one window: the period that `rule` makes from the earliest of them. Whether the window
 * counts its first day is the rule's `start`. One act alone is always within.
 */
export const areWithinOneWindow = (
  acts: readonly string[],
  rule: Period['rule'],
  calendars: Calendars,
): boolean | CalendarError => {
  const dated: { readonly act: string; readonly day: Day }[] = [];
  for (const act of acts) {
    const day = dayIn(act, rule.timezone);
    if (typeof day !== 'number') return day;
    dated.push({ act, day });
  }
  dated.sort((a, b) => a.day - b.day);
  const [earliest] = dated;
  const latest = dated.at(-1);
  if (earliest === undefined || latest === undefined) return true;
  const compared = compareWithLastDay(latest.act, { rule, from: earliest.act }, calendars);
  return typeof compared === 'number' ? compared <= 0 : compared;
};
