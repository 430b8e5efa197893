import type { Day } from './civil-date.ts';
import { formatDay, parseDay } from './civil-date.ts';
import { formatInstant } from './instant.ts';
import { localDayOfMoment } from './moment.ts';
import type { Zone } from './zone.ts';
import { atMinuteOfDay, endOfLocalDay, startOfLocalDay, zoneOf } from './zone.ts';

/** Minutes after midnight of a local time `HH:MM` (00:00 to 23:59, or 24:00), or undefined. */
export const parseLocalTime = (text: string): number | undefined => {
  const match = /^(\d{2}):(\d{2})$/.exec(text);
  if (match === null) return undefined;
  const minutes = Number(match[1]) * 60 + Number(match[2]);
  return Number(match[2]) > 59 || minutes > 24 * 60 ? undefined : minutes;
};

// The functions below take what has been parsed at the edge; a malformed argument is a bug of the caller, hence throws.

const dayOrThrow = (date: string): Day => {
  const day = parseDay(date);
  if (day === undefined) throw new RangeError(`not a date: ${date}`);
  return day;
};

const zoneOrThrow = (timezone: string): Zone => {
  const zone = zoneOf(timezone);
  if (zone === undefined) throw new RangeError(`not a time zone: ${timezone}`);
  return zone;
};

/**
 * The local date (`YYYY-MM-DD`) of `instant` (RFC 3339 with offset) in `timezone` (IANA). A plain date is already local and
 * comes back as it is. Throws on malformed input.
 */
export const localDate = (instant: string, timezone: string): string => {
  const day = localDayOfMoment(zoneOrThrow(timezone), instant);
  if (day === undefined) throw new RangeError(`not a date or an instant: ${instant}`);
  return formatDay(day);
};

/** The UTC instant at which the local `date` begins (its first minute that exists). Throws on malformed input. */
export const startOfDay = (date: string, timezone: string): string =>
  formatInstant(startOfLocalDay(zoneOrThrow(timezone), dayOrThrow(date)));

/** The UTC instant at which the local `date` ends, which is when the next begins. Throws on malformed input. */
export const endOfDay = (date: string, timezone: string): string =>
  endOfLocalDay(zoneOrThrow(timezone), dayOrThrow(date));

/**
 * The UTC instant at which clocks in `timezone` show `time` (`HH:MM`) on `date`. A time that is skipped is taken on the
 * clock before the change, of a repeated one the earlier. Throws on malformed input.
 */
export const atLocalTime = (date: string, time: string, timezone: string): string => {
  const minute = parseLocalTime(time);
  if (minute === undefined) throw new RangeError(`not a local time: ${time}`);
  return formatInstant(atMinuteOfDay(zoneOrThrow(timezone), dayOrThrow(date), minute));
};

/** `date` moved by `days` calendar days. Throws on malformed input. */
export const addDays = (date: string, days: number): string => formatDay(dayOrThrow(date) + days);

/** Negative, zero or positive as date `a` is before, on or after date `b`. Throws on malformed input. */
export const compareDates = (a: string, b: string): number => dayOrThrow(a) - dayOrThrow(b);

/** The calendar days from date `from` to date `until`, the first not counted; negative if it comes later. Throws likewise. */
export const daysBetween = (from: string, until: string): number => dayOrThrow(until) - dayOrThrow(from);
