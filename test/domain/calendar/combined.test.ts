import { describe, expect, it } from 'vitest';
import { deriveChain } from '../../../domain/calendar/chain.ts';
import { areWithinOneWindow, compareWithLastDay } from '../../../domain/calendar/comparison.ts';
import type { Deadline, Period } from '../../../domain/calendar/deadline.ts';
import { earliestOf, latestOf, type Part } from '../../../domain/calendar/extreme.ts';
import { deriveSequence } from '../../../domain/calendar/sequence.ts';
import { calendars, deadline, rule } from './given.ts';

const days = (amount: number) => rule({ amount, unit: 'calendar-days' });

describe('deriveChain', () => {
  it('starts each step on the last day of the one before, or on a date of its own', () => {
    const chain = deriveChain(
      '2025-03-01',
      [{ rule: days(10) }, { rule: days(5) }, { rule: days(1), from: '2025-06-01' }, { rule: days(1) }],
      calendars,
    );
    expect(chain).toMatchObject({
      kind: 'chain',
      periods: [
        { from: '2025-03-01' },
        { from: '2025-03-11' },
        { from: '2025-06-01' },
        { from: '2025-06-02' },
      ],
      deadlines: [{ due: '2025-03-11' }, { due: '2025-03-16' }, { due: '2025-06-02' }, { due: '2025-06-03' }],
    });
  });

  it('runs hours from the end of the last day, and days from the local date of an instant', () => {
    const hours = rule({ amount: 24, unit: 'hours' });
    expect(
      deriveChain('2025-03-01', [{ rule: days(1) }, { rule: hours }, { rule: days(1) }], calendars),
    ).toMatchObject({
      deadlines: [{ due: '2025-03-02' }, { due: '2025-03-04T00:00:00+08:00' }, { due: '2025-03-05' }],
    });
  });

  it('stops behind a step without a last day, and at an error', () => {
    const paused = { rule: days(10), tolling: [{ from: '2025-03-02', to: null }] };
    expect(deriveChain('2025-03-01', [paused, { rule: days(1) }], calendars)).toMatchObject({
      deadlines: [{ due: null }],
    });
    expect(deriveChain('2025-03-01', [{ rule: days(-1) }], calendars)).toMatchObject({ code: 'bad-amount' });
  });
});

const of = (amount: number) => deadline({ rule: days(amount), from: '2025-03-01' });

const part = (each: Deadline, notBefore: string | null = null): Part => ({ deadline: each, notBefore });

describe('latestOf and earliestOf', () => {
  const endless = deadline({ rule: rule({ unit: 'life' }), from: '2025-03-01' });
  const paused = deadline({
    rule: days(9),
    from: '2025-03-01',
    tolling: [{ from: '2025-03-05', to: null }],
  });

  it('choose by the end', () => {
    expect(latestOf([of(3), of(9), of(5)])).toEqual(of(9));
    expect(earliestOf([part(of(5)), part(of(3)), part(of(9))])).toEqual(of(3));
  });

  it('take a deadline without an end of its own for later than any other', () => {
    expect(latestOf([of(3), endless, of(9)])).toBe(endless);
    expect(earliestOf([part(endless), part(of(3))])).toEqual(of(3));
    expect(earliestOf([part(endless)])).toBe(endless);
  });

  it('leave the earlier open while a pause runs that may still be over first', () => {
    const soonest = of(9).end;
    expect(earliestOf([part(paused, soonest), part(of(30))])).toBe(paused);
    expect(earliestOf([part(paused), part(of(3))])).toBe(paused);
    expect(earliestOf([part(paused, soonest), part(endless)])).toBe(paused);
    expect(earliestOf([part(paused, soonest), part(of(8))])).toEqual(of(8));
    expect(earliestOf([part(paused, soonest), part(of(9))])).toEqual(of(9));
  });

  it('find nothing in nothing', () => {
    expect(latestOf([])).toBeUndefined();
    expect(earliestOf([])).toBeUndefined();
  });
});

describe('deriveSequence', () => {
  const limitation = { rule: rule({ amount: 5, unit: 'years', calendar: 'WEEKEND' }), from: '2020-10-01' };
  const dues = (interruptions: readonly string[], from = limitation) => {
    const sequence = deriveSequence(from, interruptions, calendars);
    return sequence.kind === 'sequence' ? sequence.deadlines.map(({ due }) => due) : sequence;
  };

  it('starts a full period anew with each interruption on or before the last day', () => {
    expect(dues(['2024-09-12', '2028-02-29'])).toEqual(['2025-10-01', '2029-09-12', '2033-02-28']);
    expect(dues(['2025-10-01'])).toEqual(['2025-10-01', '2030-10-01']);
    expect(dues(['2025-10-02'])).toEqual(['2025-10-01']);
    expect(dues([])).toEqual(['2025-10-01']);
  });

  it('takes interruptions in any order, by their local date, and ignores those before the start', () => {
    expect(dues(['2028-02-29', '2024-09-11T16:00:00Z'])).toEqual(['2025-10-01', '2029-09-12', '2033-02-28']);
    expect(dues(['2020-09-30'])).toEqual(['2025-10-01']);
    expect(dues(['2020-10-01'])).toEqual(['2025-10-01', '2025-10-01']);
  });

  it('does not count the day of the interruption even where the first day of the period counts', () => {
    const inclusive = {
      ...limitation,
      rule: rule({ amount: 5, unit: 'years', start: 'inclusive', calendar: 'WEEKEND' }),
    };
    expect(dues(['2024-09-12'], inclusive)).toEqual(['2025-09-30', '2029-09-12']);
  });

  it('tells every period that was begun', () => {
    const inclusive = {
      rule: rule({ amount: 5, unit: 'calendar-days', start: 'inclusive' }),
      from: '2025-03-01',
    };
    const sequence = deriveSequence(inclusive, ['2025-03-03'], calendars);
    expect(sequence).toMatchObject({
      kind: 'sequence',
      periods: [inclusive, { from: '2025-03-03', rule: { start: 'exclusive' } }],
      deadlines: [{ due: '2025-03-05' }, { due: '2025-03-08' }],
    });
  });

  it('starts anew also a period that has no last day while it is paused', () => {
    const paused = { ...limitation, tolling: [{ from: '2023-01-01', to: null }] };
    expect(dues(['2024-09-12'], paused)).toEqual([null, null]);
  });

  it('starts hours anew', () => {
    const hours = { rule: rule({ amount: 48, unit: 'hours' }), from: '2025-03-01T00:00:00Z' };
    expect(dues(['2025-03-04'], hours)).toEqual(['2025-03-03T08:00:00+08:00']);
    expect(dues(['2025-03-03'], hours)).toMatchObject({ code: 'bad-instant' });
  });

  it('refuses what cannot be read', () => {
    expect(dues(['x'])).toMatchObject({ code: 'bad-date' });
    expect(dues([], { ...limitation, from: 'x' })).toMatchObject({ code: 'bad-date' });
    expect(dues([], { ...limitation, rule: rule({ amount: -1 }) })).toMatchObject({ code: 'bad-amount' });
  });
});

const ten = (start: 'inclusive' | 'exclusive') => rule({ amount: 10, unit: 'calendar-days', start });

describe('comparisons', () => {
  const window = { rule: days(10), from: '2025-03-01' };
  const difference = (act: string, period: Period) => {
    const compared = compareWithLastDay(act, period, calendars);
    return compared.kind === 'compared' ? compared.difference : compared;
  };
  const within = (acts: readonly string[], of: Period['rule'], count = acts.length) => {
    const found = areWithinOneWindow(acts, count, { rule: of }, calendars);
    return found.kind === 'within' ? found.within : found;
  };

  it('tell an act before, on and after the last day', () => {
    expect(difference('2025-03-10', window)).toBe(-1);
    expect(difference('2025-03-11T15:59:59Z', window)).toBe(0);
    expect(difference('2025-03-11T16:00:00Z', window)).toBe(1);
    expect(difference('2999-03-11', { ...window, rule: rule({ unit: 'life' }) })).toBe(-1);
  });

  it('compare hours by the instant, and not by the day on which they end', () => {
    const hours = { rule: rule({ amount: 24, unit: 'hours' }), from: '2025-03-01T00:00:00Z' };
    expect(difference('2025-03-02T00:00:00Z', hours)).toBe(0);
    expect(difference('2025-03-02T00:00:01Z', hours)).toBe(1);
    expect(difference('2025-03-02', hours)).toMatchObject({ code: 'bad-instant' });
  });

  it('say whether the last day may still change, and refuse while there is none', () => {
    const ahead = { rule: rule({ amount: 5 }), from: '2027-09-29' };
    expect(compareWithLastDay('2027-10-07', ahead, calendars)).toMatchObject({ provisional: true });
    expect(compareWithLastDay('2025-03-11', window, calendars)).toMatchObject({ provisional: false });
    const paused = { ...window, tolling: [{ from: '2025-03-04', to: null }] };
    expect(difference('2025-03-05', paused)).toMatchObject({ code: 'bad-tolling' });
  });

  it('refuse what cannot be read', () => {
    expect(difference('x', window)).toMatchObject({ code: 'bad-date' });
    expect(difference('2025-03-10', { ...window, from: 'x' })).toMatchObject({ code: 'bad-date' });
    const nowhere = { ...window, rule: rule({ timezone: 'X/Y' }) };
    expect(difference('2025-03-10', nowhere)).toEqual({
      kind: 'calendar-error',
      code: 'unknown-timezone',
      message: 'no time zone is called "X/Y"',
    });
    expect(difference('2025-03-10T00:00:00Z', nowhere)).toMatchObject({ code: 'unknown-timezone' });
    expect(within(['2025-03-10', 'x'], days(10))).toMatchObject({ code: 'bad-date' });
    expect(within(['2025-03-10', '2025-03-11'], days(-1))).toMatchObject({ code: 'bad-amount' });
  });

  it('find acts within one window, counting its first day or not', () => {
    const acts = ['2025-03-10', '2025-03-01', '2025-03-05'];
    expect(within(acts, ten('inclusive'))).toBe(true);
    expect(within([...acts, '2025-03-11'], ten('inclusive'))).toBe(false);
    expect(within([...acts, '2025-03-11'], ten('exclusive'))).toBe(true);
    expect(within([...acts, '2025-03-12'], ten('exclusive'))).toBe(false);
    expect(within(['2025-03-10'], ten('inclusive'))).toBe(true);
    expect(within([], ten('inclusive'))).toBe(true);
  });

  it('find some of several acts within one window', () => {
    const acts = ['2024-01-10', '2025-01-10', '2025-04-01', '2025-07-01'];
    const half = rule({ amount: 180, unit: 'calendar-days', start: 'inclusive' });
    expect(within(acts, half, 3)).toBe(true);
    expect(within(acts, half, 4)).toBe(false);
    expect(within(acts.slice(0, 2), half, 3)).toBe(false);
    const ahead = areWithinOneWindow(
      ['2027-09-29', '2027-10-30'],
      2,
      { rule: rule({ amount: 5 }) },
      calendars,
    );
    expect(ahead).toEqual({ kind: 'within', within: false, provisional: true });
  });
});
