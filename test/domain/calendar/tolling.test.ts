import { describe, expect, it } from 'vitest';
import type { Period } from '../../../domain/calendar/deadline.ts';
import { deriveDeadline } from '../../../domain/calendar/deadline.ts';
import { mergeSpans } from '../../../domain/calendar/tolling.ts';
import { calendars, deadline, rule } from './given.ts';

const tenDays: Period = { rule: rule({ amount: 10 }), from: '2025-03-03' };

describe('tolling', () => {
  it('merges overlapping, adjacent and contained spans, in any order, and drops empty ones', () => {
    expect(
      mergeSpans([
        { from: 20, to: 25 },
        { from: 1, to: 5 },
        { from: 5, to: 7 },
        { from: 2, to: 3 },
        { from: 9, to: 9 },
        { from: 24, to: 30 },
      ]),
    ).toEqual([
      { from: 1, to: 7 },
      { from: 20, to: 30 },
    ]);
  });

  it('keeps spans apart that a single day lies between', () => {
    expect(
      mergeSpans([
        { from: 1, to: 5 },
        { from: 6, to: 7 },
      ]),
    ).toHaveLength(2);
  });

  it('freezes the budget from the day on which the clock stops, and goes on the day on which it resumes', () => {
    const tolled = deadline({ ...tenDays, tolling: [{ from: '2025-03-07', to: '2025-03-14' }] });
    expect(tolled).toMatchObject({ due: '2025-03-24', remainingAtPause: [7], remaining: null });
  });

  it('has no last day while a pause runs, and tells what is left', () => {
    const paused = deadline({
      ...tenDays,
      tolling: [
        { from: '2025-03-05', to: '2025-03-06' },
        { from: '2025-03-10', to: null },
      ],
    });
    expect(paused).toMatchObject({ due: null, end: null, remaining: 7, remainingAtPause: [9, 7] });
  });

  it('ignores a running pause that began after the last day', () => {
    const over = deadline({ ...tenDays, tolling: [{ from: '2025-03-18', to: null }] });
    expect(over).toEqual(deadline(tenDays));
  });

  it('stops a clock on its last day, and on its last day only if that is not counted yet', () => {
    expect(deadline({ ...tenDays, tolling: [{ from: '2025-03-17', to: null }] }).remaining).toBe(1);
  });

  it('does not toll the days that a roll adds', () => {
    const rolled: Period = {
      rule: rule({ amount: 5, unit: 'calendar-days', roll: 'next-working-day' }),
      from: '2025-03-03',
    };
    expect(deadline(rolled).due).toBe('2025-03-10');
    expect(deadline({ ...rolled, tolling: [{ from: '2025-03-09', to: '2025-03-20' }] }).due).toBe(
      '2025-03-10',
    );
  });

  it('does nothing to a period of no days', () => {
    const none: Period = { rule: rule({ amount: 0, unit: 'months' }), from: '2025-03-03' };
    expect(deadline({ ...none, tolling: [{ from: '2025-03-01', to: null }] })).toEqual(deadline(none));
  });

  it('converts a year to the days of its untolled length, from an included first day too', () => {
    const leapYear: Period = { rule: rule({ unit: 'years', start: 'inclusive' }), from: '2024-01-01' };
    const tolling = [{ from: '2024-03-01', to: '2024-03-11' }];
    expect(deadline({ ...leapYear, tolling })).toMatchObject({ due: '2025-01-10', remainingAtPause: [306] });
  });

  it('loses the day of resumption instead of the day of the stop under the other convention', () => {
    const tolling = [{ from: '2025-03-17', to: '2025-03-21' }];
    expect(deadline({ ...tenDays, tolling }).due).toBe('2025-03-21');
    expect(deadline({ ...tenDays, tolling, pauseConvention: 'stop-day-lost' }).due).toBe('2025-03-21');
    expect(deadline({ ...tenDays, tolling, pauseConvention: 'resume-day-lost' }).due).toBe('2025-03-17');
    const running = [{ from: '2025-03-17', to: null }];
    expect(deadline({ ...tenDays, tolling: running, pauseConvention: 'resume-day-lost' }).due).toBe(
      '2025-03-17',
    );
  });

  it('loses no more than the cap allows, first come first lost', () => {
    const tolling = [
      { from: '2025-03-05', to: '2025-03-08' },
      { from: '2025-03-10', to: '2025-03-20' },
    ];
    const capped = (amount: number, unit: 'calendar-days' | 'working-days') =>
      deadline({ ...tenDays, tolling, tollingCap: { amount, unit } });
    expect(capped(0, 'calendar-days')).toMatchObject({ due: '2025-03-17', remainingAtPause: [] });
    expect(capped(2, 'calendar-days')).toMatchObject({ due: '2025-03-19', remainingAtPause: [9] });
    expect(capped(5, 'calendar-days')).toMatchObject({ due: '2025-03-24', remainingAtPause: [9, 9] });
    expect(capped(5, 'working-days')).toMatchObject({ due: '2025-03-24', remainingAtPause: [9, 9] });
    expect(capped(4, 'working-days').due).toBe('2025-03-21');
    expect(capped(100, 'working-days')).toMatchObject({ due: deadline({ ...tenDays, tolling }).due });
  });

  it('takes a cap beyond all counting for none', () => {
    const tolling = [{ from: '2025-03-05', to: '2025-03-08' }];
    for (const unit of ['calendar-days', 'working-days'] as const) {
      const tollingCap = { amount: Number.MAX_SAFE_INTEGER, unit };
      expect(deadline({ ...tenDays, tolling, tollingCap }).due).toBe(deadline({ ...tenDays, tolling }).due);
    }
  });

  it('spends a cap in its own unit', () => {
    const tolling = [
      { from: '2025-03-07', to: '2025-03-11' },
      { from: '2025-03-12', to: '2025-03-15' },
    ];
    const capped = (amount: number, unit: 'calendar-days' | 'working-days') =>
      deadline({ ...tenDays, tolling, tollingCap: { amount, unit } }).due;
    expect(capped(4, 'calendar-days')).toBe('2025-03-19');
    expect(capped(5, 'calendar-days')).toBe('2025-03-20');
    expect(capped(2, 'working-days')).toBe('2025-03-19');
    expect(capped(4, 'working-days')).toBe('2025-03-21');
  });

  it('does not spend the cap on days before the first that can count', () => {
    const tolling = [{ from: '2025-02-01', to: '2025-03-06' }];
    const tollingCap = { amount: 2, unit: 'calendar-days' } as const;
    expect(deadline({ ...tenDays, tolling, tollingCap })).toMatchObject({
      due: '2025-03-19',
      remainingAtPause: [10],
    });
    expect(
      deadline({ ...tenDays, tolling: [{ from: '2025-02-01', to: '2025-03-04' }], tollingCap }),
    ).toMatchObject({
      due: '2025-03-17',
    });
  });

  it('names the calendar years in their order, whatever was asked first', () => {
    const tolling = [{ from: '2026-01-06', to: '2026-01-10' }];
    const tollingCap = { amount: 20, unit: 'working-days' } as const;
    const { calendarVersions } = deadline({
      rule: rule({ amount: 10 }),
      from: '2025-12-24',
      tolling,
      tollingCap,
    });
    expect(calendarVersions.map(({ year }) => year)).toEqual([2025, 2026]);
  });

  it('does not win a longer cap from a pause that was over before the period began', () => {
    const tolling = [
      { from: '2025-02-01', to: '2025-02-20' },
      { from: '2025-03-05', to: '2025-03-15' },
    ];
    const tollingCap = { amount: 2, unit: 'calendar-days' } as const;
    expect(deadline({ ...tenDays, tolling, tollingCap })).toMatchObject({
      due: '2025-03-19',
      remainingAtPause: [9],
    });
  });

  it('lets the clock run again under a running pause once the cap is used up', () => {
    const running = [{ from: '2025-03-05', to: null }];
    const days = deadline({ ...tenDays, tolling: running, tollingCap: { amount: 7, unit: 'calendar-days' } });
    expect(days).toMatchObject({ due: '2025-03-24', remaining: null, remainingAtPause: [9] });
    const working = deadline({
      ...tenDays,
      tolling: running,
      tollingCap: { amount: 7, unit: 'working-days' },
    });
    expect(working).toMatchObject({ due: '2025-03-26', remainingAtPause: [9] });
  });

  it('asks the calendar about tolled days where the cap is in working days', () => {
    const tolling = [{ from: '2025-12-30', to: '2026-01-10' }];
    const tollingCap = { amount: 20, unit: 'working-days' } as const;
    const period: Period = {
      rule: rule({ amount: 5, unit: 'calendar-days' }),
      from: '2025-12-28',
      tolling,
      tollingCap,
    };
    expect(deadline(period).calendarVersions.map(({ year }) => year)).toEqual([2025, 2026]);
    expect(deadline({ ...period, knownAt: '2025-11-03' }).provisional).toBe(true);
    const untilNewYear = { ...period, tolling: [{ from: '2025-12-30', to: '2026-01-01' }] };
    expect(deadline(untilNewYear).calendarVersions.map(({ year }) => year)).toEqual([2025]);
    const inCalendarDays = { ...period, tollingCap: { amount: 20, unit: 'calendar-days' } } as const;
    expect(deadline(inCalendarDays).calendarVersions).toEqual([]);
  });

  it.each([
    [
      [{ from: '2025-03-09', to: '2025-03-08' }],
      'bad-tolling',
      'the pause from 2025-03-09 ends before it begins, on 2025-03-08',
    ],
    [
      [{ from: '2025-03-09T02:00:00Z', to: '2025-03-09T01:00:00Z' }],
      'bad-tolling',
      'the pause from 2025-03-09T02:00:00Z ends before it begins, on 2025-03-09T01:00:00Z',
    ],
    [
      [{ from: '2025-03-09T02:00:00Z', to: '2025-03-08' }],
      'bad-tolling',
      'the pause from 2025-03-09T02:00:00Z ends before it begins, on 2025-03-08',
    ],
    [
      [{ from: '2025-03-09', to: '2025-03-08T02:00:00Z' }],
      'bad-tolling',
      'the pause from 2025-03-09 ends before it begins, on 2025-03-08T02:00:00Z',
    ],
    [
      [{ from: '2025-03-32', to: null }],
      'bad-date',
      '"2025-03-32" is not a date of the calendar (YYYY-MM-DD)',
    ],
    [[{ from: '2025-03-02', to: 'x' }], 'bad-date', '"x" is not a date of the calendar (YYYY-MM-DD)'],
  ] as const)('refuses %j', (tolling, code, message) => {
    expect(deriveDeadline({ ...tenDays, tolling }, calendars)).toEqual({
      kind: 'calendar-error',
      code,
      message,
    });
  });

  it('takes an instant and the plain date of the same day as a pause without length, whichever comes first', () => {
    for (const toll of [
      { from: '2025-03-07T08:00:00Z', to: '2025-03-07' },
      { from: '2025-03-07', to: '2025-03-07T01:00:00Z' },
    ]) {
      expect(deadline({ ...tenDays, tolling: [toll] })).toEqual(deadline(tenDays));
    }
  });

  it.each([1.5, -1])('refuses a cap of %d', (amount) => {
    const tollingCap = { amount, unit: 'calendar-days' } as const;
    const tolling = [{ from: '2025-03-09', to: '2025-03-10' }];
    expect(deriveDeadline({ ...tenDays, tolling, tollingCap }, calendars)).toEqual({
      kind: 'calendar-error',
      code: 'bad-tolling',
      message: `a cap of ${amount} calendar-days on tolling is not a whole number`,
    });
  });

  it('refuses a period whose last day a pause pushes beyond the year 9999', () => {
    const late: Period = {
      rule: rule({ amount: 10 }),
      from: '9999-12-10',
      tolling: [{ from: '9999-12-11', to: '9999-12-30' }],
    };
    expect(deriveDeadline(late, calendars)).toMatchObject({ code: 'out-of-range' });
  });

  it('refuses a cap that no pause can use up before the year 9999', () => {
    const tollingCap = { amount: 9_000_000, unit: 'calendar-days' } as const;
    expect(
      deriveDeadline({ ...tenDays, tolling: [{ from: '2025-03-09', to: null }], tollingCap }, calendars),
    ).toEqual({
      kind: 'calendar-error',
      code: 'out-of-range',
      message: 'the cap on tolling reaches beyond the year 9999',
    });
  });
});
