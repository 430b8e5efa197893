import { addDays } from '../../calendar/local-time.ts';
import type { ClockEvent, Pack } from '../pack.ts';
import { digest, text, type Course, type Plan } from './course.ts';
import { plainLevel } from './plain.ts';
import { people, person, recipientActor } from './people.ts';

type Steps = { readonly [E in ClockEvent]?: (course: Course) => unknown };

const reasons = text('reasons');
const there = ({ pack }: Course) => ({
  id: 'there',
  level: plainLevel(pack),
  superior: 'above',
  regimes: [pack.regime],
});

/** How a new case comes to where an event has just happened. */
const ways: Steps = {
  'case-opened': (course) => course.open(),
  'determination-recorded': (course) => course.open().determine(),
  'notice-sent': (course) => course.open().determine().notify(),
  'notice-served': (course) => course.open().determine().serve(),
  'response-received': (course) => course.open().determine().serve().respond(),
  'record-closed': (course) => course.toReview(),
  'recommendation-made': (course) => course.toReview().recommend(),
  'listing-approved': (course) => course.toReview().approve(),
  'consent-requested': (course) => course.toReview().approve(),
  'consent-given': (course) => course.toReview().approve().consent(),
  'decision-served': (course) => course.toListed().serveDecision(),
  'entry-notified': (course) => course.toReview().approve().consent().serveDecision(),
  'standstill-ended': (course) => course.toReview().list(),
  'interim-measure-imposed': (course) =>
    course.plan.interim || course.pack.interim?.automaticOn === 'decision'
      ? course.open().impose()
      : course.open().determine().notify(),
  'interim-measure-told': (course) => course.open().impose().perform('apply'),
  'interim-review-held': (course) => reviewInterim(proceedings(course.open().impose())),
  'proceedings-began': (course) => proceedings(course.open().impose()),
  listed: (course) => course.toListed(),
  'temporary-lift-began': (course) => liftForATime(course.toListed().publish()),
  'entry-published': (course) => course.toListed().publish(),
  'publication-handed-over': (course) => handOver(course.toListed()),
  'petition-filed': (course) => course.toPetition(),
  'petition-accepted': (course) => course.toPetition().accept(),
  'petition-incomplete': (course) => incomplete(course.toPetition()),
  'petition-completed': (course) => complete(incomplete(course.toPetition())),
  'objection-filed': (course) => {
    const lane = course.plan.lane ?? course.pack.objection?.lanes[0] ?? 'content';
    course.toListed().publish().must(people.subject, course.objection(lane));
  },
  'entry-review-held': (course) => review(course.toListed().publish()),
  'review-proceeding-began': (course) => proceed(course.toListed().publish()),
  'removal-began': (course) => course.toListed().publish().basisFalls(),
  'retraction-sent': (course) => course.toListed().publish().basisFalls().perform('retract'),
  'lifting-sent': (course) => lift(course.toListed().publish()).perform('lift'),
  'case-transferred': (course) => transfer(course.open()),
  'basis-review-began': (course) => lawFalls(course.open()),
};

/** How a case goes on until something happens that meets a clock. */
const meetings: Steps = {
  'determination-recorded': (course) => course.determine(),
  'notice-sent': (course) => onwards(course, 'notice-sent'),
  'notice-served': (course) => onwards(course, 'notice-served'),
  'record-closed': (course) =>
    onwards(course, 'notice-served').respond().must(people.clerk, { type: 'close-record' }),
  'response-waived': (course) =>
    onwards(course, 'notice-served').must(people.subject, { type: 'waive-response' }),
  'recommendation-made': (course) => course.recommend(),
  'consent-given': (course) => course.must(people.superior, { type: 'give-consent' }),
  'consent-refused': (course) => course.must(people.superior, { type: 'refuse-consent', reasons }),
  'listing-approved': (course) => onwards(course, 'listing-approved'),
  listed: (course) => onwards(course, 'listed'),
  'listing-refused': (course) =>
    onwards(course, 'record-closed').must(people.decider, { type: 'refuse-listing', reasons }),
  'decision-served': (course) => course.serveDecision(),
  'interim-measure-acknowledged': (course) =>
    Object.keys(course.state.interim?.implementers ?? {}).forEach((implementer) =>
      course.must(recipientActor(implementer), { type: 'acknowledge-interim-measure', implementer }),
    ),
  'interim-review-held': (course) => reviewInterim(course),
  'interim-measure-ended': (course) => course.must(people.supervisor, { type: 'end-interim-measure' }),
  'interim-end-announced': (course) =>
    course.must(people.supervisor, { type: 'announce-interim-end', document: digest }),
  'proceedings-began': (course) => proceedings(course),
  'entry-published': (course) =>
    course.state.publishedBy ? course.must(publisherThere, course.publication()) : course.publish(),
  'publication-handed-over': (course) => handOver(course),
  'deliveries-made': (course) => course.perform('deliver'),
  'petition-accepted': (course) => course.accept(),
  'petition-rejected': (course) =>
    course.must(people.examiner, { type: 'reject-petition', petition: 'p1', reasons }),
  'petition-incomplete': (course) => incomplete(course),
  'petition-completed': (course) => complete(course),
  'petition-decided': (course) => {
    if (course.state.petitions.at(-1)?.status === 'filed') course.accept();
    course.must(people.judge, course.decision('refused'));
  },
  'petition-withdrawn': (course) =>
    course.must(people.subject, { type: 'withdraw-petition', petition: 'p1' }),
  'temporary-lift-verified': (course) =>
    course.must(people.clerk, { type: 'verify-temporary-lift', findings: text('findings') }),
  'temporary-lift-ended': (course) =>
    course.must(people.judge, { type: 'end-temporary-lift', outcome: 'failed' }),
  'objection-decided': (course) =>
    course.must(people.judge, {
      type: 'decide-objection',
      objection: 'o1',
      outcome: 'refused',
      correction: null,
      reasons,
    }),
  'entry-review-held': (course) => review(course),
  'review-proceeding-ended': (course) =>
    course.must(people.clerk, {
      type: 'end-proceeding',
      proceeding: 'r1',
      outcome: 'withdrawn',
      term: null,
      measures: null,
      document: digest,
    }),
  'retractions-sent': (course) => course.perform('retract'),
  'retraction-acknowledged': (course) =>
    course.pack.recipients.slice(0, 1).map(({ id }) => course.acknowledge(id)),
  'lifting-acknowledged': (course) => acknowledgeLifting(course),
  'transfer-accepted': (course) =>
    course.must(person('supervisor there', ['supervisor'], { authority: 'there' }), {
      type: 'accept-transfer',
    }),
  'basis-review-ended': (course) =>
    course.must(people.supervisor, { type: 'end-basis-review', outcome: 'stands', reasons }),
};

const publisherThere = person('publisher there', ['publisher'], { authority: 'there' });

/** Brings a new case to where an event has just happened; false where no lawful case comes there. */
export function reach(course: Course, event: ClockEvent): boolean {
  ways[event]?.(course);
  return course.events.some((each) => each.event.type === event);
}

/** Goes on with a case until the event happens; false where no lawful step brings it about. */
export function meet(course: Course, event: ClockEvent): boolean {
  const before = course.events.length;
  meetings[event]?.(course);
  return course.events.slice(before).some((each) => each.event.type === event);
}

/** What a case needs to be about, so that an event can happen in it at all. */
export function planFor(pack: Pack, event: ClockEvent): Plan {
  if (event === 'consent-requested' || event === 'consent-given')
    return { level: pack.review.consent?.levels[0] ?? '' };
  const elsewhere = pack.publication.elsewhere?.trait;
  if (event === 'publication-handed-over' && elsewhere) return { traits: [elsewhere] };
  return event === 'lifting-sent' ? implemented(pack) : {};
}

function implemented(pack: Pack): Plan {
  const carried = pack.measures.find(({ implementers }) => implementers.length > 0)?.id ?? '';
  const ground = pack.grounds.find(({ measures }) => measures.includes(carried))?.id;
  return { ...(ground !== undefined && { ground }) };
}

function incomplete(course: Course): Course {
  const { materials, preconditions } = course.pack.petition;
  const missing = [...materials, ...preconditions].slice(0, 1).map(({ id }) => id);
  return course.must(people.examiner, { type: 'request-completion', petition: 'p1', missing });
}

function complete(course: Course): Course {
  return course.must(people.subject, {
    type: 'complete-petition',
    petition: 'p1',
    materials: [],
    met: [],
  });
}

function review(course: Course): Course {
  return course.must(people.judge, { type: 'hold-entry-review', outcome: 'stands', reasons });
}

function proceedings(course: Course): Course {
  return course.must(people.supervisor, { type: 'report-proceedings-began', document: digest });
}

function reviewInterim(course: Course): Course {
  return course.must(people.judge, { type: 'hold-interim-review', outcome: 'stands', reasons });
}

function liftForATime(course: Course): Course {
  return course.must(people.supervisor, { type: 'lift-temporarily', order: digest, until: null });
}

function proceed(course: Course): Course {
  const forum = course.pack.reviewProceedings[0]?.forum ?? '';
  return course.must(people.subject, {
    type: 'record-proceeding',
    forum,
    document: digest,
    beganOn: null,
    petition: null,
  });
}

function handOver(course: Course): Course {
  return course.must(people.publisher, { type: 'hand-over-publication', to: there(course) });
}

function transfer(course: Course): Course {
  return course.must(people.supervisor, { type: 'transfer-case', to: there(course), reasons });
}

function lift(course: Course): Course {
  const carried = course.state.entry?.measures.find(({ id }) =>
    course.pack.measures.some((each) => each.id === id && each.implementers.length > 0),
  );
  return course.must(people.judge, { type: 'lift-measure', measure: carried?.id ?? '', reasons });
}

function acknowledgeLifting(course: Course): void {
  const told = course.state.entry?.measures.find(({ lifting }) => Object.keys(lifting).length > 0);
  const [implementer = ''] = Object.keys(told?.lifting ?? {});
  course.must(recipientActor(implementer), {
    type: 'acknowledge-lifting',
    measure: told?.id ?? '',
    implementer,
  });
}

/** A next version of the law knows the ground no more. */
function lawFalls(course: Course): void {
  const { engine } = course.bench;
  const version = addDays(engine.version, 1);
  const grounds = engine.grounds.map((each) => ({ ...each, id: `${each.id}-of-before` }));
  course.adopt({ ...engine, version, grounds });
}

/** Goes on from where the case stands, by the next lawful step each time, until an event has happened. */
export function onwards(course: Course, event: ClockEvent): Course {
  for (let steps = 0; steps < 12 && !course.happened(event); steps += 1) next(course);
  return course;
}

function next(course: Course): void {
  const { stage, notice, consent } = course.state;
  if (stage === 'determination') course.determine();
  else if (stage === 'notice') {
    if (notice === undefined) course.notify();
    else if (notice.servedOn === undefined) course.must(people.clerk, course.proof());
    else course.silence();
  } else if (stage === 'list-review') {
    if (consent?.status === 'requested') course.consent();
    else course.considerAll().list();
  }
}
