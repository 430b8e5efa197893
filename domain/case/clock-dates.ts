import { deriveDeadline, type Period } from '../calendar/deadline.ts';
import type { Consulted } from '../calendar/calendar-view.ts';
import type { KeptBecause } from '../change/effect.ts';
import { favourOf, kindOf } from '../change/favour.ts';
import type { ClockRule, Pack } from '../regime/pack.ts';
import { plainPeriod } from '../regime/plain-period.ts';
import type { Context } from './handler.ts';
import type { CivilDate, Clock, Instant, Rung } from './state.ts';

/** What the date of a clock follows from, besides its rule and the calendars. */
export type ClockFacts = Pick<Clock, 'from'> & Partial<Pick<Clock, 'chosen' | 'tolled' | 'extensions'>>;

/** On which calendars a clock is counted: as known on a day, or those on which it rests already; otherwise the latest. */
type On = { readonly knownAt?: CivilDate | undefined; readonly rests?: Consulted | undefined };

/** What a count of a clock comes to, and on what it rests. */
export type ClockDates = Pick<Clock, 'due' | 'end' | 'provisional' | 'calendars' | 'assumed'>;

type Law = Pick<Context, 'pack' | 'calendars'>;

/** The calendar years on which a clock rests. */
export function restsOf({ calendars, assumed }: Pick<Clock, 'calendars' | 'assumed'>): Consulted {
  return { versions: calendars, unknownYears: assumed };
}

/** The period a clock runs for, as domain/calendar takes it. */
export function periodOf(rule: ClockRule, clock: ClockFacts, pack: Pack, on: On = {}): Period {
  const length = clock.chosen ?? rule;
  return {
    rule: {
      amount: length.amount,
      unit: length.unit,
      start: rule.start,
      roll: rule.roll,
      ends: rule.ends,
      ...(rule.before && { direction: 'before' as const }),
      calendar: pack.calendar,
      timezone: pack.timezone,
    },
    from: clock.from,
    ...on,
    ...(clock.tolled && { tolling: clock.tolled }),
    ...(rule.tollingCap && { tollingCap: { amount: rule.tollingCap.amount, unit: rule.tollingCap.unit } }),
    ...(clock.extensions && { extensions: clock.extensions }),
  };
}

/** Derives due day and end of a clock. A pack whose rule cannot be computed is broken, and says so at once. */
export function derive(
  rule: ClockRule,
  clock: ClockFacts,
  { pack, calendars }: Law,
  on: On = {},
): ClockDates {
  if (rule.chosen?.indefinite && clock.chosen === undefined)
    return { due: null, end: null, provisional: false, calendars: [], assumed: [] };
  const derived = deriveDeadline(periodOf(rule, clock, pack, on), calendars);
  if (derived.kind === 'calendar-error')
    throw new Error(`clock rule of ${pack.regime} ${pack.version}: ${derived.message}`);
  return {
    due: derived.due,
    end: derived.end === null ? null : toInstant(derived.end),
    provisional: derived.provisional,
    calendars: derived.calendarVersions,
    assumed: derived.unknownYears,
  };
}

/** Clock ends come with whole seconds; instants of the record carry milliseconds, so that both compare as strings. */
export function toInstant(seconds: string): Instant {
  return seconds.includes('.') ? seconds : seconds.replace('Z', '.000Z');
}

/**
 * House practice, not law: the moments at which somebody is told that a clock is about to run out, or has. One that was
 * reached is not reached again, however the day has moved.
 */
export function rungsOf(
  rule: ClockRule,
  due: string | null,
  { pack, calendars, at }: Context,
  reached: readonly string[] = [],
): Rung[] {
  if (due === null || rule.against === 'subject' || rule.lapse.effect !== 'escalate') return [];
  return pack.escalation.flatMap((rung): Rung[] => {
    if (reached.includes(rung.id)) return [];
    const rule = { ...plainPeriod(pack, rung), direction: rung.when };
    const derived = deriveDeadline({ rule, from: due }, calendars);
    if (derived.kind === 'calendar-error' || derived.end === null) return [];
    const moment = toInstant(derived.end);
    return moment > at ? [{ id: rung.id, at: moment, tells: rung.tells }] : [];
  });
}

/**
 * Derives a changed clock anew, from its own start, as if the change had been there from the beginning: on the calendars
 * on which it rests, and for years that it had not reached yet on those that are known now.
 */
export function rederived(clock: Clock, rule: ClockRule, context: Context): Clock {
  const own = derive(rule, clock, context, { rests: restsOf(clock) });
  const { weighed } = clock;
  const next =
    weighed === undefined
      ? { ...clock, ...own }
      : weigh(clock, own, derive(rule, clock, context, { rests: restsOf(weighed) }), weighed.on, context)
          .clock;
  return { ...next, rungs: rungsOf(rule, next.due, context, clock.reached) };
}

type Weighed = { readonly clock: Clock; readonly kept: KeptBecause | undefined };

/**
 * Weighs another count of a clock, on calendars as known `on` a later day, against its `own`. It is followed unless it may
 * not be; then it is remembered, and weighed again whenever the clock changes. While a pause runs both are remembered,
 * because only its end shows which of them is better for the subject.
 */
export function weigh(
  clock: Clock,
  own: ClockDates,
  other: ClockDates,
  on: CivilDate,
  { pack, at }: Pick<Context, 'pack' | 'at'>,
): Weighed {
  const kept = keptBecause(clock, own, other, { pack, at });
  const runs = clock.tolled.every(({ to }) => to !== null);
  const mayFollow = runs || kindOf(clock) === 'obligation' || pack.calendarChanges?.harsher !== undefined;
  if (kept === undefined && mayFollow) {
    const { weighed: _followed, ...rest } = clock;
    return { clock: { ...rest, ...other, end: notBefore(at, clock, other.end), knownAt: on }, kept };
  }
  const shown = kept === undefined ? other : own;
  return {
    clock: {
      ...clock,
      ...own,
      due: shown.due,
      end: shown.end,
      // It could change only by what the other count still does not know.
      provisional: other.provisional,
      weighed: { on, calendars: other.calendars, assumed: other.assumed },
    },
    kept,
  };
}

function keptBecause(
  clock: Clock,
  own: ClockDates,
  other: ClockDates,
  { pack, at }: Pick<Context, 'pack' | 'at'>,
): KeptBecause | undefined {
  const kind = kindOf(clock);
  if (kind === 'obligation')
    // Nobody is overdue by a day that had passed before the calendar made it the last one.
    return other.end !== null && other.end <= at && other.end !== own.end ? 'new-date-is-past' : undefined;
  if (pack.calendarChanges?.harsher || favourOf(kind, own.end, other.end) !== 'against-subject')
    return undefined;
  return kind === 'right' ? 'right-not-shortened' : 'burden-not-lengthened';
}

/** What would have been over before a change came is over when it comes. */
function notBefore(at: Instant, clock: Clock, end: Instant | null): Instant | null {
  return end !== null && end < at && clock.lapsedAt === undefined ? at : end;
}
