/** A civil date as the number of days since 1970-01-01 in the proleptic Gregorian calendar. */
export type Day = number;

const MIN_YEAR = 1;
const MAX_YEAR = 9999;

const LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

/** Whether `year` has a 29 February. */
export const isLeapYear = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);

/** Days in `month` (1-12) of `year`. */
export const daysInMonth = (year: number, month: number): number =>
  month === 2 && isLeapYear(year) ? 29 : (LENGTHS[month - 1] ?? 0);

/**
 * The day of a civil date, in integers only. Inputs are taken as given; use {@link parseDay} for text.
 * Source: H. Hinnant, "chrono-compatible low-level date algorithms", days_from_civil.
 */
export const dayOfCivil = (year: number, month: number, dayOfMonth: number): Day => {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + dayOfMonth - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
};

export type CivilDate = { readonly year: number; readonly month: number; readonly dayOfMonth: number };

/** Year, month (1-12) and day of the month of a day. Source: as {@link dayOfCivil}, civil_from_days. */
export const civilOf = (day: Day): CivilDate => {
  const z = day + 719_468;
  const era = Math.floor(z / 146_097);
  const dayOfEra = z - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shifted = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shifted < 10 ? shifted + 3 : shifted - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    dayOfMonth: dayOfYear - Math.floor((153 * shifted + 2) / 5) + 1,
  };
};

/** First and last day that this module computes with; results outside are refused as out of range. */
export const FIRST_DAY: Day = dayOfCivil(MIN_YEAR, 1, 2);
export const LAST_DAY: Day = dayOfCivil(MAX_YEAR, 12, 30);

/** The calendar year in which `day` falls. */
export const yearOf = (day: Day): number => civilOf(day).year;

/** ISO weekday of `day`: Monday 1 to Sunday 7. */
export const weekdayOf = (day: Day): number => ((((day + 3) % 7) + 7) % 7) + 1;

const ZERO = 48;

/** The number that two to four ASCII digits of `text` spell, or -1. */
const digits = (text: string, at: number, count: number): number => {
  let value = 0;
  for (let i = at; i < at + count; i += 1) {
    const digit = text.charCodeAt(i) - ZERO;
    if (!(digit >= 0 && digit <= 9)) return -1;
    value = value * 10 + digit;
  }
  return value;
};

const HYPHEN = 45;

/** The day that the first ten characters of `text` name (`YYYY-MM-DD`, years 0001-9999), if that date exists. */
export const parseDayPrefix = (text: string): Day | undefined => {
  if (text.charCodeAt(4) !== HYPHEN || text.charCodeAt(7) !== HYPHEN) return undefined;
  const year = digits(text, 0, 4);
  const month = digits(text, 5, 2);
  const dayOfMonth = digits(text, 8, 2);
  if (year < MIN_YEAR || month < 1 || month > 12) return undefined;
  if (dayOfMonth < 1 || dayOfMonth > daysInMonth(year, month)) return undefined;
  return dayOfCivil(year, month, dayOfMonth);
};

/** The day that `text` names, or undefined if it is not exactly `YYYY-MM-DD` or the date does not exist. */
export const parseDay = (text: string): Day | undefined =>
  text.length === 10 ? parseDayPrefix(text) : undefined;

const twoDigits = (value: number): string => (value < 10 ? `0${value}` : `${value}`);

const spell = (day: Day): string => {
  const { year, month, dayOfMonth } = civilOf(day);
  return `${String(year).padStart(4, '0')}-${twoDigits(month)}-${twoDigits(dayOfMonth)}`;
};

// The same few thousand dates are written again and again: spelling each once pays for the table.
const SPELLED_FROM: Day = 0;
const spelled: (string | undefined)[] = Array.from({ length: dayOfCivil(2100, 1, 1) - SPELLED_FROM });

/** `day` as `YYYY-MM-DD`. */
export const formatDay = (day: Day): string => {
  const index = day - SPELLED_FROM;
  if (!(index >= 0 && index < spelled.length)) return spell(day);
  return (spelled[index] ??= spell(day));
};
