import { describe, expect, it } from 'vitest';
import type { Period } from '../../../domain/calendar/deadline.ts';
import { deriveDeadline } from '../../../domain/calendar/deadline.ts';
import type { Extension } from '../../../domain/calendar/extension.ts';
import { extensionInTime } from '../../../domain/calendar/extension-in-time.ts';
import { calendars, deadline, rule } from './given.ts';

const tenDays: Period = { rule: rule({ amount: 10 }), from: '2025-03-03' };
const by = (amount: number, on: string, removedOn?: string): Extension => ({
  on,
  amount,
  unit: 'working-days',
  removedOn,
});

describe('an extension', () => {
  it('makes one longer period from the same start', () => {
    const extended = { ...tenDays, extensions: [by(5, '2025-03-12'), by(2, '2025-03-13')] };
    expect(deadline(extended)).toEqual(deadline({ ...tenDays, rule: rule({ amount: 17 }) }));
  });

  it('that was removed has no effect, and neither has one of nothing', () => {
    expect(deadline({ ...tenDays, extensions: [by(5, '2025-03-12', '2025-03-12')] })).toEqual(
      deadline(tenDays),
    );
    expect(deadline({ ...tenDays, extensions: [by(0, '2025-03-12')] })).toEqual(deadline(tenDays));
    expect(deadline({ ...tenDays, extensions: [] })).toEqual(deadline(tenDays));
  });

  it('counts even if a later calendar would have made it late', () => {
    expect(deadline({ ...tenDays, extensions: [by(5, '2025-06-01')] }).due).toBe('2025-03-24');
  });

  it.each([
    [
      by(-1, '2025-03-12'),
      'bad-extension',
      'an extension of -1 working-days is not a whole number of at least 0',
    ],
    [
      by(1.5, '2025-03-12'),
      'bad-extension',
      'an extension of 1.5 working-days is not a whole number of at least 0',
    ],
    [
      { on: '2025-03-12', amount: 1, unit: 'months' },
      'bad-extension',
      'an extension in months cannot lengthen a period in working-days',
    ],
    [
      by(1, '2025-03-12', '2025-03-11'),
      'bad-extension',
      'the extension of 2025-03-12 was removed before it was granted, on 2025-03-11',
    ],
    [by(1, '2025-03-40'), 'bad-date', '"2025-03-40" is not a date of the calendar (YYYY-MM-DD)'],
    [by(1, '2025-03-12', 'never'), 'bad-date', '"never" is not a date of the calendar (YYYY-MM-DD)'],
  ] as const)('is refused if it makes no sense: %j', (extension, code, message) => {
    expect(deriveDeadline({ ...tenDays, extensions: [extension] }, calendars)).toEqual({
      kind: 'calendar-error',
      code,
      message,
    });
  });
});

const timeliness = (
  extensions: readonly Extension[],
  at = extensions.length - 1,
  change: Partial<Period> = {},
) => {
  const extension = extensions[at];
  if (extension === undefined) throw new Error('no extension');
  return extensionInTime({ ...tenDays, ...change, extensions }, extension, calendars);
};

describe('extensionInTime', () => {
  it('holds on the last day and not on the next', () => {
    expect(timeliness([by(5, '2025-03-17')])).toEqual({ inTime: true, lastDay: '2025-03-17' });
    expect(timeliness([by(5, '2025-03-18')])).toEqual({ inTime: false, lastDay: '2025-03-17' });
  });

  it('counts extensions granted before, and those removed only later', () => {
    expect(timeliness([by(5, '2025-03-12'), by(3, '2025-03-24')])).toMatchObject({ inTime: true });
    expect(timeliness([by(5, '2025-03-12', '2025-03-24'), by(3, '2025-03-24')])).toMatchObject({
      inTime: true,
    });
    expect(timeliness([by(5, '2025-03-12', '2025-03-23'), by(3, '2025-03-24')])).toMatchObject({
      inTime: false,
    });
  });

  it('is not helped by extensions of the same day that come after it', () => {
    const two = [by(5, '2025-03-20'), by(5, '2025-03-20')];
    expect(timeliness(two, 0)).toMatchObject({ inTime: false });
    expect(timeliness(two, 1)).toMatchObject({ inTime: true });
  });

  it('is not helped by extensions that are listed before it and granted after it', () => {
    expect(timeliness([by(5, '2025-03-25'), by(5, '2025-03-18')])).toEqual({
      inTime: false,
      lastDay: '2025-03-17',
    });
  });

  it('is told in days for a period of hours too', () => {
    const hours = { rule: rule({ amount: 24, unit: 'hours' }), from: '2025-03-03T00:00:00Z' } as const;
    const extension = { on: '2025-03-04', amount: 1, unit: 'hours' } as const;
    expect(timeliness([extension], 0, hours)).toEqual({ inTime: true, lastDay: '2025-03-04' });
  });

  it('holds while a pause runs, and for an instant by its local date', () => {
    expect(timeliness([by(5, '2025-06-01')], 0, { tolling: [{ from: '2025-03-10', to: null }] })).toEqual({
      inTime: true,
      lastDay: null,
    });
    expect(timeliness([by(5, '2025-03-17T15:59:59Z')])).toMatchObject({ inTime: true });
    expect(timeliness([by(5, '2025-03-17T16:00:00Z')])).toMatchObject({ inTime: false });
  });

  it('is refused for what cannot be read', () => {
    expect(timeliness([by(5, 'x')])).toMatchObject({ code: 'bad-date' });
    expect(timeliness([by(5, '2025-03-12')], 0, { from: 'x' })).toMatchObject({ code: 'bad-date' });
    expect(timeliness([by(5, '2025-03-12')], 0, { rule: rule({ timezone: 'X/Y' }) })).toMatchObject({
      kind: 'calendar-error',
    });
  });
});
