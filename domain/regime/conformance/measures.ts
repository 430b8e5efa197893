import { Course, text } from './course.ts';
import { refusedBy, type Act } from './drive.ts';
import { exchangeable, weighsNoMore } from './idle.ts';
import { otherwise } from './notifying.ts';
import { people } from './people.ts';
import { held, missing, type Bench, type Gap, type Probe } from './probe.ts';
import { termKey } from '../term.ts';

/** A measure: on which ground, by whom carried out, for how long, and how heavy against the others. */
export function measure(bench: Bench, index: number): Probe | Gap {
  const { pack } = bench;
  const law = pack.measures[index];
  if (law === undefined) return missing;
  const allowing = pack.grounds.find(({ measures }) => measures.includes(law.id));
  if (allowing === undefined) return { gap: 'no ground allows the measure' };
  const listed = new Course(bench, { ground: allowing.id, measures: [law.id] }).toListed();
  const entered = listed.state.entry?.measures.some(({ id }) => id === law.id) ?? false;
  const ownTerm = law.term === 'entry' ? undefined : listed.clock(law.term)?.ref;
  listed.must(people.judge, { type: 'lift-measure', measure: law.id, reasons: text('reasons') });
  const told = Object.values(listed.state.duties).flatMap(({ kind, recipient, interim: before }) =>
    kind === 'lift' && recipient !== undefined && !before ? [recipient] : [],
  );
  return {
    passes: held(
      'an entry with this measure, for its own term if it has one; who carries it out is told when it is lifted',
      entered,
      law.term === 'entry' || ownTerm === law.id,
      told.toSorted().join() === [...law.implementers].sort().join(),
      ...weighed(bench, law.id).map(({ passes }) => passes),
    ),
    refuses: held(
      'the measure on a ground that does not allow it, and in the place of a lighter one that was notified',
      ...pack.grounds
        .filter(({ measures }) => !measures.includes(law.id))
        .slice(0, 2)
        .map(({ id }) => onGround(bench, id, law.id, law.cite)),
      ...weighed(bench, law.id).map(({ refused }) => refused),
    ),
  };
}

function onGround(bench: Bench, ground: string, id: string, cite: string): boolean {
  const asked = new Course(bench, { ground }).open();
  const decision = asked.peek(people.investigator, { ...asked.determination(), measures: [id] });
  return refusedBy(decision, 'grounds.measures', cite);
}

/** Notified one measure, decided on another: lawful if it weighs no more in any respect. */
function weighed(bench: Bench, id: string): { passes: boolean; refused: boolean }[] {
  const { cite } = bench.pack.review.notHeavierThanNotified;
  const seen = new Set<string>();
  return exchangeable(bench.pack)
    .filter(({ one, other }) => {
      const pair = `${one.id} ${other.id}`;
      if ((one.id !== id && other.id !== id) || seen.has(pair)) return false;
      seen.add(pair);
      return true;
    })
    .map(({ ground, one, other }) => {
      const told = new Course(bench, { ground, measures: [other.id] }).toReview().recommend();
      const decision = told.peek(people.decider, { ...told.approval(), measures: [one.id] });
      const heavier = refusedBy(decision, 'review.notHeavierThanNotified', cite);
      return weighsNoMore(one, other)
        ? { passes: !heavier, refused: true }
        : { passes: true, refused: heavier };
    });
}

const impose: Act = { type: 'impose-interim-measure', reasons: text('reasons') };

export function interim(bench: Bench): Probe | Gap {
  const law = bench.pack.interim;
  if (law === undefined) return missing;
  const withNotice = law.automaticOn === 'notice-sent';
  const before = new Course(bench).open().determine();
  const bare = before.state.interim === undefined;
  const decided = before.peek(people.judge, impose);
  const imposed = withNotice ? before.notify() : before.must(people.judge, impose);
  return {
    passes: held(
      'the interim measure begins when the law says, and runs for its term',
      imposed.state.interim?.measure === law.measure,
      imposed.clock(law.term) !== undefined,
      withNotice || new Course(bench).open().determine().notify().state.interim === undefined,
    ),
    refuses: held(
      'before that, or a second one',
      bare,
      refusedBy(imposed.peek(people.judge, impose), 'interim'),
      !withNotice || law.byDecision !== undefined || refusedBy(decided, 'interim', law.cite),
    ),
  };
}

export function interimByDecision(bench: Bench): Probe | Gap {
  const law = bench.pack.interim?.byDecision;
  if (law === undefined) return missing;
  const imposed = new Course(bench).open().must(people.judge, impose);
  return {
    passes: held(
      'the measure by a decision of its own, with a clock of its own',
      imposed.clock(law.term) !== undefined,
    ),
    refuses: held(
      'the same by the investigator',
      refusedBy(new Course(bench).open().peek(people.investigator, impose), 'roles'),
    ),
  };
}

/** Which time under an interim measure counts towards the term. */
export function credit(bench: Bench): Probe | Gap {
  const law = bench.pack.interim?.credit;
  if (law === undefined) return missing;
  const withNotice = bench.pack.interim?.automaticOn === 'notice-sent';
  const byNotice = new Course(bench).open().determine();
  const byDecision = new Course(bench).open().impose().days(20).determine();
  const counts = (course: Course): boolean | undefined => {
    const entered = course.serve().silence().list();
    const { interim: running, entry } = entered.state;
    const term = entry && entered.clock(termKey(bench.pack, entered.ground));
    return running && term && term.from.slice(0, 10) === running.from && running.from < entered.today;
  };
  const decided = counts(byDecision);
  const noticed = withNotice ? counts(byNotice) : undefined;
  return {
    passes: held('time under a measure that a decision imposed counts', decided === true),
    refuses: held(
      'other time counts only where the law says all',
      noticed === undefined || noticed === (law.of === 'all'),
      law.of === 'all' || withNotice,
    ),
  };
}

/** The entry: by how many identifiers it is bound, for which term, and what its end brings. */
export function entry(bench: Bench): Probe {
  const { pack } = bench;
  const { identifiersAtLeast: least, endIsMinimum, reviewEvery, term, cite } = pack.entry;
  const bound = (number: number) => {
    const course = new Course(bench);
    const opening = course.opening();
    const identifiers = Array.from({ length: number }, (_, index) => `scheme-${index}`);
    course.tryOpen({ ...opening, subject: { ...opening.subject, identifiers } });
    course.determine().serve().silence().recommend();
    return course.peek(people.decider, course.approval());
  };
  const listed = new Course(bench).toListed().publish();
  const carried = listed.clock(termKey(pack, listed.ground));
  const review: Act = { type: 'hold-entry-review', outcome: 'stands', reasons: text('reasons') };
  const lasting = pack.grounds.find((ground) => termKey(pack, ground) === term);
  const plain = lasting && new Course(bench, { ground: lasting.id }).toListed().publish();
  if (carried?.end != null) listed.until(carried.end);
  return {
    passes: held(
      `an entry bound by ${least} identifiers, for the term of the law`,
      bound(least).kind === 'ruled',
      plain?.clock(term) !== undefined,
      ...pack.measures.map(({ term: own }, index) => own === 'entry' || lastsWith(bench, index)),
      carried?.end == null || listed.happened(endIsMinimum ? 'minimum-term-reached' : 'removal-began'),
      reviewEvery === undefined ||
        (plain?.clock(reviewEvery) !== undefined && plain.peek(people.judge, review).kind === 'ruled'),
    ),
    refuses: held(
      `one bound by ${least - 1}; an end before it, or by the term alone where the term is only the least`,
      refusedBy(bound(least - 1), 'identity', cite),
      !endIsMinimum || listed.state.stage === 'listed',
    ),
  };
}

/** The entry ends with its own term, or where the law says so with a measure that lasts longer than that. */
function lastsWith(bench: Bench, index: number): boolean {
  const { id: measure = '' } = bench.pack.measures[index] ?? {};
  const ground = bench.pack.grounds.find(({ measures }) => measures.includes(measure))?.id;
  if (ground === undefined) return true;
  const plan = { ground, measures: [measure] };
  const { entry: lasting } = new Course(bench, plan).toListed().state;
  const own = lasting?.measures[0]?.end;
  const plain = new Course(otherwise(bench, ['measures', index, 'term'], 'entry'), plan).toListed().state
    .entry?.end;
  if (own == null || plain == null) return lasting?.end == null || own != null;
  return lasting?.end === (bench.pack.entry.longestOf && own > plain ? own : plain);
}
