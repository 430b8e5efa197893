import type { PeriodRule } from '../domain/calendar/period.ts';
import { lengthIn, LENGTH, numberIn, NUMBER, type Length } from './deadline-length.ts';
import type { SentenceTest } from './deadline-vector.ts';

/** What a question asks: how dates compare with the last day of a period. `dates` are in the order start, act. */
export type Reading = {
  readonly test: SentenceTest;
  readonly rule: PeriodRule;
  readonly dates: readonly string[];
  /** Within one window: how many of the dates must be; all of them where it is missing. */
  readonly count?: number;
  /** The side of the start on which the act must lie at all. */
  readonly side?: 'after' | 'before';
  /** The question is answered no if this day lies within the period too. */
  readonly unlessOn?: string;
};

/** Whose working days and whose local days, for questions that depend on it. */
export type Place = { readonly calendar?: string | undefined; readonly timezone?: string | undefined };

// 15 U.S.C. 1681i(a)(1): 30 days beginning on the date of receipt; information received during it extends it.
const REINVESTIGATION: Length = { amount: 30, unit: 'calendar-days' };

const DATE = '(\\d{4}-\\d{2}-\\d{2}(?:T[^\\s,?]+)?)';

/** A word that turns a sentence round, compares, or narrows it: no name of a thing contains it. */
const TURNING =
  "not|no|non|never|none|nobody|cannot|\\w+n't|neither|nor|fail\\w*|miss\\w*|lack\\w*|omit\\w*|neglect\\w*|refus\\w*|absen\\w*|without|unless|" +
  'except|outside|beyond|false|untrue|wrong\\w*|incorrect\\w*|impossible|late|overdue|only|hardly|barely|within|inside|before|after|prior|until|' +
  'least|most|more|less|fewer|longer|shorter|later|earlier|greater|older|over|under|exceed\\w*|other|than|any|all|both|either|first|second|third|' +
  'fourth|fifth|inclusive|exclusive|count\\w*|working|business|days?|weeks?|months?|years?|hours?|or|if';
const WORD = `(?!(?:${TURNING})\\b)[a-z][a-z'-]*`;
const THING = `(?:${WORD} ){0,7}?${WORD}`;
const IS = '(?:is|are|was|were|does|do|did|has|have)';

/** How a length is compared; what contains another stands before it. */
const COMPARISONS = {
  most: '(?:within|not exceed(?:ing)?|less than or equal to|(?:no|not) (?:longer|more|later|older|greater) than|at (?:the )?most|up to)',
  least:
    '(?:(?:greater|more|longer) than or equal to|(?:no|not) (?:shorter|less|fewer|earlier|sooner) than|at (?:the (?:very )?)?least)',
  more: '(?:(?:longer|more|later|older|greater) than(?! or)|over|exceeding|exceeds?)',
  less: '(?:(?:shorter|less|fewer|earlier|sooner) than(?! or)|under)',
} as const;
type Comparison = keyof typeof COMPARISONS;
const named = (names: readonly (readonly [Comparison, string])[]): string =>
  names.map(([name, words]) => `(?<${name}>${words})`).join('|');
const COMPARED = `(?:${named([
  ['most', COMPARISONS.most],
  ['least', COMPARISONS.least],
  ['more', COMPARISONS.more],
  ['less', COMPARISONS.less],
])})`;
/** How a day is compared with a last day. */
const PLACED = `(?:${named([
  ['most', 'on or before|(?:no|not) later than|by'],
  ['least', 'on or after|(?:no|not) (?:earlier|sooner) than'],
  ['more', 'after|later than'],
  ['less', 'before|earlier than'],
])})`;

const AFTER: Record<Comparison, SentenceTest> = {
  most: 'on-or-before-last-day',
  least: 'on-or-after-last-day',
  more: 'after-last-day',
  less: 'before-last-day',
};
/** Counted back, what is further away is earlier. */
const BEFORE: Record<Comparison, SentenceTest> = {
  most: 'on-or-after-last-day',
  least: 'on-or-before-last-day',
  more: 'before-last-day',
  less: 'after-last-day',
};

const SPAN = `(?:a |the )?(?:period of )?(?<length>${LENGTH})`;
const FROM =
  '(?<relation>beginning (?:with|on)|starting (?:with|on)|after|following|from|of|since|before|prior to|preceding)';
const sentence = (text: string): RegExp => new RegExp(`^${text}$`, 'i');
const at = (name: string): string => `(?<${name}>${DATE.slice(1, -1)})`;

const SENTENCES = {
  /** is a debarment from D to D longer than one year? */
  span: sentence(
    `${IS} ${THING},? (?:that |which )?(?:(?:ran|runs|lasted|lasting|running) )?(?:from ${at('start')} (?:to|until|till) ${at('act')}|between ${at('start2')} and ${at('act2')})` +
      `(?<inclusive>,? (?:inclusive|both (?:days |dates )?(?:included|counted|inclusive)),?)? (?:(?:last|lasts|lasted|is|was) )?${COMPARED} (?<length>${LENGTH})(?: long)?`,
  ),
  /** have at least 30 days passed from D to D? */
  passed: sentence(
    `(?:has|have|had|did) ${COMPARED} (?<length>${LENGTH}) (?:passed|elapsed|gone by|run) (?:(?:from|since) ${at('start')} (?:to|until|by) ${at('act')}|between ${at('start2')} and ${at('act2')})`,
  ),
  /** is D more than three days after D? */
  distance: sentence(
    `${IS} (?:${THING} (?:on|of|dated|at) )?${at('act')} (?:(?:fall|falls|come|comes|lie|lies) )?${COMPARED} ${SPAN} ${FROM} ${at('start')}`,
  ),
  /** was the response given within 30 days (of the notice)? The two dates are those of the question. */
  implied: sentence(
    `${IS} (?:${THING} )?${COMPARED} ${SPAN}(?: (?<relation>after|from|of|following) ${THING}| (?<begins>beginning (?:with|on)) (?:the day|the date) of ${THING})?`,
  ),
  /** is D on or before the last day of 30 days from D? */
  placed: sentence(
    `${IS} (?:${THING} (?:on|of|dated|at) )?${at('act')} ${PLACED} the (?:last day|end) of ${SPAN} (?<relation>beginning (?:with|on)|starting (?:with|on)|after|following|from|since) ${at('start')}`,
  ),
  /** is D on or before D? */
  plain: sentence(`${IS} (?:${THING} (?:on|of|dated|at) )?${at('act')} ${PLACED} ${at('start')}`),
  /** is a document posted on D in time if the last day is D? The mail rule. */
  posted: sentence(
    `${IS} ${THING} (?:posted|mailed|sent by post|handed to the post(?: office)?) on ${at('act')} (?:(?<most>in time|timely|on time)|(?<more>late|too late))(?: for| if| when| where|,)? (?:a |the )?` +
      `(?:last day (?:is|was|being)|period (?:that )?(?:ends|ended|ending|expires|expired|expiring)(?: on)?|last day(?: of ${THING})?,?) (?:on )?${at('start')}`,
  ),
  /** does information received on D allow the extension of a period that began on D? */
  received: sentence(
    `(?:does|did|may|can) (?:the |relevant |new |relevant new )?information (?:that was )?received on ${at('act')} allow (?:the|an) extension of (?:a|the) (?:(?<length>${LENGTH}) |reinvestigation )?period that (?:began|begins|begun) on ${at('start')}` +
      `(?:,? (?:the information|it|the item|the disputed information) (?:having been|was) (?:already )?found (?:to be )?(?:inaccurate|incomplete|unverifiable|inaccurate or unverifiable) on ${at('found')})?`,
  ),
  /** are (any three of) the listed penalties within one window of 180 days, the first counted as day 1? */
  window: sentence(
    `(?:are|is|do|did|were) (?:(?<everything>all)(?: of)? )?(?:(?:at least |any )?(?<count>${NUMBER})(?: of)? )?(?:the |these )?(?:listed |given |named )?${WORD}(?: ${WORD})? (?:(?:fall|falling|all) )?within (?:one|a|any|the same|a single|one and the same) (?:rolling )?(?:window|period) of ` +
      `(?<length>${LENGTH})(?:,? (?:with )?the first(?: one| day| date| ${WORD})? (?:(?:is|being) )?(?:(?<counted>counted(?: as day (?:1|one))?|included|day (?:1|one))|(?<excluded>not counted|excluded|(?:counted as )?day (?:0|zero))))?`,
  ),
} as const;

const ORDINALS = ['first', 'second', 'third', 'fourth', 'fifth'];

/** "the second date" as the date itself. */
const withDates = (question: string, dates: readonly string[]): string =>
  question.replaceAll(
    /\bthe (first|second|third|fourth|fifth)(?: date| day)?\b/gi,
    (words: string, ordinal: string) => dates[ORDINALS.indexOf(ordinal.toLowerCase())] ?? words,
  );

type Groups = Readonly<Record<string, string | undefined>>;

const comparisonIn = (groups: Groups): Comparison =>
  groups['most'] !== undefined
    ? 'most'
    : groups['least'] !== undefined
      ? 'least'
      : groups['more'] !== undefined
        ? 'more'
        : 'less';

type Read = (length: Length, start: PeriodRule['start'], direction?: 'before') => PeriodRule | undefined;

/** The rule of a length, or nothing where the question does not say on whose days it depends. */
const ruleIn =
  ({ calendar, timezone }: Place, dates: readonly string[]): Read =>
  (length, start, direction) => {
    if (length.unit === 'working-days' && calendar === undefined) return undefined;
    // An instant is the day on which it falls somewhere.
    if (timezone === undefined && dates.some((date) => date.length > 10)) return undefined;
    return {
      ...length,
      start,
      roll: 'none',
      calendar: calendar ?? 'WEEKEND',
      timezone: timezone ?? 'UTC',
      ...(direction && { direction }),
    };
  };

const matched = (pattern: RegExp, text: string): Groups | undefined => pattern.exec(text)?.groups;

const readWindow = (text: string, dates: readonly string[], ruleOf: Read): readonly Reading[] => {
  const groups = matched(SENTENCES.window, text);
  const length = lengthIn(groups?.['length'] ?? '');
  if (groups === undefined || length === undefined || dates.length === 0) return [];
  const count = groups['count'] === undefined ? dates.length : numberIn(groups['count']);
  const isAmong = count >= 2 && count <= dates.length;
  if (!isAmong || (groups['everything'] !== undefined && count !== dates.length)) return [];
  // Where the question does not say whether the window counts its first day, both readings have to agree.
  const starts: PeriodRule['start'][] =
    groups['counted'] !== undefined
      ? ['inclusive']
      : groups['excluded'] !== undefined
        ? ['exclusive']
        : ['inclusive', 'exclusive'];
  return starts.flatMap((start): Reading[] => {
    const rule = ruleOf(length, start);
    return rule ? [{ test: 'within-one-window', rule, dates, count }] : [];
  });
};

const readPair = (text: string, ruleOf: Read): readonly Reading[] => {
  for (const pattern of [SENTENCES.span, SENTENCES.passed, SENTENCES.distance, SENTENCES.placed]) {
    const groups = matched(pattern, text);
    const length = lengthIn(groups?.['length'] ?? '');
    if (groups === undefined || length === undefined) continue;
    const start = groups['start'] ?? groups['start2'] ?? '';
    const act = groups['act'] ?? groups['act2'] ?? '';
    const relation = groups['relation']?.toLowerCase() ?? 'from';
    const back = /^(?:before|prior|preceding)/.test(relation);
    // "Within 30 days of" may look both ways; an act on the other side is then not meant by the sentence.
    if (act < start && !back && !/^(?:after|following|since)$/.test(relation)) return [];
    const comparison = comparisonIn(groups);
    return startsOf(pattern, groups, relation, comparison).flatMap((begins): Reading[] => {
      const rule = ruleOf(length, begins, back ? 'before' : undefined);
      const side = back ? 'before' : 'after';
      const test = (back ? BEFORE : AFTER)[comparison];
      return rule ? [{ test, rule, dates: [start, act], ...(pattern !== SENTENCES.placed && { side }) }] : [];
    });
  }
  return [];
};

/** Whether the first day counts. How long a thing lasted at least, from its first day to its last, may be meant either way. */
const startsOf = (
  pattern: RegExp,
  groups: Groups,
  relation: string,
  comparison: Comparison,
): readonly PeriodRule['start'][] => {
  if (/^(?:beginning|starting)/.test(relation) || groups['inclusive'] !== undefined) return ['inclusive'];
  const isOpen = pattern === SENTENCES.span && (comparison === 'least' || comparison === 'less');
  return isOpen ? ['exclusive', 'inclusive'] : ['exclusive'];
};

/** Where the sentence names no date the two of the question are meant. */
const readImplied = (text: string, dates: readonly string[], ruleOf: Read): Reading | undefined => {
  const groups = matched(SENTENCES.implied, text);
  const length = lengthIn(groups?.['length'] ?? '');
  const [start, act] = dates;
  if (groups === undefined || length === undefined || start === undefined || act === undefined)
    return undefined;
  if (dates.length !== 2 || act < start) return undefined;
  const rule = ruleOf(length, groups['begins'] === undefined ? 'exclusive' : 'inclusive');
  return rule && { test: AFTER[comparisonIn(groups)], rule, dates };
};

const NO_LENGTH: Length = { amount: 0, unit: 'calendar-days' };

const readDay = (text: string, ruleOf: Read): Reading | undefined => {
  for (const pattern of [SENTENCES.posted, SENTENCES.plain]) {
    const groups = matched(pattern, text);
    const { start, act } = groups ?? {};
    if (groups === undefined || start === undefined || act === undefined) continue;
    const rule = ruleOf(NO_LENGTH, 'exclusive');
    return rule && { test: AFTER[comparisonIn(groups)], rule, dates: [start, act] };
  }
  return undefined;
};

const readReceived = (text: string, ruleOf: Read): Reading | undefined => {
  const groups = matched(SENTENCES.received, text);
  const { start, act, found, length } = groups ?? {};
  if (start === undefined || act === undefined) return undefined;
  const given = length === undefined ? REINVESTIGATION : lengthIn(length);
  const rule = given && ruleOf(given, 'inclusive');
  return (
    rule && {
      test: 'on-or-before-last-day',
      rule,
      dates: [start, act],
      side: 'after',
      ...(found !== undefined && { unlessOn: found }),
    }
  );
};

/**
 * Reads the few sentences in which questions about dates are put, whole: a word that is left over makes it another
 * question, which must not be guessed at. Empty for those. Where the wording leaves two readings open both are given,
 * and only what they agree on is an answer. `dates` are the dates of the question in order: the start first.
 */
export const readQuestion = (
  question: string,
  dates: readonly string[],
  place: Place,
): readonly Reading[] => {
  const text = question.trim().replace(/[?.]$/, '').replaceAll(/\s+/g, ' ').trim();
  const written = withDates(text, dates);
  const ruleOf = ruleIn(place, [...dates, ...(written.match(new RegExp(DATE, 'g')) ?? [])]);
  const windows = readWindow(text, dates, ruleOf);
  if (windows.length > 0) return windows;
  const pairs = readPair(written, ruleOf);
  if (pairs.length > 0) return pairs;
  const reading =
    readReceived(written, ruleOf) ?? readDay(written, ruleOf) ?? readImplied(written, dates, ruleOf);
  return reading === undefined ? [] : [reading];
};
