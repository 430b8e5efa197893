import type { Day } from './civil-date.ts';
import { formatDay, parseDayPrefix } from './civil-date.ts';

/** Whole seconds since 1970-01-01T00:00:00Z, without leap seconds. */
export type EpochSeconds = number;

export const SECONDS_PER_DAY = 86_400;

const SHAPE =
  /^\d{4}-\d{2}-\d{2}[Tt](\d{2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?(?:[Zz]|([+-])(\d{2}):?(\d{2}))$/;

/**
 * The instant that `text` names, or undefined. `text` is a date and time with an offset (RFC 3339; the seconds may be
 * missing). A fraction of a second is cut off; a leap second counts as the second before it.
 */
export const parseInstant = (text: string): EpochSeconds | undefined => {
  const match = SHAPE.exec(text);
  const day = parseDayPrefix(text);
  if (match === null || day === undefined) return undefined;
  const hour = Number(match[1]);
  const minute = Number(match[2]);
  const second = Math.min(Number(match[3] ?? '0'), 60);
  const offsetHour = Number(match[5] ?? '0');
  const offsetMinute = Number(match[6] ?? '0');
  if (hour > 23 || minute > 59 || Number(match[3] ?? '0') > 60 || offsetHour > 23 || offsetMinute > 59)
    return undefined;
  const offset = (match[4] === '-' ? -1 : 1) * (offsetHour * 3600 + offsetMinute * 60);
  return day * SECONDS_PER_DAY + hour * 3600 + minute * 60 + Math.min(second, 59) - offset;
};

const twoDigits = (value: number): string => (value < 10 ? `0${value}` : `${value}`);

const clock = (secondOfDay: number): string =>
  `${twoDigits(Math.floor(secondOfDay / 3600))}:${twoDigits(Math.floor((secondOfDay % 3600) / 60))}:${twoDigits(secondOfDay % 60)}`;

const split = (seconds: number): { readonly day: Day; readonly secondOfDay: number } => {
  const day = Math.floor(seconds / SECONDS_PER_DAY);
  return { day, secondOfDay: seconds - day * SECONDS_PER_DAY };
};

/** `instant` in UTC as `YYYY-MM-DDTHH:MM:SSZ`. */
export const formatInstant = (instant: EpochSeconds): string => {
  const { day, secondOfDay } = split(instant);
  return `${formatDay(day)}T${clock(secondOfDay)}Z`;
};

/** `instant` on a clock that is `offset` seconds ahead of UTC, as `YYYY-MM-DDTHH:MM:SS+HH:MM`. */
export const formatWithOffset = (instant: EpochSeconds, offset: number): string => {
  const { day, secondOfDay } = split(instant + offset);
  const minutes = Math.round(Math.abs(offset) / 60);
  const sign = offset < 0 ? '-' : '+';
  return `${formatDay(day)}T${clock(secondOfDay)}${sign}${twoDigits(Math.floor(minutes / 60))}:${twoDigits(minutes % 60)}`;
};
