import type { CalendarError } from './calendar-error.ts';
import { calendarError } from './calendar-error.ts';
import type { Calendars, CalendarVersion } from './calendar.ts';
import { formatDay } from './civil-date.ts';
import { reckonHours, type HoursReckoning } from './hours.ts';
import { formatInstant, formatWithOffset } from './instant.ts';
import { parseLocalTime } from './local-time.ts';
import { localDayOfMoment, notAMoment } from './moment.ts';
import type { PeriodRule } from './period.ts';
import type { Period, Reckoning } from './reckoning.ts';
import { groundOf, reckon } from './reckoning.ts';
import type { Zone } from './zone.ts';
import { atMinuteOfDay, endOfLocalDay, offsetAt } from './zone.ts';

export type { Extension } from './extension.ts';
export type { Period } from './reckoning.ts';
export type { Toll } from './tolling.ts';

/** What a period comes to. */
export type Deadline = {
  readonly kind: 'deadline';
  /**
   * The last day (`YYYY-MM-DD` in the rule's time zone); for hours the last instant, with the zone's offset; null while
   * a pause runs and for periods without an end of their own (life, until an event, the actual term of another thing).
   */
  readonly due: string | null;
  /** The instant at which the period is over, in UTC (`YYYY-MM-DDTHH:MM:SSZ`); null where `due` is. */
  readonly end: string | null;
  /** Whether a year was consulted for which no calendar was known, so that the date may still change. */
  readonly provisional: boolean;
  /** What is left of the budget while a pause runs, in the unit that is being counted; null otherwise. */
  readonly remaining: number | null;
  /** What was left at the start of each pause that took days out. */
  readonly remainingAtPause: readonly number[];
  /** The calendar versions that were consulted, by year. */
  readonly calendarVersions: readonly CalendarVersion[];
  /** The years that were consulted and not known, so that they were taken to have weekends only. */
  readonly unknownYears: readonly number[];
};

/** The answer for periods without an end of their own. */
export const openEnded: Deadline = {
  kind: 'deadline',
  due: null,
  end: null,
  provisional: false,
  remaining: null,
  remainingAtPause: [],
  calendarVersions: [],
  unknownYears: [],
};

const endOf = (rule: PeriodRule, zone: Zone, due: number): string | CalendarError => {
  if (rule.ends === undefined || rule.ends === 'end-of-day') return endOfLocalDay(zone, due);
  const minute = parseLocalTime(rule.ends.closeOfBusiness);
  return minute === undefined
    ? calendarError('bad-rule', `"${rule.ends.closeOfBusiness}" is not a local time (HH:MM)`)
    : formatInstant(atMinuteOfDay(zone, due, minute));
};

/** The deadline that a reckoning of days comes to. */
export const deadlineOf = (rule: PeriodRule, reckoned: Reckoning): Deadline | CalendarError => {
  const { due, remainingAtPause, consulted } = reckoned;
  const end = due === null ? null : endOf(rule, reckoned.ground.zone, due);
  if (end !== null && typeof end !== 'string') return end;
  return {
    kind: 'deadline',
    due: due === null ? null : formatDay(due),
    end,
    provisional: consulted.unknownYears.length > 0,
    remaining: due === null ? (remainingAtPause.at(-1) ?? null) : null,
    remainingAtPause,
    calendarVersions: consulted.versions,
    unknownYears: consulted.unknownYears,
  };
};

/** The deadline that a reckoning of hours comes to. */
export const deadlineOfHours = ({ end, remainingAtPause }: HoursReckoning, zone: Zone): Deadline => ({
  ...openEnded,
  due: end === null ? null : formatWithOffset(end, offsetAt(zone, end)),
  end: end === null ? null : formatInstant(end),
  remaining: end === null ? (remainingAtPause.at(-1) ?? null) : null,
  remainingAtPause,
});

/**
 * The deadline of a period: its last day and the instant at which that ends. Counting is done on civil dates of the rule's
 * time zone, never on hours (unless the unit is hours), so a day of 23 or 25 hours is one day.
 * Errors are values: unknown calendar or zone, a date that does not exist, an amount that makes no sense, a result
 * outside the years 1 to 9999. Semantics and open points: docs/calendar.md.
 */
export const deriveDeadline = (period: Period, calendars: Calendars): Deadline | CalendarError => {
  const ground = groundOf(period, calendars);
  if ('kind' in ground) return ground;
  const { unit } = period.rule;
  if (unit === 'life' || unit === 'until-event' || unit === 'actual-term-of')
    return localDayOfMoment(ground.zone, period.from) === undefined ? notAMoment(period.from) : openEnded;
  if (unit === 'hours') {
    const hours = reckonHours(period, ground);
    return 'kind' in hours ? hours : deadlineOfHours(hours, ground.zone);
  }
  const reckoned = reckon(period, ground);
  return 'kind' in reckoned ? reckoned : deadlineOf(period.rule, reckoned);
};
