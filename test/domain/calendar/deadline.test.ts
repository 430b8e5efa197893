import { describe, expect, it } from 'vitest';
import type { Period } from '../../../domain/calendar/deadline.ts';
import { deriveDeadline } from '../../../domain/calendar/deadline.ts';
import { calendars, deadline, due, rule } from './given.ts';

const refusal = (period: Period) => deriveDeadline(period, calendars);

const onWeekendsOnly = (amount: number, from: string, direction: 'after' | 'before' = 'after') =>
  due({ amount, calendar: 'WEEKEND', direction }, from);

describe('deriveDeadline', () => {
  it('tells day, end, calendar versions and that nothing is left', () => {
    expect(deadline({ rule: rule({ amount: 10 }), from: '2025-12-25' })).toEqual({
      kind: 'deadline',
      due: '2026-01-09',
      end: '2026-01-09T16:00:00Z',
      provisional: false,
      remaining: null,
      remainingAtPause: [],
      calendarVersions: [
        { calendar: 'CN', year: 2025, version: 1 },
        { calendar: 'CN', year: 2026, version: 1 },
      ],
      unknownYears: [],
    });
  });

  it('names no calendar version where none was asked', () => {
    expect(deadline({ rule: rule({ unit: 'calendar-days' }), from: '2025-12-25' }).calendarVersions).toEqual(
      [],
    );
    expect(deadline({ rule: rule({ amount: 0 }), from: '2025-12-25' }).calendarVersions).toEqual([]);
    const back = rule({ amount: 0, direction: 'before' });
    expect(deadline({ rule: back, from: '2025-12-25' }).calendarVersions).toEqual([]);
    expect(deadline({ rule: rule({ calendar: 'WEEKEND' }), from: '2025-12-25' }).calendarVersions).toEqual(
      [],
    );
  });

  it('names the year of the roll only, in a period that is not counted in working days', () => {
    const { calendarVersions } = deadline({
      rule: rule({ amount: 3, unit: 'months', roll: 'next-working-day' }),
      from: '2024-11-30',
    });
    expect(calendarVersions).toEqual([{ calendar: 'CN', year: 2025, version: 1 }]);
  });

  it.each([
    ['exclusive', 2, '2025-03-19'],
    ['inclusive', 2, '2025-03-18'],
    ['exclusive', 0, '2025-03-05'],
  ] as const)('counts a week as seven calendar days (%s, %i)', (start, amount, expected) => {
    expect(due({ amount, unit: 'weeks', start }, '2025-03-05')).toBe(expected);
  });

  it.each([
    [1, '2025-02-28', '2025-03-01'],
    [15, '2025-02-28', '2025-03-15'],
    [31, '2025-01-31', '2025-02-28'],
    [31, '2025-12-01', '2026-01-31'],
  ])('finds day %i of the month after %s', (amount, from, expected) => {
    expect(due({ amount, unit: 'day-of-next-month' }, from)).toBe(expected);
  });

  it('rolls and tolls a day of the next month like any other last day', () => {
    const unit = 'day-of-next-month';
    expect(due({ amount: 1, unit, roll: 'next-working-day' }, '2025-09-10')).toBe('2025-10-09');
    const tolling = [{ from: '2025-03-01', to: '2025-03-04' }];
    expect(deadline({ rule: rule({ amount: 15, unit }), from: '2025-02-10', tolling }).due).toBe(
      '2025-03-18',
    );
  });

  it.each(['life', 'until-event', 'actual-term-of'] as const)('has no last day for %s', (unit) => {
    expect(deadline({ rule: rule({ unit }), from: '2025-03-05' })).toEqual({
      kind: 'deadline',
      due: null,
      end: null,
      provisional: false,
      remaining: null,
      remainingAtPause: [],
      calendarVersions: [],
      unknownYears: [],
    });
  });

  it('ends at the close of business where the rule says so, on either side of a change of clocks', () => {
    const ends = { closeOfBusiness: '17:30' };
    const local = { calendar: 'US-FED', timezone: 'America/New_York', unit: 'calendar-days', ends } as const;
    expect(deadline({ rule: rule(local), from: '2025-03-07' }).end).toBe('2025-03-08T22:30:00Z');
    expect(deadline({ rule: rule(local), from: '2025-03-08' }).end).toBe('2025-03-09T21:30:00Z');
    expect(deadline({ rule: rule({ ...local, ends: 'end-of-day' }), from: '2025-03-08' }).end).toBe(
      '2025-03-10T04:00:00Z',
    );
  });

  it.each([
    ['working-days', 5, '2025-10-13', '2025-09-29'],
    ['working-days', 1, '2025-10-09', '2025-09-30'],
    ['working-days', 0, '2025-10-05', '2025-10-05'],
    ['calendar-days', 30, '2026-01-31', '2026-01-01'],
    ['weeks', 2, '2025-03-19', '2025-03-05'],
    ['months', 1, '2025-03-31', '2025-02-28'],
    ['months', 14, '2026-02-28', '2024-12-28'],
    ['years', 2, '2024-02-29', '2022-02-28'],
  ] as const)('counts back %s (%i from %s)', (unit, amount, from, expected) => {
    expect(due({ unit, amount, direction: 'before' }, from)).toBe(expected);
  });

  it('rolls a day that was counted back forward, because that is what the roll says', () => {
    const back = { unit: 'calendar-days', amount: 1, direction: 'before', roll: 'next-working-day' } as const;
    expect(due(back, '2025-03-10')).toBe('2025-03-10');
    expect(due({ ...back, roll: 'none' }, '2025-03-10')).toBe('2025-03-09');
  });

  it('lengthens a period that is counted back by its extensions too', () => {
    const back = rule({ unit: 'calendar-days', amount: 30, direction: 'before' });
    const extensions = [{ on: '2025-01-01', amount: 5, unit: 'calendar-days' }] as const;
    expect(deadline({ rule: back, from: '2025-03-10', extensions }).due).toBe('2025-02-03');
  });

  it('is provisional only where a year that it had to ask for is unknown', () => {
    const known = '2025-11-03';
    const tells = (change: Parameters<typeof rule>[0], from: string) =>
      deadline({ rule: rule(change), from, knownAt: known }).provisional;
    expect(tells({ amount: 1 }, '2025-12-30')).toBe(false);
    expect(tells({ amount: 1 }, '2025-12-31')).toBe(true);
    expect(tells({ amount: 400, unit: 'calendar-days' }, '2025-12-31')).toBe(false);
    expect(tells({ amount: 0, unit: 'months', roll: 'next-working-day' }, '2026-01-05')).toBe(true);
    expect(tells({ amount: 1, direction: 'before' }, '2026-01-01')).toBe(false);
    expect(tells({ amount: 1, direction: 'before' }, '2026-01-02')).toBe(true);
    expect(tells({ amount: 5, calendar: 'WEEKEND' }, '2031-01-05')).toBe(false);
  });

  it('does not ask about days that a pause took out', () => {
    const tolling = [{ from: '2026-01-01', to: '2027-01-01' }];
    const paused = deadline({ rule: rule({ amount: 5 }), from: '2025-12-29', tolling });
    expect(paused.calendarVersions).toEqual([{ calendar: 'CN', year: 2025, version: 1 }]);
    expect(paused).toMatchObject({ provisional: true, due: '2027-01-05', remainingAtPause: [3] });
  });

  it('takes the calendar as it was known on the local date of an instant', () => {
    expect(due({ amount: 5 }, '2020-01-20', '2020-01-26T15:59:59Z')).toBe('2020-02-01');
    expect(due({ amount: 5 }, '2020-01-20', '2020-01-26T16:00:00Z')).toBe('2020-02-04');
  });

  it('reads the day of the act in the zone of the rule', () => {
    expect(due({ unit: 'calendar-days' }, '2025-06-30T23:30:00Z')).toBe('2025-07-02');
    expect(due({ unit: 'calendar-days', timezone: 'America/New_York' }, '2025-06-30T23:30:00Z')).toBe(
      '2025-07-01',
    );
  });

  it('reaches the ends of the years that can be written, and not beyond', () => {
    const days = (amount: number, direction: 'after' | 'before') =>
      rule({ unit: 'calendar-days', amount, direction });
    expect(deadline({ rule: days(1, 'after'), from: '9999-12-29' }).end).toBe('9999-12-30T16:00:00Z');
    expect(refusal({ rule: days(1, 'after'), from: '9999-12-30' })).toMatchObject({ code: 'out-of-range' });
    expect(deadline({ rule: days(1, 'before'), from: '0001-01-03' }).due).toBe('0001-01-02');
    expect(refusal({ rule: days(1, 'before'), from: '0001-01-02' })).toMatchObject({ code: 'out-of-range' });
  });

  it('counts far beyond the published calendars, on weekends alone', () => {
    expect(due({ amount: 1309 }, '2099-12-31')).toBe('2105-01-07');
    expect(onWeekendsOnly(500, '2059-12-31')).toBe('2061-11-30');
    expect(onWeekendsOnly(20, '2060-12-20')).toBe('2061-01-17');
    expect(onWeekendsOnly(500, '1988-06-15')).toBe('1990-05-16');
    expect(onWeekendsOnly(3000, '1985-01-01')).toBe('1996-07-02');
    expect(onWeekendsOnly(500, '1990-05-16', 'before')).toBe('1988-06-15');
    expect(onWeekendsOnly(500, '2061-11-30', 'before')).toBe('2059-12-31');
    expect(onWeekendsOnly(3000, '2070-01-01', 'before')).toBe('2058-07-03');
    expect(onWeekendsOnly(5, '2070-01-01', 'before')).toBe('2069-12-25');
    expect(onWeekendsOnly(5, '1975-01-01', 'before')).toBe('1974-12-25');
  });

  it.each([
    'working-days',
    'calendar-days',
    'weeks',
    'months',
    'years',
    'hours',
    'day-of-next-month',
  ] as const)('refuses more %s than can be counted, however many', (unit) => {
    const from = '2025-01-01T00:00:00Z';
    for (const amount of [100_000_001, 2 ** 40, Number.MAX_SAFE_INTEGER]) {
      expect(refusal({ rule: rule({ unit, amount }), from })).toMatchObject({ code: 'out-of-range' });
    }
  });

  it.each([
    [
      { rule: rule({ calendar: 'XX' }), from: '2025-01-01' },
      'unknown-calendar',
      'no calendar is called "XX"',
    ],
    [
      { rule: rule({ timezone: 'Asia/X' }), from: '2025-01-01' },
      'unknown-timezone',
      'no time zone is called "Asia/X"',
    ],
    [
      { rule: rule({ amount: -1 }), from: '2025-01-01' },
      'bad-amount',
      '-1 working-days is not a whole number of at least 0',
    ],
    [
      { rule: rule({ amount: 0.5 }), from: '2025-01-01' },
      'bad-amount',
      '0.5 working-days is not a whole number of at least 0',
    ],
    [
      { rule: rule({ amount: 0, start: 'inclusive' }), from: '2025-01-01' },
      'bad-amount',
      'a period of 0 working-days that includes its first day is undefined',
    ],
    [
      { rule: rule({ amount: 0, unit: 'day-of-next-month' }), from: '2025-01-01' },
      'bad-amount',
      'no month has a day 0',
    ],
    [
      { rule: rule({ amount: 32, unit: 'day-of-next-month' }), from: '2025-01-01' },
      'bad-amount',
      'no month has a day 32',
    ],
    [
      { rule: rule({ amount: 1, unit: 'day-of-next-month', direction: 'before' }), from: '2025-01-01' },
      'bad-rule',
      'a period in day-of-next-month is not counted in days this way',
    ],
    [
      { rule: rule({ start: 'inclusive', direction: 'before' }), from: '2025-01-01' },
      'bad-rule',
      'counting back never counts the day of the event: its start is exclusive',
    ],
    [
      {
        rule: rule({ direction: 'before' }),
        from: '2025-01-01',
        tolling: [{ from: '2024-12-01', to: null }],
      },
      'bad-tolling',
      'a period that is counted back cannot be paused',
    ],
    [
      { rule: rule({ ends: { closeOfBusiness: '17.30' } }), from: '2025-01-01' },
      'bad-rule',
      '"17.30" is not a local time (HH:MM)',
    ],
    [
      { rule: rule(), from: '2025-02-29' },
      'bad-date',
      '"2025-02-29" is not a date of the calendar (YYYY-MM-DD)',
    ],
    [{ rule: rule(), from: '' }, 'bad-date', '"" is not a date of the calendar (YYYY-MM-DD)'],
    [
      { rule: rule(), from: '2025-01-01', knownAt: 'soon' },
      'bad-date',
      '"soon" is not a date of the calendar (YYYY-MM-DD)',
    ],
    [
      { rule: rule(), from: '2025-01-01T10:00:00' },
      'bad-instant',
      '"2025-01-01T10:00:00" is not an instant (RFC 3339, with its offset)',
    ],
    [
      { rule: rule({ amount: 9_000_000, unit: 'calendar-days' }), from: '2025-01-01' },
      'out-of-range',
      '9000000 calendar-days from 2025-01-01 leave the years 1 to 9999',
    ],
    [
      { rule: rule({ amount: 2026, unit: 'years', direction: 'before' }), from: '2025-01-01' },
      'out-of-range',
      '2026 years from 2025-01-01 leave the years 1 to 9999',
    ],
    [
      { rule: rule({ amount: 9_000_000 }), from: '2025-01-01' },
      'out-of-range',
      '9000000 working-days from 2025-01-01 leave the years 1 to 9999',
    ],
  ] as const)('refuses %#: $1', (period, code, message) => {
    expect(refusal(period)).toEqual({ kind: 'calendar-error', code, message });
  });
});
