import type { Decision } from '../../case/decide.ts';
import { Course } from './course.ts';
import { OffCourse, refusedBy } from './drive.ts';
import { as, people } from './people.ts';
import { held, missing, type Bench, type Gap, type Probe } from './probe.ts';

type Person = (typeof people)[keyof typeof people];

/** Who does what in a generated case, by the event that records it. */
const doers: Readonly<Record<string, Person>> = {
  'determination-recorded': people.investigator,
  'recommendation-made': people.recommender,
  'listing-approved': people.decider,
  'petition-accepted': people.examiner,
};

/** An act by whoever may not do it, because of each act that bars it; and by somebody else. */
export function separation(bench: Bench, index: number): Probe | Gap {
  const law = bench.pack.review.separation[index];
  if (law === undefined) return missing;
  const by = tries[law.act];
  if (by === undefined) return { gap: `no generated case brings about: ${law.act}` };
  const barred = law.notBy.map((earlier) => {
    const doer = doers[earlier];
    return (
      doer !== undefined &&
      refusedBy(by(bench, doer), 'review.separation', law.cite) &&
      !asMember(bench, law.act, doer, law.cite)
    );
  });
  return {
    passes: held('the act by another person', by(bench, people.judge).kind === 'ruled'),
    refuses: held(`"${law.act}" by whoever did: ${law.notBy.join(', ')}, alone or among others`, ...barred),
  };
}

const tries: Readonly<Record<string, (bench: Bench, doer: Person) => Decision>> = {
  'listing-approved': (bench, doer) => {
    const ready = new Course(bench).toReview().recommend();
    return ready.peek(as(doer, 'reviewer'), ready.approval());
  },
  'recommendation-made': (bench, doer) => {
    const ready = new Course(bench).toReview();
    return ready.peek(as(doer, 'reviewer'), ready.recommendation());
  },
  'consent-given': (bench, doer) => {
    const [level] = bench.pack.review.consent?.levels ?? [];
    if (level === undefined) throw new OffCourse('no level needs consent');
    return new Course(bench, { level })
      .toReview()
      .approve()
      .peek(as(doer, 'superior-authority', 'above'), { type: 'give-consent' });
  },
  'petition-decided': (bench, doer) => {
    const ready = new Course(bench).toPetition().accept().verify();
    return ready.peek(as(doer, 'reviewer'), ready.decision('granted'));
  },
};

/** Whoever may not decide alone may not decide with others either. */
function asMember(bench: Bench, act: string, doer: Person, cite: string): boolean {
  if (act !== 'listing-approved') return false;
  const ready = new Course(bench).toReview().recommend();
  const decision = ready.peek(people.decider, { ...ready.approval(), members: [doer.person] });
  return !refusedBy(decision, 'review.separation', cite);
}
