import { describe, expect, it } from 'vitest';
import type { Period } from '../../../domain/calendar/deadline.ts';
import { deriveDeadline } from '../../../domain/calendar/deadline.ts';
import { explainDeadline } from '../../../domain/calendar/explanation.ts';
import { recount } from '../../../domain/calendar/recount.ts';
import { calendars, deadline, rule } from './given.ts';

const newYork = { calendar: 'US-FED', timezone: 'America/New_York' } as const;
const hours = (amount: number, from: string, change: Partial<Period> = {}): Period => ({
  rule: rule({ amount, unit: 'hours' }),
  from,
  ...change,
});

const told = (period: Period) => {
  const explanation = explainDeadline(period, calendars);
  return explanation.kind === 'explanation' ? recount(explanation) : explanation;
};

describe('hours', () => {
  it('are elapsed hours, told with the offset of the zone at their end', () => {
    expect(deadline(hours(24, '2025-10-26T09:30:00+08:00'))).toMatchObject({
      due: '2025-10-27T09:30:00+08:00',
      end: '2025-10-27T01:30:00Z',
    });
    expect(
      deadline({ rule: rule({ amount: 24, unit: 'hours', ...newYork }), from: '2025-03-08T17:00:00Z' }),
    ).toEqual({
      kind: 'deadline',
      due: '2025-03-09T13:00:00-04:00',
      end: '2025-03-09T17:00:00Z',
      provisional: false,
      remaining: null,
      remainingAtPause: [],
      calendarVersions: [],
      unknownYears: [],
    });
  });

  it('are counted back and extended', () => {
    const back = {
      rule: rule({ amount: 48, unit: 'hours', direction: 'before' }),
      from: '2025-10-26T09:30:00Z',
    } as const;
    expect(deadline(back).end).toBe('2025-10-24T09:30:00Z');
    const extensions = [{ on: '2025-10-26', amount: 2, unit: 'hours' }] as const;
    expect(deadline(hours(24, '2025-10-26T00:00:00Z', { extensions })).end).toBe('2025-10-27T02:00:00Z');
  });

  it('stop during a pause, to the second; plain dates of a pause begin the local day', () => {
    const tolling = [
      { from: '2025-10-26T01:00:00Z', to: '2025-10-26T01:30:00Z' },
      { from: '2025-10-27', to: '2025-10-28' },
      { from: '2025-10-25', to: '2025-10-26T00:30:00Z' },
      { from: '2025-12-01', to: null },
    ];
    expect(deadline(hours(24, '2025-10-26T00:00:00Z', { tolling }))).toMatchObject({
      end: '2025-10-28T01:00:00Z',
      remainingAtPause: [24, 23.5, 9],
      remaining: null,
    });
  });

  it('do not stop for a pause that was over before they began, or that has no length', () => {
    const tolling = [
      { from: '2025-10-20', to: '2025-10-21' },
      { from: '2025-10-26T05:00:00Z', to: '2025-10-26T05:00:00Z' },
    ];
    expect(deadline(hours(24, '2025-10-26T00:00:00Z', { tolling }))).toMatchObject({
      end: '2025-10-27T00:00:00Z',
      remainingAtPause: [],
    });
  });

  it('are counted before 1970 too', () => {
    const back = {
      rule: rule({ amount: 24, unit: 'hours', direction: 'before' }),
      from: '1960-01-02T00:00:00Z',
    } as const;
    expect(deadline(back)).toMatchObject({ end: '1960-01-01T00:00:00Z', remainingAtPause: [] });
  });

  it('have no end while a pause runs', () => {
    const tolling = [{ from: '2025-10-26T06:00:00Z', to: null }];
    expect(deadline(hours(24, '2025-10-26T00:00:00Z', { tolling }))).toMatchObject({
      due: null,
      end: null,
      remaining: 18,
      remainingAtPause: [18],
    });
  });

  it('are over when a pause begins at their last second', () => {
    const tolling = [{ from: '2025-10-27T00:00:00Z', to: null }];
    expect(deadline(hours(24, '2025-10-26T00:00:00Z', { tolling })).end).toBe('2025-10-27T00:00:00Z');
  });

  it('are explained by what elapsed and what did not', () => {
    const tolling = [{ from: '2025-10-26T01:00:00Z', to: '2025-10-26T01:20:00Z' }];
    const explanation = explainDeadline(hours(2, '2025-10-26T00:00:00Z', { tolling }), calendars);
    if (explanation.kind === 'calendar-error') throw new Error(explanation.message);
    expect(explanation).toMatchObject({
      counting: 'hours',
      budget: 2,
      start: { day: '2025-10-26', counts: false },
    });
    expect(explanation.lines).toEqual([
      {
        from: '2025-10-26T00:00:00Z',
        to: '2025-10-26T00:00:00Z',
        counted: 0,
        reason: 'day-of-event',
        left: 2,
      },
      {
        from: '2025-10-26T00:00:00Z',
        to: '2025-10-26T01:00:00Z',
        counted: 1,
        reason: 'elapsed-hours',
        left: 1,
      },
      { from: '2025-10-26T01:00:00Z', to: '2025-10-26T01:20:00Z', counted: 0, reason: 'tolled', left: 1 },
      {
        from: '2025-10-26T01:20:00Z',
        to: '2025-10-26T02:20:00Z',
        counted: 1,
        reason: 'elapsed-hours',
        left: 0,
      },
    ]);
    expect(recount(explanation)).toBe(explanation.deadline.end);
    expect(explanation).toMatchObject({
      direction: 'after',
      roll: [],
      sources: [],
      unknownYears: [],
      correspondence: null,
    });
  });

  it('are explained up to a pause that runs, and where there are none', () => {
    const tolling = [{ from: '2025-10-26T06:00:00Z', to: null }];
    expect(told(hours(24, '2025-10-26T00:00:00Z', { tolling }))).toBeNull();
    expect(told(hours(0, '2025-10-26T00:00:00Z'))).toBe('2025-10-26T00:00:00Z');
    expect(
      told({ rule: rule({ amount: 3, unit: 'hours', direction: 'before' }), from: '2025-10-26T00:00:00Z' }),
    ).toBe('2025-10-25T21:00:00Z');
    expect(told(hours(24, 'x'))).toMatchObject({ code: 'bad-date' });
    const back = {
      rule: rule({ amount: 3, unit: 'hours', direction: 'before' }),
      from: '2025-10-26T00:00:00Z',
    } as const;
    expect(explainDeadline(back, calendars)).toMatchObject({ direction: 'before' });
  });

  it.each([
    [hours(24, '2025-10-26'), 'bad-instant', 'hours run from an instant, not from a whole day (2025-10-26)'],
    [hours(24, 'x'), 'bad-date', '"x" is not a date of the calendar (YYYY-MM-DD)'],
    [
      { rule: rule({ unit: 'hours', roll: 'next-working-day' }), from: '2025-10-26T00:00:00Z' },
      'bad-rule',
      'a period in hours has no last day to roll',
    ],
    [
      { rule: rule({ unit: 'hours', ends: { closeOfBusiness: '17:00' } }), from: '2025-10-26T00:00:00Z' },
      'bad-rule',
      'a period in hours ends by the clock, not at the close of business',
    ],
    [
      hours(24, '2025-10-26T00:00:00Z', { tollingCap: { amount: 1, unit: 'calendar-days' } }),
      'bad-tolling',
      'tolling of hours is not capped in days',
    ],
    [
      hours(24, '2025-10-26T00:00:00Z', { tolling: [{ from: '2025-10-27', to: '2025-10-26' }] }),
      'bad-tolling',
      'the pause from 2025-10-27 ends before it begins, on 2025-10-26',
    ],
    [
      hours(24, '2025-10-26T00:00:00Z', { tolling: [{ from: 'y', to: '2025-10-26' }] }),
      'bad-date',
      '"y" is not a date of the calendar (YYYY-MM-DD)',
    ],
    [
      hours(24, '2025-10-26T00:00:00Z', { tolling: [{ from: '2025-10-26', to: 'z' }] }),
      'bad-date',
      '"z" is not a date of the calendar (YYYY-MM-DD)',
    ],
    [
      {
        rule: rule({ unit: 'hours', direction: 'before' }),
        from: '2025-10-26T00:00:00Z',
        tolling: [{ from: '2025-10-26', to: null }],
      },
      'bad-tolling',
      'a period that is counted back cannot be paused',
    ],
    [
      hours(1e11, '2025-10-26T00:00:00Z'),
      'out-of-range',
      '100000000000 hours from 2025-10-26T00:00:00Z leave the years 1 to 9999',
    ],
    [
      hours(9e7, '2025-10-26T00:00:00Z'),
      'out-of-range',
      '90000000 hours from 2025-10-26T00:00:00Z leave the years 1 to 9999',
    ],
    [
      { rule: rule({ amount: 1e8, unit: 'hours', direction: 'before' }), from: '2025-10-26T00:00:00Z' },
      'out-of-range',
      '100000000 hours from 2025-10-26T00:00:00Z leave the years 1 to 9999',
    ],
  ] as const)('are refused %#: $1', (period, code, message) => {
    expect(deriveDeadline(period, calendars)).toEqual({ kind: 'calendar-error', code, message });
  });

  it('allow a rule that says they end at the end of the day, which changes nothing', () => {
    const period = {
      rule: rule({ unit: 'hours', ends: 'end-of-day' }),
      from: '2025-10-26T00:00:00Z',
    } as const;
    expect(deadline(period).end).toBe('2025-10-26T01:00:00Z');
  });
});
