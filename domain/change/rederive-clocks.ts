import type { CalendarVersion } from '../calendar/calendar.ts';
import { derive, rungsOf } from '../case/clocks.ts';
import type { CaseEvent } from '../case/events.ts';
import { ruled, type Context, type Handler } from '../case/handler.ts';
import type { CaseState, CivilDate, Clock } from '../case/state.ts';
import type { ClockEffect, KeptBecause } from './effect.ts';
import { favourOf, kindOf } from './favour.ts';
import { clockRule } from '../regime/clock-rule.ts';

/** One clock under other calendars: what becomes of it, and the clock as it is then. */
export type Rederived = { readonly effect: ClockEffect; readonly clock: Clock };

/**
 * Counts the clocks of a case again on the calendars as they are known on a day. A subject's right only moves to a
 * later day, a burden only to an earlier one; what authorities and recipients owe follows the calendar.
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
  const derived = derive(rule, { ...clock, knownAt }, context);
  const { calendars } = derived;
  const rests = isSame(clock.calendars, calendars) && clock.provisional === derived.provisional;
  if (rests || (clock.considered && isSame(clock.considered, calendars))) return undefined;
  const before = { due: clock.due, end: clock.end };
  const after = { due: derived.due, end: derived.end };
  const kind = kindOf(clock);
  const favour = favourOf(kind, clock.end, derived.end);
  const { key, against } = clock;
  const common = { key, rule: clock.rule, against, favour, before, after };
  if (favour === 'against-subject') {
    const why: KeptBecause = kind === 'right' ? 'right-not-shortened' : 'burden-not-lengthened';
    return { effect: { ...common, how: 'kept', why }, clock: { ...clock, considered: calendars } };
  }
  if (clock.end === derived.end)
    return { effect: { ...common, how: 'renewed' }, clock: { ...clock, ...derived, knownAt } };
  // A rung that was reached is not reached again because the day has moved.
  const pending = clock.rungs.map(({ id }) => id);
  const rungs = rungsOf(rule, derived.due, context).filter(({ id }) => pending.includes(id));
  return { effect: { ...common, how: 'moved' }, clock: { ...clock, ...derived, knownAt, rungs } };
}

/** A kept clock goes on resting on the calendars it rested on; what was weighed once is not weighed again. */
function isSame(one: readonly CalendarVersion[], other: readonly CalendarVersion[]): boolean {
  const named = (versions: readonly CalendarVersion[]): string =>
    versions.map(({ calendar, year, version }) => `${calendar} ${year} ${version}`).join();
  return named(one) === named(other);
}
