import { deriveDeadline } from '../../calendar/deadline.ts';
import { addDays } from '../../calendar/local-time.ts';
import type { Pack } from '../pack.ts';
import { Course, digest, text } from './course.ts';
import { refusedBy, type Act } from './drive.ts';
import { people } from './people.ts';
import { held, missing, type Bench, type Gap, type Probe } from './probe.ts';

type Forum = Pack['reviewProceedings'][number];

const lanes = ['identity', 'content', 'term'] as const;

/** An objection: in which lanes, what is shown meanwhile, and what happens to what cannot be verified. */
export function objection(bench: Bench): Probe | Gap {
  const law = bench.pack.objection;
  if (law === undefined) return missing;
  const published = (): Course => new Course(bench).toListed().publish();
  const filing = (lane: (typeof lanes)[number]) => {
    const course = published();
    return course.ask(people.subject, course.objection(lane));
  };
  const [first = 'content'] = law.lanes;
  const pending = published();
  pending.must(people.subject, pending.objection(first));
  const twice = pending.peek(people.subject, pending.objection(first));
  const hidden = pending.happened('entry-suspended');
  pending.must(people.judge, {
    type: 'decide-objection',
    objection: 'o1',
    outcome: 'unverifiable',
    correction: null,
    reasons: text('reasons'),
  });
  const removed = pending.happened('removal-began');
  const both = pending.state.objections[0]?.status === 'recorded-both';
  const suspends = law.disclosureMeanwhile === 'suspend';
  return {
    passes: held(
      'an objection is annotated at once; what cannot be verified is treated as the law says',
      ...law.lanes.map((lane) => filing(lane).kind === 'ruled'),
      pending.happened('objection-annotated'),
      hidden === suspends,
      removed || pending.happened('entry-restored') === suspends,
      law.unverifiable === 'remove' ? removed : both,
    ),
    refuses: held(
      'an objection in another lane; the same objection while it is pending',
      ...lanes
        .filter((lane) => !law.lanes.includes(lane))
        .map((lane) => refusedBy(filing(lane), 'objection.lanes', law.cite)),
      refusedBy(twice, 'objection.pending'),
    ),
  };
}

/** A review proceeding before each forum, and what it does to the entry, or to the decision in the standstill. */
export function proceeding(bench: Bench, index: number): Probe | Gap {
  const law = bench.pack.reviewProceedings[index];
  if (law === undefined) return missing;
  const begun = reviewable(bench).must(people.subject, before(law.forum));
  const unknown = reviewable(bench).peek(people.subject, before('forum-of-no-regime'));
  const time = law.timeLimit && timeOf(bench, law, law.timeLimit);
  const [entered] = begun.state.proceedings;
  const suspended = begun.state.stage !== 'listed' || begun.happened('entry-suspended');
  const atOnce = entered?.stay === 'automatic' && suspended;
  const order = begun.ask(people.judge, { type: 'order-stay', proceeding: 'r1', document: digest });
  const stays = {
    automatic: atOnce,
    ordered: !atOnce && order.kind === 'ruled' && (suspended || begun.happened('entry-suspended')),
    none: !atOnce && refusedBy(order, 'reviewProceedings.stay', law.cite),
  };
  return {
    passes: held(
      'the proceeding is taken, and stays the entry as the law says',
      stays[law.stay],
      time === undefined || time.inTime,
      entered?.forum === law.forum,
    ),
    refuses: held(
      'a proceeding before another forum; a stay that the law does not know, or by one that began too late',
      refusedBy(unknown, 'reviewProceedings'),
      law.stay !== 'none' || order.kind === 'refused',
      time === undefined || time.late,
    ),
  };
}

const before = (forum: string, beganOn: string | null = null): Act => ({
  type: 'record-proceeding',
  forum,
  document: digest,
  beganOn,
  petition: null,
});

/** A decision that may be reviewed: in the standstill, where there is one, and otherwise as an entry. */
function reviewable(bench: Bench): Course {
  return bench.pack.review.standstill
    ? new Course(bench).toReview().approve().consent().serveDecision()
    : new Course(bench).toListed();
}

/** Service on each day of a week, so that the time ends on each day of a week too. */
const WEEK = [0, 1, 2, 3, 4, 5, 6];

/** A proceeding that began on the last day of its time, and on the day after; the time shows as a clock meanwhile. */
function timeOf(
  bench: Bench,
  { forum, stay }: Forum,
  timeLimit: NonNullable<Forum['timeLimit']>,
): { readonly inTime: boolean; readonly late: boolean } {
  const { calendar, timezone } = bench.pack;
  const tries = WEEK.map((day) => {
    const served = new Course(bench, { wait: day }).toReview().approve().consent().serveDecision();
    const from = served.state.decisionService?.servedOn ?? served.today;
    const derived = deriveDeadline({ rule: { ...timeLimit, calendar, timezone }, from }, bench.calendars);
    const last = derived.kind === 'deadline' ? derived.due : null;
    if (last === null) return { inTime: false, late: false };
    const clock = served.clock(`remedy.${forum}`);
    served.untilDay(addDays(last, 1));
    const began = (on: string) => {
      const decision = served.peek(people.subject, before(forum, on));
      return decision.kind === 'ruled' ? decision.state.proceedings.at(-1) : undefined;
    };
    const late = began(addDays(last, 1));
    return {
      inTime: clock?.due === last && began(last)?.outOfTime === false,
      late: late?.outOfTime === true && (stay !== 'automatic' || late.stay === 'none'),
    };
  });
  return { inTime: tries.every(({ inTime }) => inTime), late: tries.every(({ late }) => late) };
}
