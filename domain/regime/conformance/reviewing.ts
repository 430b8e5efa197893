import { addDays } from '../../calendar/local-time.ts';
import type { Decision } from '../../case/decide.ts';
import { longerThan } from '../legality.ts';
import type { Bound } from '../pack.ts';
import { Course, digest, text, type Plan } from './course.ts';
import { OffCourse, refusals, refusedBy, type Act } from './drive.ts';
import { people, person } from './people.ts';
import { held, missing, type Bench, type Gap, type Probe } from './probe.ts';

/** Every level that needs consent waits for it, and only the superior authority of this case can give it. */
export function consent(bench: Bench): Probe | Gap {
  const law = bench.pack.review.consent;
  if (law === undefined) return missing;
  const waiting = law.levels.map((level) => new Course(bench, { level }).toReview().approve());
  const free = bench.pack.authorities.competent.filter((level) => !law.levels.includes(level));
  const stranger = person('stranger', ['superior-authority'], { authority: 'elsewhere' });
  return {
    passes: held(
      'the entry is made with the consent; where none is needed, without it',
      ...waiting.map((course) => course.peek(people.superior, { type: 'give-consent' }).kind === 'ruled'),
      ...free.map((level) => new Course(bench, { level }).toReview().approve().state.consent === undefined),
    ),
    refuses: held(
      'an entry before the consent; a consent of its own, or of an authority that is not its superior',
      ...waiting.map((course) => !course.happened('listed') && course.happened('consent-requested')),
      ...waiting.map((course) => refusals(course.peek(people.decider, { type: 'give-consent' })).length > 0),
      ...waiting.map((course) => refusedBy(course.peek(stranger, { type: 'give-consent' }), 'authority')),
    ),
  };
}

/** Each trigger by itself: as many as decide together, and one less. */
export function collective(bench: Bench): Probe | Gap {
  const law = bench.pack.review.collective;
  if (law === undefined) return missing;
  const by = (traits: readonly string[], deciders: number): Decision => {
    const ready = reviewed(new Course(bench, { traits }).toReview()).recommend();
    const members = Array.from({ length: deciders - 1 }, (_, index) => `member-${index}`);
    return ready.peek(people.decider, { ...ready.approval(), members });
  };
  return {
    passes: held(
      `a decision by ${law.atLeast} together`,
      ...law.triggers.map((trait) => by([trait], law.atLeast).kind === 'ruled'),
      by([], 1).kind === 'ruled',
    ),
    refuses: held(
      `a decision by ${law.atLeast - 1}`,
      ...law.triggers.map((trait) => refusedBy(by([trait], law.atLeast - 1), 'review.collective', law.cite)),
    ),
  };
}

function reviewed(open: Course): Course {
  return open.pack.review.legalReview
    ? open.must(people.judge, { type: 'pass-legal-review', opinion: text('opinion') })
    : open;
}

/** Each trigger by itself, a hearing that was held among them. */
export function legalReview(bench: Bench): Probe | Gap {
  const law = bench.pack.review.legalReview;
  if (law === undefined) return missing;
  const ready = (...traits: string[]): Course =>
    traits.includes('hearing-held')
      ? heard(new Course(bench)).recommend()
      : new Course(bench, { traits }).toReview().recommend();
  const deciding = (course: Course): Decision =>
    course.peek(people.decider, { ...course.approval(), members: ['member-1', 'member-2'] });
  return {
    passes: held(
      'a decision after legal review',
      ...law.triggers.map((trait) => deciding(reviewed(ready(trait))).kind === 'ruled'),
      deciding(ready()).kind === 'ruled',
    ),
    refuses: held(
      'a decision without it',
      ...law.triggers.map((trait) => refusedBy(deciding(ready(trait)), 'review.legalReview', law.cite)),
    ),
  };
}

/** The record closes with a hearing, on the first day on which it can be held. */
function heard(course: Course): Course {
  course.open().determine().serve().respond('genuine-dispute');
  const [trigger = ''] = course.pack.notice.hearing?.triggers ?? [];
  course.must(people.subject, { type: 'request-hearing', trigger });
  const soonest = Array.from({ length: 60 }, (_, ahead) => addDays(course.today, ahead)).find(
    (on) => course.peek(people.clerk, hearingOn(on)).kind === 'ruled',
  );
  if (soonest === undefined) throw new OffCourse('no hearing can be fixed');
  course
    .must(people.clerk, hearingOn(soonest))
    .untilDay(soonest)
    .must(people.decider, {
      type: 'hold-hearing',
      attended: true,
      agents: [],
      absence: null,
      record: text('record'),
    })
    .considerAll();
  return course.state.stage === 'notice' ? course.must(people.clerk, { type: 'close-record' }) : course;
}

const hearingOn = (on: string): Act => ({
  type: 'notice-hearing',
  on,
  chair: 'decider',
  public: true,
  closedFor: null,
  document: text('hearing'),
});

/** A recommendation where the instrument needs one: none yet, more severe than it, and as it says. */
export function recommendation(bench: Bench): Probe | Gap {
  const law = bench.pack.review.recommendation;
  if (law === undefined) return missing;
  const carried = bench.pack.grounds.flatMap((ground) =>
    ground.instruments.map(({ kind }): Plan => ({ ground: ground.id, instrument: kind })),
  );
  const needing = carried.find(({ instrument = '' }) => !law.requiredUnless.includes(instrument));
  if (needing === undefined) return { gap: 'no ground needs the recommendation' };
  const free = law.requiredUnless.map((kind) => carried.find(({ instrument }) => instrument === kind));
  const open = new Course(bench, needing).toReview();
  const without = open.peek(people.decider, open.approval());
  const detail = refusals(without).some((each) => each.detail.startsWith(`${law.by} `));
  return {
    passes: held(
      'a decision as recommended; one on an instrument that needs none',
      new Course(bench, needing).toListed().happened('listed'),
      ...free.map((plan) => {
        const ready = plan && new Course(bench, plan).toReview();
        return ready?.peek(people.decider, ready.approval()).kind === 'ruled';
      }),
    ),
    refuses: held(
      `a decision before the ${law.by} has spoken; one more severe than it recommends`,
      refusedBy(without, 'review.recommendation', law.cite) && detail,
      moreSevere(new Course(bench, needing).toReview(), law.cite),
    ),
  };
}

function moreSevere(open: Course, cite: string): boolean {
  const whole = open.recommendation();
  const shorter: Bound | null = whole.term && { amount: 1, unit: 'calendar-days' };
  const milder =
    shorter && whole.term && longerThan(whole.term, shorter)
      ? { ...whole, term: shorter }
      : { ...whole, measures: [] };
  const decision = open.must(people.recommender, milder).peek(people.decider, open.approval());
  return refusedBy(decision, 'review.recommendation', cite);
}

export function decisionContents(bench: Bench): Probe {
  const { cite, items } = bench.pack.review.decisionContents;
  const open = new Course(bench).toReview().recommend();
  const saying = (contents: readonly string[]): Decision =>
    open.peek(people.decider, { ...open.approval(), contents });
  const made = new Course(bench).toReview().approve().consent();
  const serving = (contents: readonly string[]): Decision => {
    const service = made.decisionService();
    const documents = service.documents.map((each) =>
      each.kind === 'decision' ? { ...each, contents } : each,
    );
    return made.peek(people.clerk, { ...service, documents });
  };
  const ids = items.map(({ id }) => id);
  const without = ids.map((id) => ids.filter((each) => each !== id));
  return {
    passes: held(
      'a decision with all its contents, and its document',
      saying(ids).kind === 'ruled',
      serving(ids).kind === 'ruled',
    ),
    refuses: held(
      'a decision without one of its contents, each in turn, or its document',
      ...without.flatMap((left) => [
        refusedBy(saying(left), 'review.decisionContents', cite),
        refusedBy(serving(left), 'review.decisionContents', cite),
      ]),
    ),
  };
}

/** As notified, lighter than notified, and heavier: one measure more, or a longer term. */
export function notHeavier(bench: Bench): Probe {
  const { cite } = bench.pack.review.notHeavierThanNotified;
  const open = new Course(bench).toReview().recommend();
  const approval = open.approval();
  const heavier = (more: Partial<typeof approval>): boolean =>
    refusedBy(open.peek(people.decider, { ...approval, ...more }), 'review.notHeavierThanNotified', cite);
  const { term } = approval;
  return {
    passes: held('a decision as notified', open.peek(people.decider, approval).kind === 'ruled'),
    refuses: held(
      'one measure more, or a longer term, than notified',
      heavier({ measures: [...approval.measures, 'one-more-measure'] }),
      term === null || heavier({ term: { ...term, amount: term.amount + 1 } }),
    ),
  };
}

export function standstill(bench: Bench): Probe | Gap {
  const law = bench.pack.review.standstill;
  if (law === undefined) return missing;
  const waiting = (): Course => new Course(bench).toReview().approve().consent().serveDecision();
  const early = waiting().peek(people.publisher, { type: 'enter-listing' });
  return {
    passes: held(
      'the entry is made after the standstill; not barred by what stays nothing',
      new Course(bench).toReview().list().happened('listed'),
      law.automaticStay || underReview(waiting()).kind === 'ruled',
    ),
    refuses: held(
      'an entry within it; an entry while proceedings begun within it go on',
      refusedBy(early, 'review.standstill', law.cite),
      !law.automaticStay || refusedBy(underReview(waiting()), 'review.standstill.stay', law.cite),
    ),
  };
}

function underReview(waiting: Course): Decision {
  const end = waiting.standstill()?.end;
  const forum =
    waiting.pack.reviewProceedings.find(({ stay }) => stay === 'automatic') ??
    waiting.pack.reviewProceedings[0];
  if (forum)
    waiting.must(people.subject, {
      type: 'record-proceeding',
      forum: forum.forum,
      document: digest,
      beganOn: null,
      petition: null,
    });
  if (end != null) waiting.until(end);
  return waiting.peek(people.publisher, { type: 'enter-listing' });
}

export function together(bench: Bench): Probe | Gap {
  const law = bench.pack.review.together;
  if (law === undefined) return missing;
  const listed = new Course(bench).toListed();
  const whole = listed.decisionService();
  const without = (kind: string) =>
    listed.peek(people.clerk, {
      ...whole,
      documents: whole.documents.filter((each) => each.kind !== kind),
    });
  return {
    passes: held(
      'the decision with the documents that go with it',
      listed.peek(people.clerk, whole).kind === 'ruled',
    ),
    refuses: held(
      'the decision without one of them',
      ...law.documents.map((kind) => refusedBy(without(kind), 'review.together', law.cite)),
    ),
  };
}
