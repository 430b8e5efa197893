import { hasAnswered } from '../notice/close-record.ts';
import { unansweredDefences } from '../holder/joinder.ts';
import { interimRef } from '../measures/interim.ts';
import { liftingRef } from '../measures/measure-acts.ts';
import type { LapseEffect, Role } from '../regime/pack.ts';
import type { ActType } from './procedure.ts';
import type { CaseState, Clock, Entry, Instant } from './state.ts';

/** What a case waits for from a person: who is able to do it, and by when the law wants it. */
export type Task = {
  readonly key: string;
  readonly act: ActType;
  readonly role: Role;
  readonly due: Instant | null;
  readonly ref?: string;
};

/** The tasks of a case as it stands. Together with its armed clocks they are its known next thing. */
export function tasks(state: CaseState): Task[] {
  const due = dueBy(state);
  switch (state.stage) {
    case 'determination':
      return [...asideTasks(state), task('record-determination', 'caseworker', due('authority'))];
    case 'notice':
      return [...asideTasks(state), ...noticeTasks(state, due)];
    case 'list-review':
      return [...asideTasks(state), ...unansweredTasks(state, due), ...reviewTasks(state, due)];
    case 'listed':
      return [
        ...asideTasks(state),
        ...entryTasks(state, due),
        ...petitionTasks(state, due),
        ...objectionTasks(state, due),
      ];
    case 'removal':
      return [...asideTasks(state), ...removalTasks(state, due)];
    case 'closed':
      return [];
  }
}

function task(act: ActType, role: Role, due: Instant | null, ref?: string): Task {
  return {
    key: ref === undefined ? act : `${act}#${ref}`,
    act,
    role,
    due,
    ...(ref !== undefined && { ref }),
  };
}

/** What waits beside the stage's own work: recusals, transfers, a basis that is no longer law. */
function asideTasks(state: CaseState): Task[] {
  return [
    ...state.recusals
      .filter((each) => each.status === 'requested')
      .map((each) => task('decide-recusal', 'supervisor', null, each.person)),
    ...(state.basisReview && state.stage !== 'removal'
      ? [task('end-basis-review', 'supervisor', dueOfReview(state), state.basisReview.change)]
      : []),
    ...interimTasks(state),
    ...(state.stage === 'listed' || state.stage === 'removal' ? [] : unansweredDefences(state)).map((id) =>
      task('consider-joined-defence', 'caseworker', null, id),
    ),
    ...(state.transfer ? [task('accept-transfer', 'supervisor', null, state.transfer.to.id)] : []),
  ];
}

/** An interim measure is never forgotten: without a cap it is reviewed, and its implementers confirm what they were told. */
function interimTasks(state: CaseState): Task[] {
  const { interim, clocks } = state;
  if (interim === undefined) return [];
  const running = Object.values(clocks);
  const warning = running.find(({ before }) => before !== undefined);
  const review = running.find(
    ({ startedBy }) => startedBy === 'proceedings-began' || startedBy === 'interim-review-held',
  );
  const uncapped = interim.endedAt === undefined && interim.how === 'decision' && interim.end === null;
  return [
    ...(warning ? [task('announce-interim-end', 'caseworker', warning.end)] : []),
    ...(uncapped ? [task('hold-interim-review', 'reviewer', review?.end ?? null)] : []),
    ...Object.entries(interim.implementers).flatMap(([id, told]) =>
      interim.ended !== 'merged' &&
      (interim.endedAt === undefined ? told.appliedAt : told.liftedAt) === undefined
        ? [task('acknowledge-interim-measure', 'recipient', recipientDue(running, interimRef(id)), id)]
        : [],
    ),
  ];
}

const recipientDue = (clocks: readonly Clock[], ref: string): Instant | null =>
  clocks.find((clock) => clock.against === 'recipient' && clock.ref === ref)?.end ?? null;

function dueOfReview({ clocks }: CaseState): Instant | null {
  return Object.values(clocks).find(({ startedBy }) => startedBy === 'basis-review-began')?.end ?? null;
}

function reviewTasks(state: CaseState, due: Due): Task[] {
  if (state.consent?.status === 'requested')
    return [task('give-consent', 'superior-authority', due('authority'))];
  const decided = state.listing !== undefined && state.consent?.status !== 'refused';
  if (!decided) return [task('approve-listing', 'reviewer', due('authority'))];
  const serving = servingTasks(state, due);
  if (serving.length > 0) return serving;
  return state.standstillEndedAt === undefined ? [] : [task('enter-listing', 'publisher', due('authority'))];
}

/** A decision is served, before or after the entry is made: no time for a remedy runs before. */
function servingTasks({ listing, decisionService }: CaseState, due: Due): Task[] {
  if (listing === undefined || decisionService?.servedOn !== undefined) return [];
  return [
    task(
      decisionService === undefined ? 'serve-decision' : 'prove-decision-service',
      'caseworker',
      due('authority'),
    ),
  ];
}

function entryTasks(state: CaseState, due: Due): Task[] {
  const { entry } = state;
  if (entry === undefined) return [];
  return [
    ...(entry.publishedAt === undefined ? [task('publish', 'publisher', due('authority'))] : []),
    ...servingTasks(state, due),
    ...(entry.minimumReachedAt === undefined ? [] : [task('release-entry', 'reviewer', null)]),
    ...reviewingTasks(state, entry),
    ...state.lifts
      .filter(({ ended }) => ended === undefined)
      .map(({ id, end }) => task('end-temporary-lift', 'reviewer', due('authority', id) ?? end, id)),
    ...entry.measures.flatMap((measure) =>
      Object.entries(measure.lifting).flatMap(([implementer, told]) =>
        told.acknowledgedAt === undefined ? [liftingTask(measure.id, implementer, due)] : [],
      ),
    ),
  ];
}

/**
 * An entry without an end of its own is kept under review: nobody stays listed because nobody looked. Where the regime
 * has an interval for it, the review is due once somebody was told that it comes near.
 */
function reviewingTasks({ clocks }: CaseState, entry: Entry): Task[] {
  if (entry.end !== null || entry.leastUntil || entry.minimumReachedAt !== undefined) return [];
  const interval = Object.values(clocks).find(
    ({ ref, against }) => ref === entry.id && against === 'authority',
  );
  return interval && interval.warnedAt === undefined && interval.lapsedAt === undefined
    ? []
    : [task('hold-entry-review', 'reviewer', interval?.end ?? null)];
}

function liftingTask(measure: string, implementer: string, due: Due): Task {
  const ref = liftingRef(measure, implementer);
  return task('acknowledge-lifting', 'recipient', due('recipient', ref), ref);
}

function petitionTasks(state: CaseState, due: Due): Task[] {
  return state.petitions.flatMap((petition): Task[] => {
    const by = due('authority', petition.id);
    if (petition.status === 'filed') return [task('accept-petition', 'caseworker', by, petition.id)];
    if (petition.status === 'incomplete')
      return [task('complete-petition', 'subject', due('subject', petition.id), petition.id)];
    return petition.status === 'accepted' ? [task('decide-petition', 'reviewer', by, petition.id)] : [];
  });
}

function objectionTasks(state: CaseState, due: Due): Task[] {
  return state.objections
    .filter((each) => each.status === 'pending')
    .map((each) => task('decide-objection', 'reviewer', due('authority', each.id), each.id));
}

function removalTasks(state: CaseState, due: Due): Task[] {
  return Object.entries(state.removal?.recipients ?? {}).flatMap(([id, standing]) =>
    standing.acknowledgedAt === undefined
      ? [task('acknowledge-retraction', 'recipient', due('recipient', id), id)]
      : [],
  );
}

type Due = (against: 'authority' | 'subject' | 'recipient', ref?: string) => Instant | null;

function dueBy(state: CaseState): Due {
  return (against, ref) => {
    const ends = Object.values(state.clocks)
      .filter((clock) => clock.against === against && !endsATerm(clock.effect) && clock.ref === ref)
      .flatMap((clock) => clock.end ?? []);
    return ends.sort()[0] ?? null;
  };
}

const endsATerm = (effect: LapseEffect): boolean =>
  effect === 'term-ends' ||
  effect === 'minimum-ends' ||
  effect === 'measure-ends' ||
  effect === 'interim-ends';

function noticeTasks(state: CaseState, due: Due): Task[] {
  const by = due('authority');
  if (state.notice === undefined) return [task('serve-notice', 'caseworker', by)];
  if (state.notice.servedOn === undefined) return [task('prove-service', 'caseworker', by)];
  const { hearing } = state;
  if (hearing && hearing.heldAt === undefined)
    return [
      ...unansweredTasks(state, due),
      hearing.on === undefined
        ? task('notice-hearing', 'caseworker', by)
        : task('hold-hearing', 'reviewer', by),
    ];
  const closable = state.waivedAt !== undefined || hasAnswered(state);
  return [...unansweredTasks(state, due), ...(closable ? [task('close-record', 'caseworker', by)] : [])];
}

function unansweredTasks(state: CaseState, due: Due): Task[] {
  return state.responses.flatMap((response, index) =>
    response.considered ? [] : [task('consider-response', 'caseworker', due('authority'), String(index))],
  );
}
