import { kindOf } from '../change/favour.ts';
import type { ClockRule } from '../regime/pack.ts';
import { armedClock } from './armed-clock.ts';
import { rederived } from './clock-dates.ts';
import { unless, type Context, type Handler } from './handler.ts';
import { against, daysToCome, onPrinciple, promises, type Refusal } from './refusal.ts';
import type { CivilDate, Clock } from './state.ts';

const stages = ['determination', 'notice', 'list-review', 'listed', 'removal'] as const;
const by = ['caseworker', 'reviewer', 'supervisor'] as const;

/**
 * Stops a clock for a cause the regime names, with evidence, from today or from the day of the order, which may be entered
 * later. A clock that ran out before that day was not stopped by it; one that ran out since, did not run out.
 */
export const tollClock: Handler<'toll-clock'> = {
  stages,
  by,
  records: 'clock-tolled',
  rule: (state, { key, cause, evidence, on }, context) => {
    const found = armedClock(state, key, context);
    if (found.kind === 'refused') return found;
    const { clock, rule } = found;
    const from = on ?? context.today;
    const refusals = daysToCome('clock.tolling', promises.law, from, context.today);
    const law = rule.tolling.find((each) => each.cause === cause);
    if (law === undefined) {
      const causes = rule.tolling.map((each) => each.cause);
      refusals.push(against(clock.rule, rule, `"${cause}" does not stop this clock.`, causes));
    }
    if (clock.lapsedAt !== undefined && clock.due !== null && from > clock.due)
      refusals.push(against(clock.rule, rule, `The clock ran out on ${clock.due}.`));
    if (clock.tolled.some((each) => each.to === null && each.cause === cause))
      refusals.push(
        onPrinciple('clock.tolling', promises.law, `The clock is stopped for "${cause}" already.`),
      );
    return unless(refusals, () => {
      const toll = { from, to: null, cause, evidence };
      const next = anew(clock, [...clock.tolled, toll], rule, context);
      return [{ type: 'clock-tolled', key, cause, on: from, evidence, clock: next }];
    });
  },
};

/** Lets a stopped clock run on, with what was left of it, from today or from the day of the order, with evidence. */
export const resumeClock: Handler<'resume-clock'> = {
  stages,
  by,
  records: 'clock-resumed',
  rule: (state, { key, cause, evidence, on }, context) => {
    const found = armedClock(state, key, context);
    if (found.kind === 'refused') return found;
    const { clock, rule } = found;
    const to = on ?? context.today;
    const pause = clock.tolled.find((each) => each.to === null && each.cause === cause);
    const refusals = daysToCome('clock.tolling', promises.law, to, context.today);
    if (pause === undefined)
      refusals.push(onPrinciple('clock.tolling', promises.law, `The clock is not stopped for "${cause}".`));
    else if (to < pause.from)
      refusals.push(
        onPrinciple('clock.tolling', promises.law, `The pause began on ${pause.from}, after ${to}.`),
      );
    const [first, ...rest] = refusals;
    if (first) return { kind: 'refused', refusals: [first, ...rest] };
    const tolled = clock.tolled.map((each) => (each === pause ? { ...each, to } : each));
    const next = anew(clock, tolled, rule, context);
    return unless(overBefore(next, to, context), () => [
      { type: 'clock-resumed', key, cause, on: to, evidence, clock: next },
    ]);
  },
};

/** Time of the subject that would have been over before anybody recorded that it ran again was no time to act in. */
function overBefore(clock: Clock, on: CivilDate, { at, today }: Context): Refusal[] {
  if (kindOf(clock) !== 'right' || clock.end === null || clock.end > at || on === today) return [];
  return [
    onPrinciple(
      'clock.tolling',
      promises.proportion,
      `Resumed on ${on}, the subject's time would have been over on ${clock.due}, before it was known to run.`,
      ['A later day of resumption.'],
    ),
  ];
}

/** The clock with other pauses. It is not over before this ruling, and whether it ran out is asked of its new end. */
function anew(clock: Clock, tolled: Clock['tolled'], rule: ClockRule, context: Context): Clock {
  const { lapsedAt, ...running } = rederived({ ...clock, tolled }, rule, context);
  if (running.end !== null && running.end <= context.at)
    return lapsedAt === undefined ? { ...running, end: context.at } : { ...running, lapsedAt };
  return running;
}
