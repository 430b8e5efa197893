import type { Day } from './civil-date.ts';
import { civilOf, dayOfCivil, daysInMonth } from './civil-date.ts';

/**
 * The last day of a period of `months` from `day` (negative: back). With an exclusive start the corresponding day of the
 * last month; with an inclusive one the day before it; where the month has no such day, its last day. Always counted
 * in one step, so there is no end-of-month stickiness. Semantics: docs/calendar.md.
 */
export const monthsFrom = (day: Day, months: number, start: 'exclusive' | 'inclusive'): Day => {
  const { year, month, dayOfMonth } = civilOf(day);
  const index = year * 12 + month - 1 + months;
  const lastYear = Math.floor(index / 12);
  const lastMonth = index - lastYear * 12 + 1;
  const length = daysInMonth(lastYear, lastMonth);
  if (dayOfMonth > length) return dayOfCivil(lastYear, lastMonth, length);
  const corresponding = dayOfCivil(lastYear, lastMonth, dayOfMonth);
  return start === 'inclusive' ? corresponding - 1 : corresponding;
};

/** Day `dayOfMonth` (1-31) of the month after that of `day`, or the last day of that month if it is shorter. */
export const dayOfNextMonth = (day: Day, dayOfMonth: number): Day => {
  const { year, month } = civilOf(day);
  const nextYear = month === 12 ? year + 1 : year;
  const nextMonth = month === 12 ? 1 : month + 1;
  return dayOfCivil(nextYear, nextMonth, Math.min(dayOfMonth, daysInMonth(nextYear, nextMonth)));
};
