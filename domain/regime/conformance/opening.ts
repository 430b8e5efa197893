import { addDays } from '../../calendar/local-time.ts';
import type { Decision } from '../../case/decide.ts';
import { renamed } from '../../change/renamed.ts';
import { instrumentPermitted } from '../legality.ts';
import type { Ground } from '../pack.ts';
import { Course } from './course.ts';
import { refusedBy } from './drive.ts';
import { people } from './people.ts';
import { held, type Bench, type Probe } from './probe.ts';
import { termKey } from '../term.ts';

/** Whom a case may be about, and with which other it hangs together. */
export function subjects(bench: Bench): Probe {
  const { kinds, linked, cite } = bench.pack.subjects;
  const { state } = new Course(bench).open();
  const main = { state, sameSubject: true };
  const about = (kind: 'organisation' | 'person', relation: string | null) => {
    const course = new Course(bench);
    const opening = course.opening();
    return course.tryOpen(
      {
        ...opening,
        subject: { ...opening.subject, kind },
        linkedTo: relation === null ? null : { caseId: main.state.caseId, relation },
      },
      people.investigator,
      { other: main },
    );
  };
  const [kind = 'organisation'] = kinds;
  const others = (['organisation', 'person'] as const).filter((each) => !kinds.includes(each));
  return {
    passes: held(
      'a case about each kind of subject, and one linked in each relation',
      kinds.every((each) => about(each, null).kind === 'ruled'),
      linked.every(({ id }) => about(kind, id).kind === 'ruled'),
    ),
    refuses: held(
      'another kind of subject; another relation',
      others.every((each) => refusedBy(about(each, null), 'subjects.kinds', cite)),
      refusedBy(about(kind, 'relation-of-no-regime'), 'subjects.linked', cite),
    ),
  };
}

export function authorities(bench: Bench): Probe {
  const { cite, levels, competent, officersAtLeast } = bench.pack.authorities;
  const at = (level: string) => {
    const course = new Course(bench);
    return course.tryOpen({ ...course.opening(), authority: { ...course.opening().authority, level } });
  };
  const incompetent = ['level-of-no-regime', ...levels.filter((level) => !competent.includes(level))];
  const open = new Course(bench).open();
  const asked = open.determination();
  const by = (officers: number) =>
    open.peek(people.investigator, {
      ...asked,
      officers: Array.from({ length: officers }, (_, index) => `officer-${index}`),
    });
  return {
    passes: held(
      `an authority of each competent level; ${officersAtLeast} officers`,
      competent.every((level) => at(level).kind === 'ruled'),
      by(officersAtLeast).kind === 'ruled',
    ),
    refuses: held(
      `an authority of another level; ${officersAtLeast - 1} officers`,
      incompetent.every((level) => refusedBy(at(level), 'authorities.competent', cite)),
      refusedBy(by(officersAtLeast - 1), 'authorities.officersAtLeast', cite),
    ),
  };
}

/** A ground: its instruments, each with exactly the finality it needs; its measures; its term. */
export function groundItself(bench: Bench, ground: Ground): Probe {
  const { pack } = bench;
  const { cite, instruments, measures } = ground;
  const plan = { ground: ground.id };
  const listed = new Course(bench, plan).toListed().publish();
  const term = termKey(pack, ground);
  const asked = new Course(bench, plan);
  const carriedBy = (kind: string, finality: 'not-effective' | 'effective' | 'final') =>
    asked.tryOpen({ ...asked.opening(), instrument: { ...asked.opening().instrument, kind, finality } });
  const tooEarly = { effective: 'not-effective', final: 'effective' } as const;
  return {
    passes: held(
      'a case on this ground, with each instrument that carries it, is listed with its measures for its term',
      instruments.every(
        ({ kind, finality }) =>
          carriedBy(kind, finality === 'not-required' ? 'not-effective' : finality).kind === 'ruled',
      ),
      measures.every((id) => listed.state.entry?.measures.some((each) => each.id === id) ?? false),
      listed.clock(term) !== undefined,
      listed.state.ground === ground.id,
      ground.since === undefined || actOn(bench, ground, ground.since, 0).kind === 'ruled',
      takesOver(bench, ground),
    ),
    refuses: held(
      'an unknown ground; an instrument of another kind, or with less finality, or of tomorrow; a measure of no ground',
      refusedBy(asked.tryOpen({ ...asked.opening(), ground: 'ground-of-no-regime' }), 'grounds'),
      refusedBy(carriedBy('hearsay', 'final'), 'grounds.instruments', cite),
      instruments.every(
        ({ kind, finality }) =>
          finality === 'not-required' ||
          refusedBy(carriedBy(kind, tooEarly[finality]), 'grounds.instruments.finality', cite),
      ),
      ofTomorrow(asked),
      ground.since === undefined || refusedBy(actOn(bench, ground, ground.since, -1), 'grounds.since', cite),
      measureOfNoGround(bench, plan),
    ),
  };
}

/** A determination about an act of so many days after the ground became one. */
function actOn(bench: Bench, { id }: Ground, since: string, days: number): Decision {
  const open = new Course(bench, { ground: id, conductOn: addDays(since, days) }).open();
  return open.peek(people.investigator, open.determination());
}

/** A case on a ground of the version before that this one takes over is on this ground, under this version. */
function takesOver(bench: Bench, { id, succeeds = [] }: Ground): boolean {
  const { state } = new Course(bench, { ground: id }).open();
  return succeeds.every((ground) => renamed({ ...state, ground }, bench.engine).ground === id);
}

function ofTomorrow(asked: Course): boolean {
  const { instrument } = asked.opening();
  const tomorrow = { ...instrument, date: addDays(asked.today, 1) };
  const decision = asked.tryOpen({ ...asked.opening(), instrument: tomorrow });
  return (
    refusedBy(decision, 'instrument.date') &&
    instrumentPermitted(asked.ground, { ...instrument, date: asked.today }, asked.today).length === 0
  );
}

/** Neither the determination nor the decision may take a measure that is on no list, whatever was notified. */
function measureOfNoGround(bench: Bench, plan: { readonly ground: string }): boolean {
  const open = new Course(bench, plan).open();
  const proposed = { ...open.determination(), measures: ['measure-of-no-regime'] };
  const review = new Course(bench, plan).toReview().recommend();
  const approval = { ...review.approval(), measures: ['measure-of-no-regime'] };
  return (
    refusedBy(open.peek(people.investigator, proposed), 'measures') &&
    refusedBy(review.peek(people.decider, approval), 'measures')
  );
}
