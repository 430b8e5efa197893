import type { Decision } from '../../case/decide.ts';
import type { Bound, ClockRule } from '../pack.ts';
import { arm, planOf } from './arming.ts';
import { Course, text } from './course.ts';
import { refusedBy, type Act } from './drive.ts';
import { people, person } from './people.ts';
import { held, missing, type Bench, type Gap, type Probe } from './probe.ts';

/** Which terms a decision may state for the entries that a clock carries: on each bound, and one beyond it. */
export function termBounds(
  bench: Bench,
  key: string,
  rule: ClockRule,
): { readonly passes: boolean; readonly refuses: boolean } {
  const ground = bench.pack.grounds.find((each) => (each.term ?? bench.pack.entry.term) === key);
  if (ground === undefined || rule.lapse.effect !== 'term-ends') return { passes: true, refuses: true };
  const stating = statingOn(bench, ground.id);
  const { amount, unit, chosen } = rule;
  const term = (length: number): Bound => ({ amount: length, unit });
  if (chosen === undefined)
    return {
      passes: stating(null).kind === 'ruled',
      refuses: rule.longer !== undefined || refusedBy(stating({ amount: 1, unit: 'months' }), key, rule.cite),
    };
  const { least, indefinite } = chosen;
  const refused = (stated: Bound | null): boolean => refusedBy(stating(stated), key, rule.cite);
  return {
    passes:
      stating(unit === 'life' ? { amount: 99, unit: 'years' } : term(amount)).kind === 'ruled' &&
      (least === undefined || stating(least).kind === 'ruled') &&
      (least !== undefined || stating({ amount: 1, unit: 'calendar-days' }).kind === 'ruled') &&
      (!indefinite || stating(null).kind === 'ruled'),
    refuses:
      refused(term(unit === 'life' ? 0 : amount + 1)) &&
      (least === undefined || refused({ ...least, amount: least.amount - 1 })) &&
      (indefinite || refused(null)),
  };
}

function statingOn(
  bench: Bench,
  ground: string,
): (term: Bound | null, found?: readonly string[]) => Decision {
  const open = new Course(bench, { ground }).open();
  const asked = open.determination();
  return (term, found = asked.factors) => open.peek(people.investigator, { ...asked, term, factors: found });
}

/** A term longer than the law's own: with each factor that allows it and without, on each bound and beyond it. */
export function longer(bench: Bench, key: string): Probe | Gap {
  const rule = bench.pack.clocks[key];
  const law = rule?.longer;
  const ground = bench.pack.grounds.find((each) => (each.term ?? bench.pack.entry.term) === key);
  if (rule === undefined || law === undefined || ground === undefined) return missing;
  const stating = statingOn(bench, ground.id);
  const by = (more: number, found: readonly string[]): Decision =>
    stating({ amount: rule.amount + more, unit: rule.unit }, found);
  const refused = (decision: Decision): boolean => refusedBy(decision, `${key}.longer`, law.cite);
  const others = bench.pack.factors.weigh.map(({ id }) => id).filter((id) => !law.onlyWith.includes(id));
  const listed = new Course(bench, {
    ground: ground.id,
    term: { amount: rule.amount + law.most, unit: rule.unit },
  }).toListed();
  return {
    passes: held(
      `from ${law.least} to ${law.most} ${rule.unit} more, with what the law names`,
      ...law.onlyWith.flatMap((factor) => [
        by(law.least, [factor]).kind === 'ruled',
        by(law.most, [factor]).kind === 'ruled',
      ]),
      by(0, []).kind === 'ruled',
      listed.clock(key)?.chosen?.amount === rule.amount + law.most,
    ),
    refuses: held(
      'the same without it, and beyond',
      refused(by(law.least, others)),
      refused(by(law.most + 1, law.onlyWith)),
      law.least < 2 || refused(by(law.least - 1, law.onlyWith)),
      refused(by(-1, law.onlyWith)),
    ),
  };
}

const extenders = ['caseworker', 'reviewer', 'supervisor', 'superior-authority'] as const;
type Extender = (typeof extenders)[number];

/** Whom the law lets extend a clock, by how much and how often; and everybody else. */
export function extension(bench: Bench, key: string): Probe | Gap {
  const rule = bench.pack.clocks[key];
  const law = rule?.extension;
  const [event] = rule?.from ?? [];
  if (rule === undefined || law === undefined || event === undefined) return missing;
  const armed = () => arm(bench, key, event, planOf(bench.pack, key, rule));
  const running = armed()?.clock(key);
  if (running === undefined) return { gap: 'the clock is not armed' };
  const actor = (role: Extender) =>
    person('extender', [role], { authority: role === 'superior-authority' ? 'above' : 'here' });
  const extend = (amount: number): Act => ({
    type: 'extend-clock',
    key: running.key,
    by: { amount, unit: rule.unit },
    reasons: text('reasons'),
  });
  const by = (role: Extender, amount: number) => armed()?.peek(actor(role), extend(amount));
  const most = law.most?.amount ?? 60;
  const granting = extenders.filter((role) => law.by.includes(role));
  const [granted = 'supervisor'] = granting;
  const often = armed();
  for (let time = 0; time < law.times; time += 1) often?.must(actor(granted), extend(1));
  const refused = (decision: Decision | undefined): boolean =>
    decision !== undefined && refusedBy(decision, `${key}.extension`, law.cite);
  return {
    passes: held(
      `an extension by whom the law names, by ${most} ${rule.unit}, ${law.times} time(s)`,
      granting.length === law.by.length,
      ...granting.map((role) => by(role, most)?.kind === 'ruled'),
    ),
    refuses: held(
      'a longer one, one more, or one by anybody else',
      law.most === undefined || refused(by(granted, most + 1)),
      refused(often?.peek(actor(granted), extend(1))),
      ...extenders.filter((role) => !law.by.includes(role)).map((role) => refused(by(role, 1))),
    ),
  };
}

/** A clock that the law lets nobody extend. */
export function notExtended(course: Course | undefined, key: string, rule: ClockRule): boolean {
  const armed = course?.clock(key);
  if (course === undefined || armed === undefined || rule.extension || rule.unit === 'until-event')
    return true;
  const by = { amount: 1, unit: rule.unit };
  const decision = course.peek(people.supervisor, {
    type: 'extend-clock',
    key: armed.key,
    by,
    reasons: text('reasons'),
  });
  return refusedBy(decision, key, rule.cite);
}

export function tolling(bench: Bench, key: string, index: number): Probe | Gap {
  const rule = bench.pack.clocks[key];
  const law = rule?.tolling[index];
  const [event] = rule?.from ?? [];
  if (rule === undefined || law === undefined || event === undefined) return missing;
  const course = arm(bench, key, event, planOf(bench.pack, key, rule));
  const armed = course?.clock(key);
  if (course === undefined || armed === undefined) return { gap: 'the clock is not armed' };
  const toll = (cause: string): Act => ({
    type: 'toll-clock',
    key: armed.key,
    cause,
    evidence: '0'.repeat(64),
  });
  const other = course.peek(people.supervisor, toll('weather'));
  course.must(people.supervisor, toll(law.cause)).days(5);
  course.must(people.supervisor, {
    type: 'resume-clock',
    key: armed.key,
    cause: law.cause,
    evidence: '0'.repeat(64),
  });
  const after = course.clock(key)?.end;
  return {
    passes: held(
      `the clock stops for "${law.cause}", and ends later by what it stood`,
      armed.end === null || (after != null && after > armed.end),
    ),
    refuses: held('a cause that the law does not name', refusedBy(other, key, rule.cite)),
  };
}
