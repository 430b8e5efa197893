import type { Unit } from '../domain/calendar/period.ts';

/** A length of time as a sentence gives it. */
export type Length = { readonly amount: number; readonly unit: Unit };

const SMALL = [
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
  'thirteen',
  'fourteen',
  'fifteen',
  'sixteen',
  'seventeen',
  'eighteen',
  'nineteen',
  'twenty',
] as const;
const NUMBERS = new Map<string, number>([
  ...SMALL.map((word, value) => [word, value] as const),
  ['a', 1],
  ['an', 1],
  ['thirty', 30],
  ['forty', 40],
  ['fifty', 50],
  ['sixty', 60],
  ['ninety', 90],
]);

const UNITS: Readonly<Record<string, Unit>> = {
  day: 'calendar-days',
  'calendar day': 'calendar-days',
  'working day': 'working-days',
  'business day': 'working-days',
  week: 'weeks',
  month: 'months',
  year: 'years',
};

/** A number in figures or in words, as part of a pattern. */
export const NUMBER = `(?:\\d+|${[...NUMBERS.keys()].filter((word) => word.length > 2).join('|')})`;
const ONE = `(?:\\d+|${[...NUMBERS.keys()].join('|')})[ -](?:(?:calendar|working|business)[ -])?(?:day|week|month|year)s?`;
/** A length, such as "30 days" or "2 years and 6 months", as part of a pattern. */
export const LENGTH = `${ONE}(?: and ${ONE})?`;

/** The number that a text in figures or words stands for; NaN for neither. */
export const numberIn = (text: string): number =>
  /^\d+$/.test(text) ? Number(text) : (NUMBERS.get(text.toLowerCase()) ?? NaN);

const partOf = (text: string): Length | undefined => {
  const match = /^(\w+)[ -](.+?)s?$/i.exec(text);
  const unit = UNITS[(match?.[2] ?? '').toLowerCase().replace('-', ' ')];
  const amount = numberIn(match?.[1] ?? '');
  return unit === undefined || Number.isNaN(amount) ? undefined : { amount, unit };
};

/** The length that a text matching {@link LENGTH} gives. Two parts are one length only as years and months, or weeks and days. */
export const lengthIn = (text: string): Length | undefined => {
  const [first, second, ...rest] = text.split(' and ').map(partOf);
  if (first === undefined || rest.length > 0) return undefined;
  if (!text.includes(' and ')) return first;
  if (second === undefined) return undefined;
  if (first.unit === 'years' && second.unit === 'months')
    return { amount: first.amount * 12 + second.amount, unit: 'months' };
  return first.unit === 'weeks' && second.unit === 'calendar-days'
    ? { amount: first.amount * 7 + second.amount, unit: 'calendar-days' }
    : undefined;
};
