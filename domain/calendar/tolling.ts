import type { CalendarError } from './calendar-error.ts';
import { calendarError } from './calendar-error.ts';
import type { CalendarView, Consulted } from './calendar-view.ts';
import {
  consult,
  consultedBoth,
  consultedNothing,
  countWorkingDays,
  nthWorkingDay,
} from './calendar-view.ts';
import type { Day } from './civil-date.ts';
import { LAST_DAY } from './civil-date.ts';
import { parseInstant } from './instant.ts';
import { localDayOfMoment, notAMoment } from './moment.ts';
import { MAX_AMOUNT } from './period.ts';
import type { Zone } from './zone.ts';

/** One pause of a clock, from plain dates or instants. `to: null` while it still runs. */
export type Toll = {
  readonly from: string;
  readonly to: string | null;
  readonly cause?: string | undefined;
  readonly evidence?: string | undefined;
};

/** The most that all pauses together may take out of the count; beyond it the clock runs although paused. */
export type TollingCap = { readonly amount: number; readonly unit: 'calendar-days' | 'working-days' };

/**
 * Which end of a pause is lost. `stop-day-lost`: the day on which the clock stops is not counted, the day on which it
 * resumes is. `resume-day-lost`: the other way round. The law is rarely explicit, so it is a parameter.
 */
export type PauseConvention = 'stop-day-lost' | 'resume-day-lost';

/** Days d with from <= d < to that do not count; `to` is infinite while the pause runs. */
export type Span = { readonly from: Day; readonly to: Day };

/** The days that one pause takes out of the count, or why it cannot be read. */
export const spanOf = (toll: Toll, zone: Zone, convention: PauseConvention): Span | CalendarError => {
  const shift = convention === 'resume-day-lost' ? 1 : 0;
  const from = localDayOfMoment(zone, toll.from);
  if (from === undefined) return notAMoment(toll.from);
  if (toll.to === null) return { from: from + shift, to: Infinity };
  const to = localDayOfMoment(zone, toll.to);
  if (to === undefined) return notAMoment(toll.to);
  const stopped = parseInstant(toll.from);
  const resumed = parseInstant(toll.to);
  const isBackwards = stopped === undefined || resumed === undefined ? to < from : resumed < stopped;
  if (isBackwards) {
    return calendarError('bad-tolling', `the pause from ${toll.from} ends before it begins, on ${toll.to}`);
  }
  return { from: from + shift, to: to + shift };
};

/** Spans in order, overlapping and adjacent ones as one, empty ones left out. */
export const mergeSpans = (spans: readonly Span[]): readonly Span[] => {
  const merged: Span[] = [];
  const inOrder = spans.filter(({ from, to }) => to > from).sort((a, b) => a.from - b.from);
  for (const span of inOrder) {
    const last = merged.at(-1);
    if (last === undefined || span.from > last.to) merged.push(span);
    else if (span.to > last.to) merged[merged.length - 1] = { from: last.from, to: span.to };
  }
  return merged;
};

export type Ledger = { readonly spans: readonly Span[]; readonly consulted: Consulted };

/**
 * The merged `spans` cut to what `cap` allows. Days before `first` do not use the cap up, because they toll nothing.
 */
export const capSpans = (
  spans: readonly Span[],
  cap: TollingCap,
  first: Day,
  view: CalendarView,
): Ledger | CalendarError => {
  if (!Number.isSafeInteger(cap.amount) || cap.amount < 0) {
    return calendarError(
      'bad-tolling',
      `a cap of ${cap.amount} ${cap.unit} on tolling is not a whole number`,
    );
  }
  let left = Math.min(cap.amount, MAX_AMOUNT);
  let consulted = consultedNothing();
  const capped: Span[] = [];
  for (const span of spans) {
    const from = Math.max(span.from, first);
    if (span.to <= from || left === 0) continue;
    const limit = cap.unit === 'calendar-days' ? from + left : nthWorkingDay(view, from, left) + 1;
    const to = Math.min(span.to, limit);
    if (to > LAST_DAY)
      return calendarError('out-of-range', 'the cap on tolling reaches beyond the year 9999');
    if (cap.unit === 'working-days') consulted = consultedBoth(consulted, consult(view, from, to - 1));
    left -= cap.unit === 'calendar-days' ? to - from : countWorkingDays(view, from, to);
    capped.push({ from, to });
  }
  return { spans: capped, consulted };
};

/** What a budget of days came to: its last day, or null where a pause still runs. */
export type Spent = {
  readonly last: Day | null;
  readonly remainingAtPause: readonly number[];
  readonly consulted: Consulted;
};

/**
 * Spends `budget` (>= 1) days from `first` on: each day outside the merged `spans` costs one, in working days only if it
 * is one. A pause freezes what is left; one that begins after the last day, or ends before `first`, changes nothing.
 */
export const spendBudget = (
  view: CalendarView,
  first: Day,
  budget: number,
  spans: readonly Span[],
  inWorkingDays: boolean,
): Spent => {
  const nth = (from: Day, n: number): Day => (inWorkingDays ? nthWorkingDay(view, from, n) : from + n - 1);
  const asked = (from: Day, to: Day): Consulted =>
    inWorkingDays && to <= LAST_DAY ? consult(view, from, to) : consultedNothing();
  const remainingAtPause: number[] = [];
  let consulted = consultedNothing();
  let from = first;
  let left = budget;
  for (const span of spans) {
    if (span.to <= from) continue;
    if (span.from > from) {
      const days = inWorkingDays ? countWorkingDays(view, from, span.from) : span.from - from;
      if (days >= left) break;
      left -= days;
      consulted = consultedBoth(consulted, asked(from, span.from - 1));
    }
    remainingAtPause.push(left);
    if (span.to === Infinity) return { last: null, remainingAtPause, consulted };
    from = span.to;
  }
  const last = nth(from, left);
  return { last, remainingAtPause, consulted: consultedBoth(consulted, asked(from, last)) };
};
