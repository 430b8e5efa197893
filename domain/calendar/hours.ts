import type { CalendarError } from './calendar-error.ts';
import { calendarError } from './calendar-error.ts';
import { FIRST_DAY, LAST_DAY, parseDay } from './civil-date.ts';
import type { EpochSeconds } from './instant.ts';
import { parseInstant, SECONDS_PER_DAY } from './instant.ts';
import { notAMoment } from './moment.ts';
import type { Ground, Period } from './reckoning.ts';
import type { Span, Toll } from './tolling.ts';
import { mergeSpans } from './tolling.ts';
import type { Zone } from './zone.ts';
import { startOfLocalDay } from './zone.ts';

const SECONDS_PER_HOUR = 3600;

/** A period of elapsed hours, counted. Remaining budgets are in hours and may have a fraction. */
export type HoursReckoning = {
  readonly start: EpochSeconds;
  readonly end: EpochSeconds | null;
  readonly remainingAtPause: readonly number[];
  /** The pauses that took time out, in seconds since 1970. */
  readonly spans: readonly Span[];
};

/** The instant of a bound of a pause; a plain date stands for the start of that local day. */
export const instantOfBound = (zone: Zone, text: string): EpochSeconds | undefined => {
  const day = parseDay(text);
  return day === undefined ? parseInstant(text) : startOfLocalDay(zone, day);
};

/** The pause in seconds. */
const spanOf = (toll: Toll, zone: Zone): Span | CalendarError => {
  const from = instantOfBound(zone, toll.from);
  if (from === undefined) return notAMoment(toll.from);
  const to = toll.to === null ? Infinity : instantOfBound(zone, toll.to);
  if (to === undefined) return notAMoment(toll.to ?? '');
  return to < from
    ? calendarError('bad-tolling', `the pause from ${toll.from} ends before it begins, on ${toll.to ?? ''}`)
    : { from, to };
};

const spend = (start: EpochSeconds, seconds: number, spans: readonly Span[]): HoursReckoning => {
  const remainingAtPause: number[] = [];
  const effective: Span[] = [];
  let from = start;
  let left = seconds;
  for (const span of spans) {
    if (span.to <= from) continue;
    const run = Math.max(span.from - from, 0);
    if (run >= left) break;
    left -= run;
    remainingAtPause.push(left / SECONDS_PER_HOUR);
    effective.push({ from: Math.max(span.from, from), to: span.to });
    if (span.to === Infinity) return { start, end: null, remainingAtPause, spans: effective };
    from = span.to;
  }
  return { start, end: from + left, remainingAtPause, spans: effective };
};

/**
 * Counts elapsed hours from an instant. Hours have no last day, so they neither roll nor depend on a calendar
 * (as Regulation (EEC, Euratom) No 1182/71, article 3(4), has it).
 */
export const reckonHours = (period: Period, ground: Ground): HoursReckoning | CalendarError => {
  const { rule } = period;
  if (rule.roll !== 'none') return calendarError('bad-rule', 'a period in hours has no last day to roll');
  if (rule.ends !== undefined && rule.ends !== 'end-of-day') {
    return calendarError('bad-rule', 'a period in hours ends by the clock, not at the close of business');
  }
  if (period.tollingCap !== undefined)
    return calendarError('bad-tolling', 'tolling of hours is not capped in days');
  const start = parseInstant(period.from);
  if (start === undefined) {
    return parseDay(period.from) === undefined
      ? notAMoment(period.from)
      : calendarError('bad-instant', `hours run from an instant, not from a whole day (${period.from})`);
  }
  const spans: Span[] = [];
  for (const toll of period.tolling ?? []) {
    const span = spanOf(toll, ground.zone);
    if ('kind' in span) return span;
    spans.push(span);
  }
  const back = rule.direction === 'before';
  if (back && spans.length > 0)
    return calendarError('bad-tolling', 'a period that is counted back cannot be paused');
  const seconds = ground.amount * SECONDS_PER_HOUR;
  const reckoned = back
    ? { start, end: start - seconds, remainingAtPause: [], spans: [] }
    : spend(start, seconds, mergeSpans(spans));
  const isWithin =
    reckoned.end === null ||
    (reckoned.end >= FIRST_DAY * SECONDS_PER_DAY && reckoned.end <= LAST_DAY * SECONDS_PER_DAY);
  return isWithin
    ? reckoned
    : calendarError('out-of-range', `${rule.amount} hours from ${period.from} leave the years 1 to 9999`);
};
