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

/** A review proceeding before each forum, and what it does to the entry. */
export function proceeding(bench: Bench, index: number): Probe | Gap {
  const law = bench.pack.reviewProceedings[index];
  if (law === undefined) return missing;
  const record = (forum: string): Act => ({
    type: 'record-proceeding',
    forum,
    document: digest,
    beganOn: null,
    petition: null,
  });
  const begun = new Course(bench).toListed().publish().must(people.subject, record(law.forum));
  const time = law.timeLimit && timeOf(bench, law, law.timeLimit);
  const unknown = new Course(bench).toListed().publish().peek(people.subject, record('forum-of-no-regime'));
  const atOnce = begun.happened('entry-suspended');
  const order = begun.ask(people.judge, { type: 'order-stay', proceeding: 'r1', document: digest });
  const stays = {
    automatic: atOnce,
    ordered: !atOnce && order.kind === 'ruled' && begun.happened('entry-suspended'),
    none: !atOnce && refusedBy(order, 'reviewProceedings.stay', law.cite),
  };
  return {
    passes: held(
      'the proceeding is taken, and stays the entry as the law says',
      stays[law.stay],
      time === undefined || time.inTime,
      begun.state.proceedings[0]?.forum === law.forum,
    ),
    refuses: held(
      'a proceeding before another forum; a stay that the law does not know, or a second one',
      refusedBy(unknown, 'reviewProceedings'),
      order.kind === (law.stay === 'ordered' ? 'ruled' : 'refused'),
      time === undefined || time.late,
    ),
  };
}

/** A proceeding that began on the last day of its time, and on the day after; the time shows as a clock meanwhile. */
function timeOf(
  bench: Bench,
  { forum, stay }: Forum,
  timeLimit: NonNullable<Forum['timeLimit']>,
): { readonly inTime: boolean; readonly late: boolean } {
  const served = new Course(bench).toListed();
  if (served.state.decisionService?.servedOn === undefined) served.serveDecision();
  const { calendar, timezone } = bench.pack;
  const from = served.state.decisionService?.servedOn ?? served.today;
  const derived = deriveDeadline({ rule: { ...timeLimit, calendar, timezone }, from }, bench.calendars);
  const last = derived.kind === 'deadline' ? derived.due : null;
  if (last === null) return { inTime: false, late: false };
  const clock = served.clock(`remedy.${forum}`);
  const began = (on: string) => {
    const course = served.untilDay(addDays(last, 1));
    const decision = course.peek(people.subject, {
      type: 'record-proceeding',
      forum,
      document: digest,
      beganOn: on,
      petition: null,
    });
    return decision.kind === 'ruled' ? decision.state.proceedings.at(-1) : undefined;
  };
  const late = began(addDays(last, 1));
  return {
    inTime: clock?.due === last && began(last)?.outOfTime === false,
    late: late?.outOfTime === true && (stay !== 'automatic' || late.stay === 'none'),
  };
}
