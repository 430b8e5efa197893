import { derive, rungsOf, weigh, type ClockDates } from '../case/clock-dates.ts';
import type { CaseEvent } from '../case/events.ts';
import { ruled, type Context, type Handler } from '../case/handler.ts';
import type { CaseState, CivilDate, Clock } from '../case/state.ts';
import type { ClockEffect } from './effect.ts';
import { favourOf, kindOf } from './favour.ts';
import { clockRule } from '../regime/clock-rule.ts';

/** One clock under other calendars: what becomes of it, and the clock as it is then. */
export type Rederived = { readonly effect: ClockEffect; readonly clock: Clock };

/**
 * Counts the clocks of a case again on the calendars as they are known on a day. A subject's right only moves to a
 * later day, a burden only to an earlier one, unless the regime says otherwise; what authorities and recipients owe follows
 * the calendar, but never to a day that has passed.
 */
export const rederiveClocks: Handler<'rederive-clocks'> = {
  stages: ['determination', 'notice', 'list-review', 'listed', 'removal'],
  by: ['engine'],
  rule: (state, { change, knownAt }, context) =>
    ruled(
      ...rederivedClocks(state, knownAt, context).map(({ effect, clock }): CaseEvent => {
        const { key, how, before, after, why } = effect;
        return {
          type: 'clock-rederived',
          key,
          change,
          before: before ?? { due: clock.due, end: clock.end },
          clock,
          ...(how === 'kept' && after && why && { kept: { ...after, why } }),
        };
      }),
    ),
};

/** The clocks that rest on other versions of a calendar than those known on a day, and what becomes of each. */
export function rederivedClocks(state: CaseState, knownAt: CivilDate, context: Context): Rederived[] {
  return Object.values(state.clocks).flatMap((clock) => rederivedClock(clock, knownAt, context) ?? []);
}

function rederivedClock(clock: Clock, knownAt: CivilDate, context: Context): Rederived | undefined {
  const rule = clockRule(context.pack, clock.rule);
  // What has run out is history, and what a list brought along has that list's own dates.
  if (rule === undefined || clock.lapsedAt !== undefined || clock.startedBy === 'entry-adopted')
    return undefined;
  if ((clock.knownAt ?? '') > knownAt) return undefined;
  const derived = derive(rule, clock, context, { knownAt });
  if (restsOnSame(clock.weighed ?? clock, derived)) return undefined;
  const own: ClockDates = clock;
  const { clock: next, kept } = weigh(clock, own, derived, knownAt, context);
  const before = { due: clock.due, end: clock.end };
  const { key, against } = clock;
  const favour = favourOf(kindOf(clock), clock.end, kept ? derived.end : next.end);
  const after = kept ? { due: derived.due, end: derived.end } : { due: next.due, end: next.end };
  const common = { key, rule: clock.rule, against, favour, before, after };
  if (kept) return { effect: { ...common, how: 'kept', why: kept }, clock: next };
  const how = next.weighed ? 'paused' : clock.end === next.end ? 'renewed' : 'moved';
  const rungs = how === 'moved' ? rungsOf(rule, next.due, context, clock.reached) : clock.rungs;
  return { effect: { ...common, how }, clock: { ...next, rungs } };
}

type Rests = Pick<Clock, 'calendars' | 'assumed'>;

/** A kept clock goes on resting on the calendars it rested on; what was weighed once is not weighed again. */
function restsOnSame(one: Rests, other: Rests): boolean {
  const named = ({ calendars, assumed }: Rests): string =>
    [...calendars.map(({ calendar, year, version }) => `${calendar} ${year} ${version}`), ...assumed].join();
  return named(one) === named(other);
}
