import type { CalendarError } from './calendar-error.ts';
import { calendarError, isCalendarError } from './calendar-error.ts';
import type { Calendars } from './calendar.ts';
import type { CalendarView, Consulted } from './calendar-view.ts';
import {
  consult,
  consultedBoth,
  consultedNothing,
  nthWorkingDay,
  nthWorkingDayBack,
} from './calendar-view.ts';
import type { Day } from './civil-date.ts';
import { FIRST_DAY, LAST_DAY, parseDay } from './civil-date.ts';
import type { Extension } from './extension.ts';
import { extendedAmount } from './extension.ts';
import { localDayOfMoment, notAMoment } from './moment.ts';
import { dayOfNextMonth, monthsFrom } from './months.ts';
import { MAX_AMOUNT, type PeriodRule, type Unit } from './period.ts';
import type { PauseConvention, Span, Toll, TollingCap } from './tolling.ts';
import { capSpans, mergeSpans, spanOf, spendBudget } from './tolling.ts';
import type { Zone } from './zone.ts';
import { zoneOf } from './zone.ts';

/** A rule applied to the facts of one case. */
export type Period = {
  readonly rule: PeriodRule;
  /** The day, or the instant, of the act or event: a plain date of the rule's time zone, or RFC 3339 with an offset. */
  readonly from: string;
  /** The local date on which the calendars had to be known; the latest versions apply where it is missing. */
  readonly knownAt?: string | undefined;
  /** The calendar years on which the period rests already: these are taken as they were, whatever was published since. */
  readonly rests?: Consulted | undefined;
  readonly tolling?: readonly Toll[] | undefined;
  readonly tollingCap?: TollingCap | undefined;
  readonly pauseConvention?: PauseConvention | undefined;
  readonly extensions?: readonly Extension[] | undefined;
};

/** What all periods need before anything is counted. */
export type Ground = { readonly zone: Zone; readonly view: CalendarView; readonly amount: number };

/** A period of days, counted. */
export type Reckoning = {
  readonly ground: Ground;
  /** The day of the act or event. */
  readonly start: Day;
  /** The first day that can count. */
  readonly first: Day;
  readonly inWorkingDays: boolean;
  /** The days to count; for months and years those of the untolled length. */
  readonly budget: number;
  /** The paused days, merged. */
  readonly paused: readonly Span[];
  /** The tolled days as they were applied: the paused ones up to the cap. */
  readonly spans: readonly Span[];
  /** The last day before any roll; null while a pause runs. */
  readonly last: Day | null;
  readonly due: Day | null;
  readonly remainingAtPause: readonly number[];
  readonly consulted: Consulted;
};

type Pauses = Pick<Reckoning, 'paused' | 'spans'>;

const NO_SPANS: Pauses = { paused: [], spans: [] };
const NO_PAUSES: readonly number[] = [];

const outOfRange = (period: Period): CalendarError =>
  calendarError(
    'out-of-range',
    `${period.rule.amount} ${period.rule.unit} from ${period.from} leave the years 1 to 9999`,
  );

/** Looks up zone and calendar and sums the amount, or says what is unknown or malformed. */
export const groundOf = (period: Period, calendars: Calendars): Ground | CalendarError => {
  const { rule } = period;
  const zone = zoneOf(rule.timezone);
  if (zone === undefined)
    return calendarError('unknown-timezone', `no time zone is called "${rule.timezone}"`);
  let knownAt: Day | undefined;
  if (period.knownAt !== undefined) {
    knownAt = localDayOfMoment(zone, period.knownAt);
    if (knownAt === undefined) return notAMoment(period.knownAt);
  }
  const view = calendars.view(rule.calendar, knownAt, period.rests);
  if (view === undefined)
    return calendarError('unknown-calendar', `no calendar is called "${rule.calendar}"`);
  if (!Number.isSafeInteger(rule.amount) || rule.amount < 0) {
    return calendarError('bad-amount', `${rule.amount} ${rule.unit} is not a whole number of at least 0`);
  }
  if (rule.start === 'inclusive' && rule.amount === 0) {
    return calendarError('bad-amount', `a period of 0 ${rule.unit} that includes its first day is undefined`);
  }
  const amount =
    period.extensions === undefined || period.extensions.length === 0
      ? rule.amount
      : extendedAmount(rule, period.extensions, zone);
  if (typeof amount !== 'number') return amount;
  return amount > MAX_AMOUNT ? outOfRange(period) : { zone, view, amount };
};

/** The tolled days, merged. */
const spansOf = (period: Period, zone: Zone): readonly Span[] | CalendarError => {
  const spans: Span[] = [];
  for (const toll of period.tolling ?? []) {
    const span = spanOf(toll, zone, period.pauseConvention ?? 'stop-day-lost');
    if (isCalendarError(span)) return span;
    spans.push(span);
  }
  return mergeSpans(spans);
};

const isOutOfRange = (day: Day): boolean => !(day >= FIRST_DAY && day <= LAST_DAY);

type Count = (rule: PeriodRule, ground: Ground, start: Day) => Day | CalendarError;

const notInDays: Count = (rule) =>
  calendarError('bad-rule', `a period in ${rule.unit} is not counted in days this way`);

const excludedDays = (rule: PeriodRule): number => (rule.start === 'exclusive' ? 1 : 0);

/** The last day counted forward, untolled and unrolled. */
const countAfter: Record<Unit, Count> = {
  'working-days': (rule, { view, amount }, start) =>
    amount === 0 ? start : nthWorkingDay(view, start + excludedDays(rule), amount),
  'calendar-days': (rule, { amount }, start) => start + excludedDays(rule) + amount - 1,
  weeks: (rule, { amount }, start) => start + excludedDays(rule) + amount * 7 - 1,
  months: (rule, { amount }, start) => monthsFrom(start, amount, rule.start),
  years: (rule, { amount }, start) => monthsFrom(start, amount * 12, rule.start),
  'day-of-next-month': (_rule, { amount }, start) =>
    amount >= 1 && amount <= 31
      ? dayOfNextMonth(start, amount)
      : calendarError('bad-amount', `no month has a day ${amount}`),
  hours: notInDays,
  life: notInDays,
  'until-event': notInDays,
  'actual-term-of': notInDays,
};

/** The last day counted back, unrolled. The day of the event itself is never counted. */
const countBefore: Record<Unit, Count> = {
  'working-days': (_rule, { view, amount }, start) =>
    amount === 0 ? start : nthWorkingDayBack(view, start - 1, amount),
  'calendar-days': (_rule, { amount }, start) => start - amount,
  weeks: (_rule, { amount }, start) => start - amount * 7,
  months: (_rule, { amount }, start) => monthsFrom(start, -amount, 'exclusive'),
  years: (_rule, { amount }, start) => monthsFrom(start, -amount * 12, 'exclusive'),
  'day-of-next-month': notInDays,
  hours: notInDays,
  life: notInDays,
  'until-event': notInDays,
  'actual-term-of': notInDays,
};

const isTolled = (period: Period): boolean => period.tolling !== undefined && period.tolling.length > 0;

/** Applies the roll, once, and puts the result together. */
const settle = (
  period: Period,
  ground: Ground,
  start: Day,
  budget: number,
  { paused, spans }: Pauses,
  last: Day | null,
  remainingAtPause: readonly number[],
  consulted: Consulted,
): Reckoning | CalendarError => {
  const { rule } = period;
  let due = last;
  let asked = consulted;
  if (last !== null) {
    if (isOutOfRange(last)) return outOfRange(period);
    if (rule.roll === 'next-working-day') {
      due = nthWorkingDay(ground.view, last, 1);
      if (isOutOfRange(due)) return outOfRange(period);
      asked = consultedBoth(asked, consult(ground.view, last, due));
    }
  }
  return {
    ground,
    start,
    first: start + excludedDays(rule),
    inWorkingDays: rule.unit === 'working-days',
    budget,
    paused,
    spans,
    last,
    due,
    remainingAtPause,
    consulted: asked,
  };
};

const reckonBack = (period: Period, ground: Ground, start: Day): Reckoning | CalendarError => {
  const { rule } = period;
  if (rule.start === 'inclusive') {
    return calendarError(
      'bad-rule',
      'counting back never counts the day of the event: its start is exclusive',
    );
  }
  if (isTolled(period)) return calendarError('bad-tolling', 'a period that is counted back cannot be paused');
  const last = countBefore[rule.unit](rule, ground, start);
  if (typeof last !== 'number') return last;
  if (isOutOfRange(last)) return outOfRange(period);
  const inWorkingDays = rule.unit === 'working-days';
  const consulted =
    inWorkingDays && last < start ? consult(ground.view, last, start - 1) : consultedNothing();
  return settle(
    period,
    ground,
    start,
    inWorkingDays ? ground.amount : start - last,
    NO_SPANS,
    last,
    NO_PAUSES,
    consulted,
  );
};

const reckonTolled = (
  period: Period,
  ground: Ground,
  start: Day,
  untolled: Day,
): Reckoning | CalendarError => {
  const { rule } = period;
  const first = start + excludedDays(rule);
  const inWorkingDays = rule.unit === 'working-days';
  const budget = inWorkingDays ? ground.amount : untolled - first + 1;
  const merged = spansOf(period, ground.zone);
  if ('kind' in merged) return merged;
  if (budget === 0)
    return settle(period, ground, start, budget, NO_SPANS, untolled, NO_PAUSES, consultedNothing());
  const ledger =
    period.tollingCap === undefined
      ? { spans: merged, consulted: consultedNothing() }
      : capSpans(merged, period.tollingCap, first, ground.view);
  if ('kind' in ledger) return ledger;
  const spent = spendBudget(ground.view, first, budget, ledger.spans, inWorkingDays);
  const consulted = consultedBoth(ledger.consulted, spent.consulted);
  const pauses = { paused: merged, spans: ledger.spans };
  return settle(period, ground, start, budget, pauses, spent.last, spent.remainingAtPause, consulted);
};

/**
 * Counts a period of days from its start. The one computation behind every date and its explanation.
 * Semantics: docs/calendar.md.
 */
export const reckon = (period: Period, ground: Ground): Reckoning | CalendarError => {
  const { rule } = period;
  const { view, zone } = ground;
  const start = period.from.length === 10 ? parseDay(period.from) : localDayOfMoment(zone, period.from);
  if (start === undefined) return notAMoment(period.from);
  if (rule.direction === 'before') return reckonBack(period, ground, start);
  const last = countAfter[rule.unit](rule, ground, start);
  if (typeof last !== 'number') return last;
  if (isOutOfRange(last)) return outOfRange(period);
  if (isTolled(period)) return reckonTolled(period, ground, start, last);
  const first = start + excludedDays(rule);
  const inWorkingDays = rule.unit === 'working-days';
  const consulted = inWorkingDays && last >= first ? consult(view, first, last) : consultedNothing();
  const budget = inWorkingDays ? ground.amount : last - first + 1;
  return settle(period, ground, start, budget, NO_SPANS, last, NO_PAUSES, consulted);
};
