import { describe, expect, it } from 'vitest';
import { answerLine } from '../../cli/answer-deadline.ts';
import { loadCalendars } from '../../regimes/load-calendars.ts';

const calendars = loadCalendars();
const answer = (vector: object) =>
  answerLine(JSON.stringify({ kind: 'predicate', ...vector }), calendars, { explain: true });

const COUNTED = 'are the penalties within one window of 180 days, the first counted as day 1?';

describe('questions about dates', () => {
  it.each<[string, string[], boolean]>([
    [COUNTED, ['2025-01-10', '2025-07-08'], true],
    [COUNTED, ['2025-01-10', '2025-07-09'], false],
    [
      'are the penalties within one window of 180 days, the first not counted?',
      ['2025-01-10', '2025-07-09'],
      true,
    ],
    ['are the penalties within one window of 180 days?', ['2025-01-10', '2025-07-08'], true],
    ['are the penalties within one window of 180 days?', ['2025-01-10', '2025-07-10'], false],
    [
      'are any three of the listed penalties within one window of 180 days, the first counted as day 1?',
      ['2024-01-10', '2025-01-10', '2025-04-01', '2025-07-01'],
      true,
    ],
    [
      'are at least 3 of the listed penalties within one window of 180 days, the first counted as day 1?',
      ['2024-01-10', '2025-01-10', '2025-04-01', '2025-07-10'],
      false,
    ],
    ['is it longer than one year?', ['2024-03-01', '2025-03-01'], false],
    ['is it longer than 12 months?', ['2024-03-01', '2025-03-02'], true],
    ['is it at least two years?', ['2024-03-01', '2026-03-01'], true],
    ['is it not less than two years?', ['2024-03-01', '2026-02-28'], false],
    ['is it shorter than two weeks?', ['2024-03-01', '2024-03-14'], true],
    ['is it no longer than two weeks?', ['2024-03-01', '2024-03-15'], true],
    ['is the period less than or equal to 30 days?', ['2025-03-01', '2025-03-31'], true],
    ['is the delay greater than 30 days?', ['2025-03-01', '2025-03-31'], false],
    ['is the delay greater than or equal to 30 days?', ['2025-03-01', '2025-03-31'], true],
    ['is the delay at most 30 days?', ['2025-03-01', '2025-04-01'], false],
    ['does the delay exceed 30 days?', ['2025-03-01', '2025-04-01'], true],
    [
      'was the decision made within 45 days of the closing of the record?',
      ['2025-01-01', '2025-02-16'],
      false,
    ],
    [
      'is a debarment from the first to the second date longer than one year?',
      ['2024-02-29', '2025-03-01'],
      true,
    ],
    ['is a debarment from 2024-03-01 to 2025-03-02 longer than 12 months?', [], true],
    [
      'is the total of suspension and debarment, from the first to the second date inclusive, at least 24 months?',
      ['2024-01-01', '2025-12-31'],
      true,
    ],
    [
      'have at least 24 months passed from the first date to the second date?',
      ['2024-01-01', '2025-12-31'],
      false,
    ],
    ['is the second within 30 days beginning with the first?', ['2025-03-01', '2025-03-31'], false],
    ['is the second within 30 days of the first?', ['2025-03-01', '2025-03-31'], true],
    ['is the second date no later than 30 days after the first date?', ['2025-03-01', '2025-03-31'], true],
    ['is the second date more than 30 days after the first date?', ['2025-03-01', '2025-02-01'], false],
    ['is the second date within 2 years and 6 months of the first date?', ['2023-01-01', '2025-06-30'], true],
    [
      'is the event on the first date within the five years before the second date?',
      ['2021-06-01', '2026-01-01'],
      true,
    ],
    [
      'is the event on 2020-06-01 within the five years before 2026-01-01?',
      ['2026-01-01', '2020-06-01'],
      false,
    ],
    ['is the second date no more than 10 days before the first date?', ['2025-03-20', '2025-03-01'], false],
    ['is the second date at least 10 days before the first date?', ['2025-03-20', '2025-03-10'], true],
    ['is the second date on or before the first date?', ['2025-03-20', '2025-03-20'], true],
    ['is the second date after the first date?', ['2025-03-20', '2025-03-20'], false],
    [
      'is the second date on or before the last day of a period of 30 days beginning with the first date?',
      ['2025-03-01', '2025-03-31'],
      false,
    ],
    ['is a reply posted on 2025-03-30 in time if the last day is 2025-03-30?', [], true],
    ['is a reply posted on 2025-03-31 late if the last day is 2025-03-30?', [], true],
    [
      'does information received on 2025-03-30 allow the extension of a period that began on 2025-03-01?',
      [],
      true,
    ],
    [
      'does information received on 2025-03-31 allow the extension of a period that began on 2025-03-01?',
      [],
      false,
    ],
    [
      'does information received on 2025-04-14 allow the extension of a 45-day period that began on 2025-03-01?',
      [],
      true,
    ],
  ])('reads "%s" of %j', (question, dates, expected) => {
    expect(answer({ question, dates })).toMatchObject({ due: expected, result: expected });
  });

  it('counts working days where it is told whose', () => {
    const dates = ['2025-09-29', '2025-10-09'];
    const place = { calendar: 'CN', timezone: 'Asia/Shanghai' };
    const more = 'is the second date more than 3 working days after the first date?';
    const within = 'is the second date within two working days after the first date?';
    expect(answer({ question: more, dates, ...place })).toMatchObject({ result: false });
    expect(answer({ question: within, dates, ...place })).toMatchObject({ result: true });
    expect(answer({ question: more, dates })).toHaveProperty('error');
    const ahead = ['2027-09-29', '2027-10-09'];
    expect(answer({ question: more, dates: ahead, ...place })).toMatchObject({ provisional: true });
  });

  it('takes an instant for the day on which it falls where it is told', () => {
    const question = 'is the second date within 1 day of the first date?';
    const dates = ['2025-03-01', '2025-03-02T16:30:00Z'];
    expect(answer({ question, dates, timezone: 'UTC' })).toMatchObject({ result: true });
    expect(answer({ question, dates, timezone: 'Asia/Shanghai' })).toMatchObject({ result: false });
    expect(answer({ question, dates })).toHaveProperty('error');
  });

  it.each<[string, string[]]>([
    ['is it so?', ['2025-03-01', '2025-03-15']],
    ['is it not within 30 days?', ['2025-03-01', '2025-03-15']],
    ['did the response fail to arrive within 30 days?', ['2025-03-01', '2025-03-15']],
    ['is the second date not at least 30 days after the first?', ['2025-03-01', '2025-03-15']],
    ['is it false that the second date is within 30 days of the first?', ['2025-03-01', '2025-03-15']],
    ['is the second date within one year and one day of the first date?', ['2024-03-01', '2025-03-02']],
    [
      'is the second date more than three days after the first date, not counting holidays?',
      ['2025-09-29', '2025-10-09'],
    ],
    [
      'is a debarment from the first to the second date longer than one year and published within 30 days?',
      ['2024-03-01', '2025-03-02'],
    ],
    ['was the notice given at least 30 days before the expiry?', ['2025-03-01', '2025-03-15']],
    ['is the second date within 24 hours of the first date?', ['2025-03-01', '2025-03-02']],
    ['is the second date within 30 days of the first date?', ['2025-03-15', '2025-03-01']],
    ['is it longer than 3 days?', ['2025-03-15', '2025-03-01']],
    ['is it longer than 3 days?', ['2025-03-01']],
    ['are any three of the listed penalties within one window of 180 days?', ['2025-03-01', '2025-03-02']],
    ['are the penalties within one window of 180 days, unless remitted?', ['2025-01-10', '2025-07-08']],
  ])('does not guess at "%s" of %j', (question, dates) => {
    expect(answer({ question, dates })).toHaveProperty('error', expect.stringContaining('not understood'));
  });

  it.each<[string, string[]]>([
    ['are the penalties within one window of 180 days?', ['2025-01-10', '2025-07-09']],
    ['is a suspension from the first to the second date at least 24 months?', ['2024-01-01', '2025-12-31']],
  ])('says so where the answer to "%s" of %j depends on the first day', (question, dates) => {
    expect(answer({ question, dates })).toHaveProperty('error', expect.stringContaining('the first day'));
  });
});
