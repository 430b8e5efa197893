import type { PeriodRule, Unit } from '../domain/calendar/period.ts';
import type { SentenceTest } from './deadline-vector.ts';

/** What a question asks: how dates compare with the last day of a period. `dates` are in the order start, act. */
export type Reading = {
  readonly test: SentenceTest;
  readonly rule: PeriodRule;
  readonly dates: readonly string[];
};

const NUMBER_WORDS = [
  'zero',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
];

const UNITS: Readonly<Record<string, Unit>> = {
  day: 'calendar-days',
  'calendar day': 'calendar-days',
  week: 'weeks',
  month: 'months',
  year: 'years',
};

const LENGTH = new RegExp(
  `\\b(\\d+|${NUMBER_WORDS.join('|')})[ -]((?:calendar )?day|week|month|year)s?\\b`,
  'i',
);
const DATE = /\d{4}-\d{2}-\d{2}(?:T\S+)?/g;

type Length = { readonly amount: number; readonly unit: Unit };

const lengthIn = (question: string): Length | undefined => {
  const match = LENGTH.exec(question);
  const unit = UNITS[(match?.[2] ?? '').toLowerCase()];
  if (match === null || unit === undefined) return undefined;
  const word = (match[1] ?? '').toLowerCase();
  const amount = /^\d+$/.test(word) ? Number(word) : NUMBER_WORDS.indexOf(word);
  return { amount, unit };
};

const period = ({ amount, unit }: Length, start: PeriodRule['start']): PeriodRule => ({
  amount,
  unit,
  start,
  roll: 'none',
  calendar: 'WEEKEND',
  timezone: 'UTC',
});

// 15 U.S.C. 1681i(a)(1): the 30-day period begins on the date of receipt; information received during it extends it.
const REINVESTIGATION: Length = { amount: 30, unit: 'calendar-days' };

const EXTENSION =
  /received on (\S+) allow the extension of (?:a|the) .*?period that (?:began|begins|begun) on (\d{4}-\d{2}-\d{2})/i;

const POSTED =
  /\b(?:posted|mailed|sent by post|handed to the post(?: office)?)\b\D*(\d{4}-\d{2}-\d{2}(?:T\S+)?)/i;
const LAST_DAY = /\b(?:last day|ends?|ended|ending|expire[sd]?|expiring|expiry|due)\b\D*(\d{4}-\d{2}-\d{2})/i;

/** The mail rule: posted on or before the last day is in time. */
const readPosting = (question: string): Reading | undefined => {
  const posted = POSTED.exec(question)?.[1];
  const last = LAST_DAY.exec(question)?.[1];
  if (posted === undefined || last === undefined || !/\bin time\b|\blate\b/i.test(question)) return undefined;
  const test = /\blate\b/i.test(question) ? 'after-last-day' : 'on-or-before-last-day';
  return { test, rule: period({ amount: 0, unit: 'calendar-days' }, 'exclusive'), dates: [last, posted] };
};

const ORDINALS = ['first', 'second', 'third', 'fourth', 'fifth'];

/** "the second date" as the date itself. */
const withDates = (question: string, dates: readonly string[]): string =>
  question.replaceAll(
    new RegExp(`\\bthe (${ORDINALS.join('|')}) date\\b`, 'gi'),
    (words: string, ordinal: string) => dates[ORDINALS.indexOf(ordinal.toLowerCase())] ?? words,
  );

/** Comparisons with the day that corresponds: the negated ones first, because they contain the others. */
const COMPARISONS: readonly (readonly [RegExp, SentenceTest])[] = [
  [/\b(?:no|not) (?:longer|more|older) than\b|\bat most\b/i, 'on-or-before-last-day'],
  [/\b(?:no|not) (?:shorter|less|fewer) than\b|\bat least\b/i, 'on-or-after-last-day'],
  [/\b(?:longer|more|older) than\b|\bexceeds?\b/i, 'after-last-day'],
  [/\b(?:shorter|less|fewer) than\b/i, 'before-last-day'],
  [/\bwithin\b/i, 'on-or-before-last-day'],
];

/**
 * Reads the few sentences in which questions about dates are put; undefined for any other, which must not be guessed at.
 * `dates` are the dates of the question in order: the start first.
 */
export const readQuestion = (question: string, dates: readonly string[]): Reading | undefined => {
  const length = lengthIn(question.replaceAll(DATE, ''));
  const extension = EXTENSION.exec(question);
  if (extension !== null) {
    const [, received = '', began = ''] = extension;
    return {
      test: 'on-or-before-last-day',
      rule: period(length ?? REINVESTIGATION, 'inclusive'),
      dates: [began, received],
    };
  }
  const posting = readPosting(withDates(question, dates));
  if (posting !== undefined) return posting;
  if (length === undefined) return undefined;
  const startsCounted = !/\b(?:first|start)\b.*\b(?:not counted|excluded|day 0)\b/i.test(question);
  if (/\bwithin (?:one|a|any|the same|a single) (?:rolling )?(?:window|period) of\b/i.test(question)) {
    return {
      test: 'within-one-window',
      rule: period(length, startsCounted ? 'inclusive' : 'exclusive'),
      dates,
    };
  }
  if (dates.length !== 2) return undefined;
  const begins = /\bbeginning (?:with|on)\b/i.test(question);
  const comparison = COMPARISONS.find(([wording]) => wording.test(question));
  return (
    comparison && { test: comparison[1], rule: period(length, begins ? 'inclusive' : 'exclusive'), dates }
  );
};
