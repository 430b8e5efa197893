import { describe, expect, it } from 'vitest';
import type { Deadline } from '../../../domain/calendar/deadline.ts';
import { postedInTime } from '../../../domain/calendar/posting.ts';
import type { DeemedService } from '../../../domain/calendar/service.ts';
import { deemedServedOn, serviceDay } from '../../../domain/calendar/service.ts';
import { calendars, deadline, rule } from './given.ts';

const context = { calendar: 'CN', timezone: 'Asia/Shanghai', calendars };
const served = (date: string) => ({ kind: 'served', date });

describe('serviceDay', () => {
  const acts = {
    dispatched: '2025-09-26T17:00:00Z',
    delivered: '2025-09-29',
    accessed: '2025-09-30T16:00:00Z',
  };

  it.each([
    [{ basis: 'delivery' }, '2025-09-29'],
    [{ basis: 'access' }, '2025-10-01'],
    [{ basis: 'dispatch' }, '2025-09-27'],
    [{ basis: 'dispatch-if-no-bounce' }, '2025-09-27'],
    [{ basis: 'fixed-period', amount: 5 }, '2025-10-02'],
    [{ basis: 'fixed-period', amount: 5, unit: 'working-days' }, '2025-10-10'],
    [{ basis: 'fixed-period', amount: 3, unit: 'weeks' }, '2025-10-18'],
    [{ basis: 'earlier-of-access-or-period', amount: 10 }, '2025-10-01'],
    [{ basis: 'earlier-of-access-or-period', amount: 2 }, '2025-09-29'],
  ] as const)('of %j is %s', (basis: DeemedService, date) => {
    expect(serviceDay(basis, acts, context)).toEqual(served(date));
  });

  it.each([
    [{ basis: 'delivery' }, 'delivery'],
    [{ basis: 'access' }, 'access'],
    [{ basis: 'dispatch' }, 'dispatch'],
    [{ basis: 'dispatch-if-no-bounce' }, 'dispatch'],
    [{ basis: 'fixed-period', amount: 5 }, 'dispatch'],
    [{ basis: 'earlier-of-access-or-period', amount: 5 }, 'access or dispatch'],
  ] as const)('of %j waits for %s', (basis: DeemedService, missing) => {
    expect(serviceDay(basis, {}, context)).toEqual({ kind: 'not-served', missing });
  });

  it('is refused for what cannot be computed', () => {
    expect(serviceDay({ basis: 'fixed-period' }, acts, context)).toEqual({
      kind: 'calendar-error',
      code: 'bad-rule',
      message: 'this way of service needs the length of its period',
    });
    expect(serviceDay({ basis: 'delivery' }, { delivered: 'x' }, context)).toMatchObject({
      code: 'bad-date',
    });
    expect(serviceDay({ basis: 'delivery' }, acts, { ...context, timezone: 'X/Y' })).toEqual({
      kind: 'calendar-error',
      code: 'unknown-timezone',
      message: 'no time zone is called "X/Y"',
    });
    expect(
      serviceDay({ basis: 'fixed-period', amount: 1 }, acts, { ...context, calendar: 'X' }),
    ).toMatchObject({
      code: 'unknown-calendar',
    });
    const either: DeemedService = { basis: 'earlier-of-access-or-period', amount: 1 };
    expect(serviceDay(either, { dispatched: '2025-01-01', accessed: 'x' }, context)).toMatchObject({
      code: 'bad-date',
    });
    expect(serviceDay(either, { dispatched: 'x', accessed: '2025-01-01' }, context)).toMatchObject({
      code: 'bad-date',
    });
  });
});

const effectiveOn = (basis: DeemedService, sentAt?: string) =>
  deemedServedOn(basis, '2025-09-26T17:00:00Z', { ...context, sentAt });

describe('deemedServedOn', () => {
  it('takes the proven act for what the basis names', () => {
    expect(effectiveOn({ basis: 'delivery' })).toEqual(served('2025-09-27'));
    expect(effectiveOn({ basis: 'access' })).toEqual(served('2025-09-27'));
    expect(effectiveOn({ basis: 'dispatch' })).toEqual(served('2025-09-27'));
    expect(effectiveOn({ basis: 'fixed-period', amount: 10 })).toEqual(served('2025-10-07'));
    expect(effectiveOn({ basis: 'fixed-period', amount: 10 }, '2025-09-01')).toEqual(served('2025-10-07'));
    expect(effectiveOn({ basis: 'earlier-of-access-or-period', amount: 10 })).toEqual(served('2025-10-07'));
    expect(effectiveOn({ basis: 'earlier-of-access-or-period', amount: 10 }, '2025-09-20')).toEqual(
      served('2025-09-27'),
    );
    expect(effectiveOn({ basis: 'earlier-of-access-or-period', amount: 10 }, '2025-09-10')).toEqual(
      served('2025-09-20'),
    );
  });
});

describe('postedInTime', () => {
  const window: Deadline = deadline({
    rule: rule({ amount: 15, unit: 'calendar-days' }),
    from: '2025-03-01',
  });
  const paused: Deadline = deadline({
    rule: rule({ amount: 15, unit: 'calendar-days' }),
    from: '2025-03-01',
    tolling: [{ from: '2025-03-02', to: null }],
  });

  it('holds up to the end of the last day, by postmark or to the second', () => {
    expect(window.due).toBe('2025-03-16');
    expect(postedInTime('2025-03-16', window)).toBe(true);
    expect(postedInTime('2025-03-17', window)).toBe(false);
    expect(postedInTime('2025-03-16T15:59:59Z', window)).toBe(true);
    expect(postedInTime('2025-03-16T16:00:00Z', window)).toBe(false);
  });

  it('holds by the day for a deadline in hours', () => {
    const hours = deadline({ rule: rule({ amount: 24, unit: 'hours' }), from: '2025-03-01T04:00:00Z' });
    expect(postedInTime('2025-03-02', hours)).toBe(true);
    expect(postedInTime('2025-03-03', hours)).toBe(false);
  });

  it('holds while a pause runs, and says nothing of what is not a date', () => {
    expect(postedInTime('2025-06-16', paused)).toBe(true);
    expect(postedInTime('2025-06-16T16:00:00Z', paused)).toBe(true);
    expect(postedInTime('soon', window)).toBeUndefined();
  });
});
