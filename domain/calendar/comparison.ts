import type { CalendarError } from './calendar-error.ts';
import { calendarError, isCalendarError } from './calendar-error.ts';
import type { Calendars } from './calendar.ts';
import type { Day } from './civil-date.ts';
import type { Period } from './deadline.ts';
import { deriveDeadline } from './deadline.ts';
import { localDayOfMoment, notAMoment } from './moment.ts';
import { parseDay } from './civil-date.ts';
import { parseInstant } from './instant.ts';
import { zoneOf } from './zone.ts';

const dayIn = (text: string, timezone: string): Day | CalendarError => {
  const zone = zoneOf(timezone);
  if (zone === undefined) return calendarError('unknown-timezone', `no time zone is called "${timezone}"`);
  return localDayOfMoment(zone, text) ?? notAMoment(text);
};

/** How an act lies to the last day of a period: before it (negative), on it (0) or after it; and whether that may change. */
export type Compared = {
  readonly kind: 'compared';
  readonly difference: number;
  readonly provisional: boolean;
};

/** Hours have no last day: what is compared is the instant. */
const afterInstant = (act: string, due: string): number | CalendarError => {
  const instant = parseInstant(act);
  return instant === undefined
    ? calendarError('bad-instant', `hours are compared with an instant, not with "${act}"`)
    : instant - Number(parseInstant(due));
};

/**
 * Compares `act` (a plain date or an instant) with the last day of `period`, or with its last instant where it is one of
 * hours. What has no end of its own is never over. A paused period has no last day yet, which is an error (`bad-tolling`).
 */
export const compareWithLastDay = (
  act: string,
  period: Period,
  calendars: Calendars,
): Compared | CalendarError => {
  const day = dayIn(act, period.rule.timezone);
  if (typeof day !== 'number') return day;
  const deadline = deriveDeadline(period, calendars);
  if (isCalendarError(deadline)) return deadline;
  const { due, remaining, provisional } = deadline;
  if (remaining !== null)
    return calendarError('bad-tolling', 'while a pause runs there is no last day to compare with');
  if (due === null) return { kind: 'compared', difference: -1, provisional };
  const difference = period.rule.unit === 'hours' ? afterInstant(act, due) : day - (parseDay(due) ?? NaN);
  return typeof difference === 'number' ? { kind: 'compared', difference, provisional } : difference;
};

/** Whether acts lie within a window, and whether that may still change. */
export type Within = { readonly kind: 'within'; readonly within: boolean; readonly provisional: boolean };

/**
 * Whether any `count` of the `acts` fall within one window: the period that `rule` makes from the earliest of them. Whether
 * the window counts its first day is the rule's `start`. One act alone is always within.
 */
export const areWithinOneWindow = (
  acts: readonly string[],
  count: number,
  window: Omit<Period, 'from'>,
  calendars: Calendars,
): Within | CalendarError => {
  const dated: { readonly act: string; readonly day: Day }[] = [];
  for (const act of acts) {
    const day = dayIn(act, window.rule.timezone);
    if (typeof day !== 'number') return day;
    dated.push({ act, day });
  }
  if (count < 2) return { kind: 'within', within: true, provisional: false };
  dated.sort((a, b) => a.day - b.day);
  let provisional = false;
  for (const [index, { act: earliest }] of dated.entries()) {
    const latest = dated[index + count - 1];
    if (latest === undefined) break;
    const compared = compareWithLastDay(latest.act, { ...window, from: earliest }, calendars);
    if (isCalendarError(compared)) return compared;
    if (compared.difference <= 0) return { kind: 'within', within: true, provisional: compared.provisional };
    provisional ||= compared.provisional;
  }
  return { kind: 'within', within: false, provisional };
};
