import { describe, expect, it } from 'vitest';
import {
  civilOf,
  dayOfCivil,
  daysInMonth,
  FIRST_DAY,
  formatDay,
  isLeapYear,
  LAST_DAY,
  parseDay,
  parseDayPrefix,
  weekdayOf,
  yearOf,
} from '../../../domain/calendar/civil-date.ts';

const EPOCH_YEAR_1 = -719_162;

describe('civil dates', () => {
  it('number every day of four centuries as the platform does', () => {
    const from = Date.UTC(1800, 0, 1) / 86_400_000;
    const days = Array.from({ length: 146_097 }, (_, i) => from + i);
    const odd = days.filter((day) => {
      const date = new Date(day * 86_400_000);
      const { year, month, dayOfMonth } = civilOf(day);
      return (
        year !== date.getUTCFullYear() ||
        month !== date.getUTCMonth() + 1 ||
        dayOfMonth !== date.getUTCDate() ||
        dayOfCivil(year, month, dayOfMonth) !== day ||
        weekdayOf(day) !== (date.getUTCDay() || 7)
      );
    });
    expect(odd).toEqual([]);
  });

  it('begin in the year 1 and end in the year 9999', () => {
    expect(dayOfCivil(1, 1, 1)).toBe(EPOCH_YEAR_1);
    expect(formatDay(FIRST_DAY)).toBe('0001-01-02');
    expect(formatDay(LAST_DAY)).toBe('9999-12-30');
    expect(parseDay('0001-01-01')).toBe(EPOCH_YEAR_1);
    expect(parseDay('9999-12-31')).toBe(LAST_DAY + 1);
    expect(parseDay('0000-12-31')).toBeUndefined();
  });

  it('have leap years by the Gregorian rule', () => {
    expect([1900, 2000, 2023, 2024, 2100].map(isLeapYear)).toEqual([false, true, false, true, false]);
    expect([daysInMonth(2024, 2), daysInMonth(2023, 2), daysInMonth(2023, 4), daysInMonth(2023, 12)]).toEqual(
      [29, 28, 30, 31],
    );
    expect(yearOf(dayOfCivil(2024, 12, 31))).toBe(2024);
  });

  it.each(['1970-01-01', '1969-12-31', '2000-02-29', '2099-12-31', '2100-01-01', '0042-07-09'])(
    'are read and written: %s',
    (text) => {
      expect(formatDay(parseDay(text) ?? NaN)).toBe(text);
      expect(formatDay(parseDay(text) ?? NaN)).toBe(text);
    },
  );

  it.each([
    '2025-02-29',
    '1900-02-29',
    '2025-04-31',
    '2025-13-01',
    '2025-00-10',
    '2025-01-00',
    '2025-01-32',
    '2025-1-01',
    '2025-01-1',
    '2025/01/01',
    '2025/01-01',
    '2025-01-1/',
    '202/-01-01',
    '2025-01/01',
    '2025-01-01 ',
    ' 2025-01-0',
    '20a5-01-01',
    '2025-a1-01',
    '2025-01-a1',
    '2025-01-0:',
    '2025-01-0/',
    '-025-01-01',
    '',
  ])('are refused if malformed or impossible: "%s"', (text) => {
    expect(parseDay(text)).toBeUndefined();
  });

  it('are read from the front of an instant', () => {
    expect(parseDayPrefix('2025-01-02T03:04:05Z')).toBe(parseDay('2025-01-02'));
    expect(parseDay('2025-01-02T03:04:05Z')).toBeUndefined();
  });
});
