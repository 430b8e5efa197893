import { addDays } from '../../calendar/local-time.ts';
import type { ClockEvent, ClockRule, Pack } from '../pack.ts';
import { Course, type Plan } from './course.ts';
import { morning } from './drive.ts';
import type { Bench } from './probe.ts';
import { planFor, reach } from './reach.ts';

/** A case in which an event has just armed the clock. `days` later than the first possible day. */
export function arm(bench: Bench, key: string, event: ClockEvent, plan: Plan, days = 0): Course | undefined {
  const course = new Course(bench, { ...planFor(bench.pack, event), ...plan, wait: days });
  course.at = morning(addDays(course.today, days), bench.pack.timezone);
  return reach(course, event) && course.clock(key)?.startedBy === event ? course : undefined;
}

/** A case on a ground, with an instrument, to which the clock applies. */
export function planOf(pack: Pack, key: string, rule: ClockRule): Plan {
  const [instrument] = rule.when?.instruments ?? [];
  const carries = pack.grounds.find((each) => (each.term ?? pack.entry.term) === key);
  const [ground] = rule.when?.grounds ?? (rule.lapse.effect === 'term-ends' && carries ? [carries.id] : []);
  const measure = pack.measures.find((each) => each.term === key);
  const byDecision = pack.interim?.byDecision?.term;
  const decided =
    (byDecision !== undefined && [key, rule.before].includes(byDecision)) || rule.when?.interim === true;
  const traits =
    rule.when?.traits && 'any' in rule.when.traits ? rule.when.traits.any.slice(0, 1) : undefined;
  const [lane] = rule.when?.lanes ?? [];
  return {
    ...(ground !== undefined && { ground }),
    ...(instrument !== undefined && { instrument }),
    ...(measure && { measures: [measure.id] }),
    ...(decided && { interim: true }),
    ...(traits && { traits }),
    ...(lane && { lane }),
    ...(rule.from.includes('recommendation-made') && recommended(pack)),
  };
}

/** A ground and an instrument that need a recommendation. */
export function recommended({ review: { recommendation }, grounds }: Pack): Plan {
  return (
    grounds
      .flatMap((each) => each.instruments.map(({ kind }) => ({ ground: each.id, instrument: kind })))
      .find((each) => !recommendation?.requiredUnless.includes(each.instrument)) ?? {}
  );
}
