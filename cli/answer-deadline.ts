import { isCalendarError, type CalendarError } from '../domain/calendar/calendar-error.ts';
import type { Calendars } from '../domain/calendar/calendar.ts';
import { deriveChain } from '../domain/calendar/chain.ts';
import { areWithinOneWindow, compareWithLastDay } from '../domain/calendar/comparison.ts';
import { deriveDeadline, type Deadline, type Period } from '../domain/calendar/deadline.ts';
import { explainDeadline, type Explanation } from '../domain/calendar/explanation.ts';
import { extensionInTime } from '../domain/calendar/extension-in-time.ts';
import { earliestOf, latestOf, type Part } from '../domain/calendar/extreme.ts';
import { deriveSequence } from '../domain/calendar/sequence.ts';
import type { PeriodRule } from '../domain/calendar/period.ts';
import { readQuestion, type Reading } from './deadline-question.ts';
import { parseVector, type SentenceTest, type Vector } from './deadline-vector.ts';

/** The answer to one line. For a predicate `due` and `result` are both the truth value. */
export type Answer = {
  readonly id: string | number | null;
  readonly due: string | boolean | null;
  readonly end: string | null;
  readonly provisional: boolean;
  readonly result?: boolean;
  /** The budget left at each pause that took days out; where tolling was given. */
  readonly remaining?: readonly number[];
  /** The budget left while a pause runs. */
  readonly left?: number;
  /** The last day of each step, period or restarted period. */
  readonly steps?: readonly (string | null)[];
  /** Which of several periods decides, from 0. */
  readonly decides?: number;
  /** Interruptions that came before the start or after the end, and so began nothing. */
  readonly ignored?: readonly string[];
  readonly explanation?: Explanation | readonly Explanation[] | Reading;
};

export type Failure = { readonly id: string | number | null; readonly error: string };

export type AnswerOptions = { readonly explain: boolean };

type Outcome = Omit<Answer, 'id'> & {
  /** Where a pause leaves the end open: the instant before which it cannot come, if that is known. */
  readonly notBefore?: string;
};
type Problem = { readonly error: string };

const problem = (error: string): Problem => ({ error });

const fromCalendar = (error: CalendarError): Problem => ({ error: `${error.code}: ${error.message}` });

/** Where a combination of periods gives what its parts do not say themselves. */
type Inherited = Pick<Vector, 'calendarKnownAt' | 'tolling' | 'tollingCap' | 'pauseConvention'>;

type Circumstances = Pick<Vector, 'from' | 'extensions' | keyof Inherited>;

const inherit = <T extends Circumstances>(part: T, whole: Inherited): T => ({
  ...part,
  calendarKnownAt: part.calendarKnownAt ?? whole.calendarKnownAt,
  tolling: part.tolling ?? whole.tolling,
  tollingCap: part.tollingCap ?? whole.tollingCap,
  pauseConvention: part.pauseConvention ?? whole.pauseConvention,
});

const periodOf = (rule: PeriodRule, { from = '', ...given }: Circumstances): Period => ({
  rule,
  from,
  knownAt: given.calendarKnownAt,
  tolling: given.tolling,
  tollingCap: given.tollingCap,
  pauseConvention: given.pauseConvention,
  extensions: given.extensions,
});

const lateExtension = (period: Period, calendars: Calendars): Problem | undefined => {
  if (period.rule.direction === 'before') return undefined;
  for (const extension of period.extensions ?? []) {
    if (extension.removedOn !== undefined) continue;
    const timeliness = extensionInTime(period, extension, calendars);
    if (isCalendarError(timeliness)) return fromCalendar(timeliness);
    if (timeliness.inTime) continue;
    return problem(
      `bad-extension: granted on ${extension.on}, after the last day, ${timeliness.lastDay ?? ''}`,
    );
  }
  return undefined;
};

const outcomeOf = (
  deadline: Deadline,
  isPaused: boolean,
  extra: Pick<Outcome, 'steps' | 'explanation' | 'notBefore' | 'ignored'> = {},
): Outcome => ({
  due: deadline.due,
  end: deadline.end,
  provisional: deadline.provisional,
  ...(isPaused && { remaining: deadline.remainingAtPause }),
  ...(deadline.remaining !== null && { left: deadline.remaining }),
  ...extra,
});

/** The end there would be if each pause that runs were over at once: none can come before it. */
const soonestEnd = (period: Period, calendars: Calendars): Pick<Outcome, 'notBefore'> => {
  const tolling = period.tolling?.map((toll) => ({ ...toll, to: toll.to ?? toll.from }));
  const deadline = deriveDeadline({ ...period, tolling }, calendars);
  return isCalendarError(deadline) || deadline.end === null ? {} : { notBefore: deadline.end };
};

const isTolled = ({ tolling }: Circumstances): boolean => tolling !== undefined;

const explainAll = (periods: readonly Period[], calendars: Calendars): readonly Explanation[] =>
  periods.flatMap((period) => {
    const explanation = explainDeadline(period, calendars);
    return explanation.kind === 'explanation' ? [explanation] : [];
  });

const answerPeriod = (
  vector: Vector,
  calendars: Calendars,
  { explain }: AnswerOptions,
): Outcome | Problem => {
  if (vector.rule === undefined) return problem('rule: a period needs its rule');
  if (vector.from === undefined) return problem('from: a period needs its start');
  const period = periodOf(vector.rule, vector);
  const late = lateExtension(period, calendars);
  if (late !== undefined) return late;
  if (!explain) {
    const deadline = deriveDeadline(period, calendars);
    if (isCalendarError(deadline)) return fromCalendar(deadline);
    return outcomeOf(
      deadline,
      isTolled(vector),
      deadline.remaining === null ? {} : soonestEnd(period, calendars),
    );
  }
  const explanation = explainDeadline(period, calendars);
  if (isCalendarError(explanation)) return fromCalendar(explanation);
  const { deadline } = explanation;
  return outcomeOf(deadline, isTolled(vector), {
    explanation,
    ...(deadline.remaining !== null && soonestEnd(period, calendars)),
  });
};

const PREVIOUS = /^(?:the )?previous(?:[ -]step)?$/i;

const answerChain = (vector: Vector, calendars: Calendars, { explain }: AnswerOptions): Outcome | Problem => {
  if (vector.extensions !== undefined) return problem('extensions: in a chain they belong to a step');
  const steps = (vector.steps ?? []).map((each) => inherit(each, vector));
  const [first] = steps;
  if (first === undefined) return problem('steps: a chain needs at least one');
  const given = steps.map((each) =>
    each.from === undefined || PREVIOUS.test(each.from) ? undefined : each.from,
  );
  const from = given[0] ?? vector.from;
  if (from === undefined) return problem('from: a chain needs its start');
  const chain = deriveChain(
    from,
    steps.map((each, i) => ({ ...periodOf(each.rule, each), from: given[i] })),
    calendars,
  );
  if (isCalendarError(chain)) return fromCalendar(chain);
  for (const period of chain.periods) {
    const late = lateExtension(period, calendars);
    if (late !== undefined) return late;
  }
  const last = chain.deadlines.at(-1);
  if (last === undefined) return problem('steps: a chain needs at least one');
  const isPaused = steps.some(isTolled);
  return {
    due: chain.deadlines.length === steps.length ? last.due : null,
    end: chain.deadlines.length === steps.length ? last.end : null,
    provisional: chain.deadlines.some(({ provisional }) => provisional),
    ...(isPaused && { remaining: chain.deadlines.flatMap(({ remainingAtPause }) => remainingAtPause) }),
    ...(last.remaining !== null && { left: last.remaining }),
    steps: steps.map((_, i) => chain.deadlines[i]?.due ?? null),
    ...(explain && { explanation: explainAll(chain.periods, calendars) }),
  };
};

const partOf = ({ due, end, provisional, left, notBefore }: Outcome): Part => ({
  deadline: {
    kind: 'deadline',
    due: typeof due === 'string' ? due : null,
    end,
    provisional,
    remaining: left ?? null,
    remainingAtPause: [],
    calendarVersions: [],
    unknownYears: [],
  },
  notBefore: notBefore ?? null,
});

const explanationsOf = ({ explanation }: Outcome): readonly Explanation[] => {
  if (explanation === undefined || 'test' in explanation) return [];
  return 'kind' in explanation ? [explanation] : explanation;
};

const answerExtreme = (vector: Vector, calendars: Calendars, options: AnswerOptions): Outcome | Problem => {
  if (vector.extensions !== undefined)
    return problem(`extensions: in a ${vector.kind} they belong to a period`);
  const outcomes: Outcome[] = [];
  for (const each of vector.periods ?? []) {
    const part = parseVector(each);
    if ('error' in part) return problem(`periods.${outcomes.length}: ${part.error}`);
    const outcome = answer({ ...inherit(part, vector), from: part.from ?? vector.from }, calendars, options);
    if ('error' in outcome) return problem(`periods.${outcomes.length}: ${outcome.error}`);
    if (typeof outcome.due === 'boolean')
      return problem(`periods.${outcomes.length}: a predicate has no last day`);
    outcomes.push(outcome);
  }
  const parts = outcomes.map(partOf);
  const deadlines = parts.map(({ deadline }) => deadline);
  const chosen = vector.kind === 'max' ? latestOf(deadlines) : earliestOf(parts);
  if (chosen === undefined) return problem(`periods: a ${vector.kind} needs at least one`);
  return {
    due: chosen.due,
    end: chosen.end,
    provisional: deadlines.some(({ provisional }) => provisional),
    ...(outcomes.some(({ remaining }) => remaining) && {
      remaining: outcomes.flatMap(({ remaining }) => remaining ?? []),
    }),
    ...(chosen.remaining !== null && { left: chosen.remaining }),
    steps: deadlines.map(({ due }) => due),
    ...(chosen.due !== null && { decides: deadlines.indexOf(chosen) }),
    ...(options.explain && { explanation: outcomes.flatMap(explanationsOf) }),
  };
};

const answerSequence = (
  vector: Vector,
  calendars: Calendars,
  { explain }: AnswerOptions,
): Outcome | Problem => {
  if (vector.rule === undefined) return problem('rule: a sequence needs its rule');
  if (vector.from === undefined) return problem('from: a sequence needs its start');
  if (vector.extensions !== undefined)
    return problem('extensions: a period that starts anew cannot also be extended');
  const sequence = deriveSequence(periodOf(vector.rule, vector), vector.interruptions ?? [], calendars);
  if (isCalendarError(sequence)) return fromCalendar(sequence);
  const last = sequence.deadlines.at(-1);
  if (last === undefined) return problem('a sequence without periods');
  return outcomeOf(last, isTolled(vector), {
    steps: sequence.deadlines.map(({ due }) => due),
    ...(sequence.ignored.length > 0 && { ignored: sequence.ignored }),
    ...(explain && { explanation: explainAll(sequence.periods, calendars) }),
  });
};

const readingsOf = (vector: Vector): readonly Reading[] => {
  const { test, rule, question = '', dates = [] } = vector;
  if (test !== undefined && rule !== undefined) return [{ test, rule, dates }];
  const { calendar = rule?.calendar, timezone = rule?.timezone } = vector;
  return readQuestion(question, dates, { calendar, timezone });
};

const comparisons: Record<Exclude<SentenceTest, 'within-one-window'>, (compared: number) => boolean> = {
  'on-or-before-last-day': (compared) => compared <= 0,
  'before-last-day': (compared) => compared < 0,
  'on-or-after-last-day': (compared) => compared >= 0,
  'after-last-day': (compared) => compared > 0,
};

type Truth = Pick<Outcome, 'provisional'> & { readonly result: boolean };

const isOnSide = (side: Reading['side'], start: string, act: string): boolean =>
  side === undefined || (side === 'after' ? act >= start : act <= start);

const holds = (reading: Reading, vector: Vector, calendars: Calendars): Truth | Problem => {
  const { test, dates, rule, side, unlessOn } = reading;
  const [from, act] = dates;
  const period = periodOf(rule, vector);
  if (test === 'within-one-window') {
    if (from === undefined) return problem('dates: a window needs some');
    if (vector.tolling !== undefined || vector.extensions !== undefined)
      return problem('a window of several acts is neither paused nor extended');
    const found = areWithinOneWindow(dates, reading.count ?? dates.length, period, calendars);
    return isCalendarError(found)
      ? fromCalendar(found)
      : { result: found.within, provisional: found.provisional };
  }
  if (from === undefined || act === undefined || dates.length > 2)
    return problem('dates: a predicate compares two');
  const started = { ...period, from };
  const late = lateExtension(started, calendars);
  if (late !== undefined) return late;
  const compared = compareWithLastDay(act, started, calendars);
  if (isCalendarError(compared)) return fromCalendar(compared);
  const { difference, provisional } = compared;
  if (!isOnSide(side, from, act)) return { result: false, provisional: false };
  if (unlessOn === undefined) return { result: comparisons[test](difference), provisional };
  const excluded = compareWithLastDay(unlessOn, started, calendars);
  if (isCalendarError(excluded)) return fromCalendar(excluded);
  return { result: comparisons[test](difference) && excluded.difference > 0, provisional };
};

const answerPredicate = (
  vector: Vector,
  calendars: Calendars,
  { explain }: AnswerOptions,
): Outcome | Problem => {
  const readings = readingsOf(vector);
  const [reading] = readings;
  if (reading === undefined)
    return problem('question: not understood; give `test`, `rule` and `dates` instead');
  const truths = readings.map((each) => holds(each, vector, calendars));
  const [truth] = truths;
  const failed = truths.find((each) => 'error' in each);
  if (truth === undefined || failed !== undefined) return failed ?? problem('question: not understood');
  if ('error' in truth) return truth;
  const { result } = truth;
  if (truths.some((each) => 'result' in each && each.result !== result))
    return problem(
      'question: it depends on whether the first day is counted; say so, or give `test` and `rule`',
    );
  const provisional = truths.some((each) => 'result' in each && each.provisional);
  return { due: result, end: null, provisional, result, ...(explain && { explanation: reading }) };
};

type Answerer = (vector: Vector, calendars: Calendars, options: AnswerOptions) => Outcome | Problem;

const answerers: Record<Vector['kind'], Answerer> = {
  period: answerPeriod,
  hours: answerPeriod,
  dayOfNextMonth: answerPeriod,
  chain: answerChain,
  max: answerExtreme,
  min: answerExtreme,
  sequence: answerSequence,
  predicate: answerPredicate,
};

/** Answers one parsed vector. */
function answer(vector: Vector, calendars: Calendars, options: AnswerOptions): Outcome | Problem {
  return answerers[vector.kind](vector, calendars, options);
}

const idOf = (value: unknown): string | number | null => {
  if (typeof value !== 'object' || value === null || !('id' in value)) return null;
  const id: unknown = value.id;
  return typeof id === 'string' || typeof id === 'number' ? id : null;
};

/** Answers one line of JSON. A line that cannot be computed is answered with the reason, whatever it is. */
export const answerLine = (line: string, calendars: Calendars, options: AnswerOptions): Answer | Failure => {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return { id: null, error: 'not JSON' };
  }
  const id = idOf(value);
  if (Array.isArray(value)) return { id, error: 'an array: one vector a line' };
  try {
    const vector = parseVector(value);
    if ('error' in vector) return { id, error: vector.error };
    const outcome = answer(vector, calendars, options);
    if ('error' in outcome) return { id, ...outcome };
    const { notBefore: _inner, ...told } = outcome;
    return { id, ...told };
  } catch (error) {
    // A stack exhausted by nesting must not end the run of all the other lines.
    return { id, error: error instanceof Error ? error.message : 'not computable' };
  }
};
