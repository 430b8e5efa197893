import { describe, expect, it } from 'vitest';
import { answerLine } from '../../../cli/answer-deadline.ts';
import { areWithinOneWindow, compareWithLastDay } from '../../../domain/calendar/comparison.ts';
import { deriveChain } from '../../../domain/calendar/chain.ts';
import { unitOfDays } from '../../../domain/calendar/day-convention.ts';
import { addDays } from '../../../domain/calendar/local-time.ts';
import { serviceDay } from '../../../domain/calendar/service.ts';
import { calendars, deadline, due, rule } from './given.ts';

const naive = { calendar: 'WEEKEND' } as const;

describe('the Spring Festival of 2020, before and after the notice of 27 January', () => {
  it.each([
    ['2020-01-20', 5, '2020-02-01', '2020-02-04', '2020-01-27', '2020-01-25'],
    ['2020-01-20', 10, '2020-02-07', '2020-02-11', '2020-02-03', '2020-01-30'],
    ['2020-01-20', 20, '2020-02-21', '2020-02-25', '2020-02-17', '2020-02-09'],
    ['2020-01-22', 3, '2020-02-01', '2020-02-04', '2020-01-27', '2020-01-25'],
    ['2020-01-17', 2, '2020-01-20', '2020-01-20', '2020-01-21', '2020-01-19'],
    ['2020-01-23', 7, '2020-02-07', '2020-02-11', '2020-02-03', '2020-01-30'],
  ])(
    '%s + %i: original, amended, weekends only, calendar days',
    (from, amount, original, amended, weekends, days) => {
      expect(due({ amount }, from, '2020-01-26')).toBe(original);
      expect(due({ amount }, from, '2020-01-27')).toBe(amended);
      expect(due({ amount }, from)).toBe(amended);
      expect(due({ amount, ...naive }, from)).toBe(weekends);
      expect(due({ amount, unit: 'calendar-days' }, from)).toBe(days);
    },
  );
});

describe('National Day 2020, with make-up working days', () => {
  it.each([
    ['2020-09-25', 3, '2020-09-29', '2020-09-30', '2020-09-28'],
    ['2020-09-28', 7, '2020-10-14', '2020-10-07', '2020-10-05'],
    ['2020-09-30', 3, '2020-10-12', '2020-10-05', '2020-10-03'],
  ])('%s + %i: correct, weekends only, calendar days', (from, amount, correct, weekends, days) => {
    expect(due({ amount }, from)).toBe(correct);
    expect(due({ amount, ...naive }, from)).toBe(weekends);
    expect(due({ amount, unit: 'calendar-days' }, from)).toBe(days);
  });
});

describe('one number under two statutes', () => {
  const penaltyLaw = { workingDayNumbers: [2, 3, 5, 7] };
  const reconsiderationLaw = { workingDayNumbers: [3, 5, 7, 10] };

  it('counts 15 days from 30 September 2020 as calendar days, not as working days', () => {
    expect(due({ amount: 15, unit: unitOfDays(15, penaltyLaw) }, '2020-09-30')).toBe('2020-10-15');
    expect(due({ amount: 15 }, '2020-09-30')).toBe('2020-10-28');
  });

  it('counts 10 days as calendar days in one law and as working days in the other', () => {
    expect(unitOfDays(10, penaltyLaw)).toBe('calendar-days');
    expect(unitOfDays(10, reconsiderationLaw)).toBe('working-days');
    expect(unitOfDays(2, reconsiderationLaw)).toBe('calendar-days');
  });
});

describe('months and years', () => {
  it('ends three years from 15 September 2021 on 15 September 2024', () => {
    expect(due({ amount: 3, unit: 'years' }, '2021-09-15')).toBe('2024-09-15');
  });

  it('ends one month from 31 January at the end of February', () => {
    expect(due({ amount: 1, unit: 'months' }, '2025-01-31')).toBe('2025-02-28');
    expect(due({ amount: 1, unit: 'months' }, '2024-01-31')).toBe('2024-02-29');
  });

  it('rolls a last day on a holiday to the day after the holiday', () => {
    expect(due({ amount: 1, unit: 'months', roll: 'next-working-day' }, '2025-09-01')).toBe('2025-10-09');
  });
});

const day = (amount: number) => ({
  rule: rule({ amount, unit: 'calendar-days', calendar: 'US-FED', timezone: 'America/New_York' }),
});

describe('the golden cases of the compared regimes', () => {
  const uk = { calendar: 'GB-UK', timezone: 'Europe/London' };
  const us = { calendar: 'US-FED', timezone: 'America/New_York' };
  const eu = { calendar: 'WEEKEND', timezone: 'Europe/Brussels' };

  it('ends 8 working days beginning with Monday 3 March 2025 on 12 March, so that entry is possible on the 13th', () => {
    const last = due({ amount: 8, start: 'inclusive', ...uk }, '2025-03-03');
    expect(last).toBe('2025-03-12');
    expect(addDays(last ?? '', 1)).toBe('2025-03-13');
  });

  it('closes the record on day 30 from receipt and has the decision due on day 75', () => {
    const chain = deriveChain('2025-06-02', [day(30), day(45)], calendars);
    expect(chain).toMatchObject({ deadlines: [{ due: '2025-07-02' }, { due: '2025-08-16' }] });
    expect(addDays('2025-06-02', 75)).toBe('2025-08-16');
  });

  it('warns 30 days before the twelfth month of a suspension, and caps at eighteen', () => {
    const month = (amount: number) => due({ amount, unit: 'months', ...us }, '2025-01-31');
    expect(month(12)).toBe('2026-01-31');
    expect(month(18)).toBe('2026-07-31');
    expect(due({ amount: 30, unit: 'calendar-days', direction: 'before', ...us }, '2026-01-31')).toBe(
      '2026-01-01',
    );
  });

  it('has an unread message notified on the tenth day after sending, and published three months later', () => {
    const context = { ...eu, calendars };
    const rule10 = { basis: 'earlier-of-access-or-period', amount: 10, unit: 'calendar-days' } as const;
    expect(serviceDay(rule10, { dispatched: '2025-01-20' }, context)).toEqual({
      kind: 'served',
      date: '2025-01-30',
    });
    expect(serviceDay(rule10, { dispatched: '2025-01-20', accessed: '2025-01-23' }, context)).toEqual({
      kind: 'served',
      date: '2025-01-23',
    });
    expect(due({ amount: 3, unit: 'months', ...eu }, '2025-01-30')).toBe('2025-04-30');
  });

  it('looks five years back: an event of 1 June 2021 stops counting after 1 June 2026', () => {
    expect(due({ amount: 5, unit: 'years', ...uk }, '2021-06-01')).toBe('2026-06-01');
  });

  it('counts the day of receipt as day 1 where the period begins on it', () => {
    const thirty = { amount: 30, unit: 'calendar-days', start: 'inclusive', ...us } as const;
    expect(due(thirty, '2025-03-01')).toBe('2025-03-30');
    const extended = deadline({
      rule: rule(thirty),
      from: '2025-03-01',
      extensions: [{ on: '2025-03-30', amount: 15, unit: 'calendar-days' }],
    });
    expect(extended.due).toBe('2025-04-14');
  });

  it('does not extend it for information that came after the matter was found inaccurate', () => {
    const asked = (found: string) =>
      answerLine(
        JSON.stringify({
          kind: 'predicate',
          question: `does information received on 2025-03-30 allow the extension of a period that began on 2025-03-01, the information having been found inaccurate on ${found}?`,
        }),
        calendars,
        { explain: false },
      );
    expect(asked('2025-03-10')).toMatchObject({ result: false });
    expect(asked('2025-03-31')).toMatchObject({ result: true });
  });

  it('recognises a debarment of twelve months and a day, and not one of twelve months', () => {
    const year = { rule: rule({ amount: 1, unit: 'years', ...eu }), from: '2024-03-01' };
    expect(compareWithLastDay('2025-03-01', year, calendars)).toMatchObject({ difference: 0 });
    expect(compareWithLastDay('2025-03-02', year, calendars)).toMatchObject({ difference: 1 });
  });

  it('finds three penalties within 180 days when the first is day 1', () => {
    const window = { rule: rule({ amount: 180, unit: 'calendar-days', start: 'inclusive' }) };
    const within = (last: string) =>
      areWithinOneWindow([last, '2025-01-10', '2025-04-01'], 3, window, calendars);
    expect(within('2025-07-08')).toMatchObject({ within: true });
    expect(within('2025-07-09')).toMatchObject({ within: false });
  });

  it('gives the same date for pause, extension, its removal and resumption as the closed form', () => {
    const base = { rule: rule({ amount: 10 }), from: '2025-03-03' };
    const pause = { from: '2025-03-07', to: '2025-03-14' };
    const removed = { on: '2025-03-12', amount: 5, unit: 'working-days', removedOn: '2025-03-13' } as const;
    expect(deadline({ ...base, tolling: [pause], extensions: [removed] })).toEqual(
      deadline({ ...base, tolling: [pause] }),
    );
  });
});
