import { describe, expect, it } from 'vitest';
import type { CalendarYear } from '../../../domain/calendar/calendar.ts';
import { compileCalendars } from '../../../domain/calendar/calendar.ts';
import {
  countWorkingDays,
  isWorkingDay,
  nthWorkingDay,
  nthWorkingDayBack,
} from '../../../domain/calendar/calendar-view.ts';
import { formatDay, parseDay } from '../../../domain/calendar/civil-date.ts';
import type { Period } from '../../../domain/calendar/deadline.ts';
import { deriveDeadline } from '../../../domain/calendar/deadline.ts';
import { rule, year } from './given.ts';

const day = (text: string): number => parseDay(text) ?? NaN;

const derive = (years: readonly CalendarYear[], period: Period) =>
  deriveDeadline(period, compileCalendars(years));

const next = (years: readonly CalendarYear[], from: string, knownAt?: string) =>
  derive(years, { rule: rule({ calendar: 'TEST' }), from, knownAt });

describe('calendars', () => {
  it('always have the one of weekends only', () => {
    expect(compileCalendars([]).ids).toEqual(['WEEKEND']);
    expect(compileCalendars([year({}), year({ calendar: 'A' })]).ids).toEqual(['A', 'TEST', 'WEEKEND']);
    expect(compileCalendars([]).view('TEST')).toBeUndefined();
  });

  it('do not work on listed days and on weekends, and work on make-up days', () => {
    const years = [
      year({
        nonWorking: [{ date: '2025-03-05', name: 'Feast' }],
        working: [{ date: '2025-03-08', name: 'for the feast' }],
      }),
    ];
    expect(next(years, '2025-03-04')).toMatchObject({ due: '2025-03-06' });
    expect(next(years, '2025-03-07')).toMatchObject({ due: '2025-03-08' });
    expect(next(years, '2025-03-08')).toMatchObject({ due: '2025-03-10' });
  });

  it('may have another weekend, which unknown years near them share', () => {
    const years = [year({ weekend: [5, 6] }), year({ year: 2030, weekend: [7] })];
    expect(next(years, '2025-03-06')).toMatchObject({ due: '2025-03-09', provisional: false });
    expect(next(years, '2026-03-05')).toMatchObject({ due: '2026-03-08', provisional: true });
    expect(next(years, '2031-03-07')).toMatchObject({ due: '2031-03-08', provisional: true });
    expect(next(years, '2090-03-10')).toMatchObject({ due: '2090-03-11', provisional: true });
    expect(next(years, '1980-03-06')).toMatchObject({ due: '1980-03-09', provisional: true });
  });

  it('apply the latest version known on the day that is asked about', () => {
    const feast = [{ date: '2025-03-05', name: 'Feast' }];
    const years = [
      year({ version: 2, knownFrom: '2025-02-01', nonWorking: feast }),
      year({ version: 1, knownFrom: '2024-12-01' }),
      year({ version: 3, knownFrom: '2025-03-01' }),
    ];
    const at = (knownAt?: string) => next(years, '2025-03-04', knownAt);
    expect(at('2024-11-30')).toMatchObject({ due: '2025-03-05', provisional: true, calendarVersions: [] });
    expect(at('2024-12-01')).toMatchObject({ due: '2025-03-05', provisional: false });
    expect(at('2025-01-31')).toMatchObject({
      calendarVersions: [{ calendar: 'TEST', year: 2025, version: 1 }],
    });
    expect(at('2025-02-01')).toMatchObject({ due: '2025-03-06', calendarVersions: [{ version: 2 }] });
    expect(at('2025-03-01')).toMatchObject({ due: '2025-03-05', calendarVersions: [{ version: 3 }] });
    expect(at()).toMatchObject({ due: '2025-03-05', calendarVersions: [{ version: 3 }] });
  });

  it('reach as far as their years, however far those lie', () => {
    const years = [
      year({ year: 1950, nonWorking: [{ date: '1950-03-06', name: 'Feast' }] }),
      year({ year: 2110, nonWorking: [{ date: '2110-03-06', name: 'Feast' }] }),
    ];
    expect(next(years, '1950-03-05')).toMatchObject({ due: '1950-03-07', provisional: false });
    expect(next(years, '2110-03-05')).toMatchObject({ due: '2110-03-07', provisional: false });
  });

  it('count into and out of the years that are laid out with the holidays of those', () => {
    const days = (from: string, to: string) =>
      Array.from({ length: day(to) - day(from) + 1 }, (_, i) => ({
        date: formatDay(day(from) + i),
        name: 'Feast',
      }));
    const years = [
      year({ year: 1990, nonWorking: days('1990-01-01', '1990-01-07') }),
      year({ year: 2060, nonWorking: days('2060-12-25', '2060-12-31') }),
    ];
    const of = (amount: number, direction: 'after' | 'before', from: string) =>
      derive(years, { rule: rule({ calendar: 'TEST', amount, direction }), from });
    expect(of(6, 'after', '1989-12-22')).toMatchObject({ due: '1990-01-08' });
    expect(of(5, 'after', '1989-12-22')).toMatchObject({ due: '1989-12-29' });
    expect(of(4, 'after', '1989-12-22')).toMatchObject({ due: '1989-12-28' });
    expect(of(5, 'before', '2061-01-10')).toMatchObject({ due: '2061-01-03' });
    expect(of(6, 'before', '2061-01-10')).toMatchObject({ due: '2060-12-24' });
    expect(of(1, 'before', '2061-01-01')).toMatchObject({ due: '2060-12-24' });
    expect(of(1, 'after', '2060-12-24')).toMatchObject({ due: '2061-01-03' });
    expect(of(1, 'before', '1990-01-08')).toMatchObject({ due: '1989-12-29' });
  });

  it('never end where nobody ever works', () => {
    const years = [year({ weekend: [1, 2, 3, 4, 5, 6, 7] })];
    expect(next(years, '2025-03-05')).toMatchObject({ code: 'out-of-range' });
    expect(
      derive(years, { rule: rule({ calendar: 'TEST', direction: 'before' }), from: '2025-03-05' }),
    ).toMatchObject({
      code: 'out-of-range',
    });
    expect(
      derive(years, {
        rule: rule({ calendar: 'TEST', unit: 'months', roll: 'next-working-day' }),
        from: '2025-03-05',
      }),
    ).toMatchObject({ code: 'out-of-range', message: '1 months from 2025-03-05 leave the years 1 to 9999' });
  });

  it('count the same inside, outside and across the years that are laid out', () => {
    const view = compileCalendars([]).view('WEEKEND');
    if (view === undefined) throw new Error('no weekends');
    const naive = (from: number, to: number): number => {
      let count = 0;
      for (let at = from; at < to; at += 1) if (isWorkingDay(view, at)) count += 1;
      return count;
    };
    for (const [from, to] of [
      ['1985-02-03', '1986-05-06'],
      ['1989-12-20', '1990-01-10'],
      ['2060-12-20', '2061-01-10'],
      ['2070-12-20', '2071-01-10'],
      ['1989-12-20', '2061-01-10'],
      ['2025-01-01', '2025-01-01'],
      ['2025-01-02', '2025-01-01'],
    ] as const) {
      const count = countWorkingDays(view, day(from), day(to));
      expect(count, `${from} to ${to}`).toBe(naive(day(from), day(to)));
      if (count === 0) continue;
      const last = nthWorkingDay(view, day(from), count);
      expect(naive(day(from), last + 1)).toBe(count);
      expect(isWorkingDay(view, last)).toBe(true);
      const first = nthWorkingDayBack(view, day(to) - 1, count);
      expect(naive(first, day(to))).toBe(count);
      expect(isWorkingDay(view, first)).toBe(true);
    }
  });
});
