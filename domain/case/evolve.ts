import { changesClock } from './clock-change.ts';
import type { CaseEvent } from './events.ts';
import { heldBy, sentBack, withHeld } from './functions.ts';
import {
  inForce,
  lapsed,
  performed,
  petitionOf,
  withMeasure,
  withPetition,
  withProceeding,
  withRecipient,
  withFailed,
  withLift,
  withTerm,
  withoutDecision,
  withoutKind,
  withoutNotice,
  withoutRemoval,
} from './changed.ts';
import type { CaseState, Entry, Instant } from './state.ts';

/** A recorded event: what happened, when in law, by whom. */
export type Recorded = { readonly event: CaseEvent; readonly at: Instant; readonly actor: string };

/** The case as its first event makes it. */
export function begin(caseId: string, { event, at, actor }: Recorded): CaseState | null {
  if (event.type !== 'case-opened' && event.type !== 'entry-adopted') return null;
  const opened: CaseState = {
    caseId,
    seq: 1,
    regime: event.regime,
    version: event.version,
    authority: event.authority,
    place: event.type === 'case-opened' ? event.place : null,
    served: event.type === 'case-opened' ? event.served : 0,
    subject: event.subject,
    ground: event.ground,
    instrument: event.type === 'case-opened' ? event.instrument : null,
    stage: 'determination',
    openedAt: at,
    ...(event.type === 'case-opened' && event.linkedTo !== null && { linkedTo: event.linkedTo }),
    failedMethods: { notice: [], decision: [] },
    serviceConsents: [],
    responses: [],
    recusals: [],
    entries: 0,
    joined: [],
    amends: [],
    commitments: [],
    lifts: [],
    petitions: [],
    objections: [],
    proceedings: [],
    acts: withHeld({}, heldBy(event, actor, {})),
    clocks: {},
    ranOut: {},
    duties: {},
  };
  if (event.type === 'case-opened') return opened;
  const entry: Entry = {
    id: `${caseId}.1`,
    from: event.from,
    measures: event.measures.map((id) => inForce(id)),
    until: event.until,
    end: event.end,
    publishedAt: at,
    delivered: event.recipients,
    adopted: true,
    noEarlyEnd: false,
    suspensions: [],
  };
  return { ...opened, stage: 'listed', entries: 1, entry };
}

/** Folds one event into the case. Pure: the state of a case is the fold of its record, and a check proves it. */
export function evolve(before: CaseState, { event, at, actor }: Recorded): CaseState {
  const state: CaseState = {
    ...before,
    seq: before.seq + 1,
    acts: withHeld(before.acts, heldBy(event, actor, before)),
  };
  if (changesClock(event))
    return withTerm({ ...state, clocks: { ...state.clocks, [event.key]: event.clock } }, event.clock);
  switch (event.type) {
    case 'case-opened':
    case 'entry-adopted':
      return state;
    case 'determination-recorded':
      return {
        ...state,
        stage: 'notice',
        determination: {
          at,
          by: actor,
          factors: event.factors,
          traits: event.traits,
          conductOn: event.conductOn,
          knownOn: event.knownOn,
          interruptions: event.interruptions,
          measures: event.measures,
          term: event.term,
          facts: event.facts,
          reasons: event.reasons,
        },
      };
    case 'determination-amended':
      // A changed proposal starts the subject's rights anew: notice, window, hearing.
      return {
        ...withoutNotice(state),
        failedMethods: { notice: [], decision: [] },
        ...(state.determination && {
          determination: { ...state.determination, measures: event.measures, term: event.term },
        }),
      };
    case 'notice-sent':
      return {
        ...state,
        notice: { sentAt: at, method: event.method, measures: event.measures, term: event.term },
      };
    case 'service-consented': {
      const { method, on, document } = event;
      return { ...state, serviceConsents: [...state.serviceConsents, { method, on, document }] };
    }
    case 'service-failed': {
      const { [event.of === 'notice' ? 'notice' : 'decisionService']: _failed, ...rest } = state;
      return {
        ...rest,
        failedMethods: withFailed(state, event),
        duties: withoutKind(state.duties, 'serve'),
      };
    }
    case 'service-set-aside': {
      const failedMethods = withFailed(state, event);
      if (event.of === 'notice') return { ...withoutNotice(state), failedMethods };
      const { decisionService: _service, standstillEndedAt: _standstill, ...rest } = state;
      // An entry that waited for a standstill waits for it again.
      return {
        ...rest,
        failedMethods,
        ...(state.standstillEndedAt !== undefined && { stage: 'list-review' }),
      };
    }
    case 'notice-served':
      return state.notice ? { ...state, notice: { ...state.notice, servedOn: event.effectiveOn } } : state;
    case 'response-received':
      return {
        ...state,
        responses: [
          ...state.responses,
          {
            at,
            nature: event.nature,
            statement: event.statement,
            points: Math.max(1, event.points.length),
          },
        ],
      };
    case 'response-waived':
      return { ...state, waivedAt: at };
    case 'response-considered':
      return {
        ...state,
        responses: state.responses.map((response, index) =>
          index === event.response ? { ...response, considered: event.answers } : response,
        ),
      };
    case 'hearing-requested':
      return { ...state, hearing: { requestedAt: at } };
    case 'hearing-noticed':
      return state.hearing
        ? { ...state, hearing: { ...state.hearing, noticedAt: at, on: event.on, chair: event.chair } }
        : state;
    case 'hearing-held':
      return state.hearing
        ? { ...state, hearing: { ...state.hearing, heldAt: at, attended: event.attended } }
        : state;
    case 'hearing-adjourned': {
      const { hearing } = state;
      return hearing ? { ...state, hearing: { requestedAt: hearing.requestedAt, adjournedAt: at } } : state;
    }
    case 'recusal-requested':
      return { ...state, recusals: [...state.recusals, { person: event.person, status: 'requested' }] };
    case 'recusal-decided':
      return {
        ...state,
        recusals: state.recusals.map((each) =>
          each.person === event.person && each.status === 'requested'
            ? { ...each, status: event.granted ? 'granted' : 'refused' }
            : each,
        ),
      };
    case 'legal-review-passed':
      return { ...state, legalReviewBy: actor };
    case 'recommendation-made':
      return { ...state, recommendation: { by: actor, measures: event.measures, term: event.term } };
    case 'decision-sent':
      return { ...state, decisionService: { sentAt: at, method: event.method } };
    case 'decision-served':
      return state.decisionService
        ? { ...state, decisionService: { ...state.decisionService, servedOn: event.effectiveOn } }
        : state;
    case 'entry-notified':
      return state;
    case 'standstill-ended':
      return { ...state, standstillEndedAt: at };
    case 'interim-measure-imposed':
      return {
        ...state,
        interim: {
          how: event.how,
          measure: event.measure,
          from: event.from,
          end: null,
          implementers: Object.fromEntries(event.implementers.map((id) => [id, {}])),
        },
      };
    case 'interim-measure-ended':
      return state.interim
        ? { ...state, interim: { ...state.interim, endedAt: at, ended: event.how } }
        : state;
    case 'interim-measure-acknowledged': {
      const { interim } = state;
      if (interim === undefined) return state;
      const told = { ...interim.implementers[event.implementer], [`${event.what}At`]: at };
      return {
        ...state,
        interim: { ...interim, implementers: { ...interim.implementers, [event.implementer]: told } },
      };
    }
    case 'interim-measure-told':
    case 'interim-review-held':
    case 'interim-end-announced':
    case 'proceedings-began':
      return state;
    case 'record-closed':
      return { ...state, stage: 'list-review', recordClosedAt: at };
    case 'record-reopened': {
      const { recordClosedAt: _reopened, ...rest } = state;
      return { ...rest, stage: 'notice' };
    }
    case 'listing-approved':
      return {
        ...state,
        listing: {
          by: actor,
          at,
          measures: event.measures,
          term: event.term,
          reasons: event.reasons,
          contents: event.contents,
        },
      };
    case 'consent-requested':
      return { ...state, consent: { status: 'requested' } };
    case 'consent-given':
      return { ...state, consent: { status: 'given', by: actor } };
    case 'consent-refused':
      return { ...state, consent: { status: 'refused', by: actor } };
    case 'listing-refused':
      return state;
    case 'listed': {
      // A new decision on an entry that stood is about the same line of the register, and its copies are out already.
      const stood = state.entry?.id === event.entry ? state.entry : undefined;
      return {
        ...state,
        stage: 'listed',
        entries: stood ? state.entries : state.entries + 1,
        entry: {
          id: event.entry,
          from: event.from,
          measures: event.measures.map((id) => inForce(id)),
          until: null,
          end: null,
          delivered: stood?.delivered ?? [],
          adopted: false,
          noEarlyEnd: event.noEarlyEnd,
          suspensions: (stood?.suspensions ?? []).map((each) => ({ ...each, to: each.to ?? at })),
        },
      };
    }
    case 'measure-suspended':
      return withMeasure(state, event.measure, { suspendedAt: at });
    case 'measure-reinstated': {
      const measures = state.entry?.measures.map((each) => {
        const { suspendedAt: _suspended, ...reinstated } = each;
        return each.id === event.measure ? reinstated : each;
      });
      return state.entry && measures ? { ...state, entry: { ...state.entry, measures } } : state;
    }
    case 'measure-ended':
      return withMeasure(state, event.ref, {
        endedAt: at,
        lifting: Object.fromEntries(event.implementers.map((id) => [id, {}])),
      });
    case 'lifting-acknowledged': {
      const measure = state.entry?.measures.find((each) => each.id === event.measure);
      return measure
        ? withMeasure(state, event.measure, {
            lifting: {
              ...measure.lifting,
              [event.implementer]: { ...measure.lifting[event.implementer], acknowledgedAt: at },
            },
          })
        : state;
    }
    case 'minimum-term-reached':
      return state.entry ? { ...state, entry: { ...state.entry, minimumReachedAt: at } } : state;
    case 'entry-released':
      return state;
    case 'temporary-lift-began': {
      const { ref: id, until, end } = event;
      return { ...state, lifts: [...state.lifts, { id, until, end }] };
    }
    case 'temporary-lift-verified':
      return withLift(state, event.ref, { verifiedBy: actor });
    case 'temporary-lift-ended':
      return withLift(state, event.ref, { ended: event.outcome });
    case 'entry-suspended':
      return state.entry
        ? {
            ...state,
            entry: {
              ...state.entry,
              suspensions: [...state.entry.suspensions, { cause: event.cause, from: at, order: event.order }],
            },
          }
        : state;
    case 'entry-restored':
      return state.entry
        ? {
            ...state,
            entry: {
              ...state.entry,
              suspensions: state.entry.suspensions.map((each) =>
                each.cause === event.cause && each.to === undefined ? { ...each, to: at } : each,
              ),
            },
          }
        : state;
    case 'entry-published':
      return state.entry ? { ...state, entry: { ...state.entry, publishedAt: at } } : state;
    case 'petition-filed':
      return {
        ...state,
        petitions: [
          ...state.petitions,
          {
            id: event.ref,
            filedAt: at,
            filedBy: actor,
            mandate: event.mandate,
            materials: event.materials,
            lacking: event.lacking,
            status: 'filed',
            askedToComplete: false,
          },
        ],
      };
    case 'petition-incomplete': {
      const lacking = petitionOf(state, event.ref)?.lacking ?? [];
      return withPetition(state, event.ref, {
        status: 'incomplete',
        askedToComplete: true,
        lacking: [...new Set([...lacking, ...event.missing])],
      });
    }
    case 'petition-completed': {
      const { lacking = [], materials = [] } = petitionOf(state, event.ref) ?? {};
      return withPetition(state, event.ref, {
        status: 'filed',
        materials: [...new Set([...materials, ...event.materials])],
        lacking: lacking.filter((id) => !event.materials.includes(id) && !event.met.includes(id)),
      });
    }
    case 'petition-withdrawn':
      return withPetition(state, event.ref, { status: 'withdrawn' });
    case 'joined-case-received':
      return {
        ...state,
        joined: [...state.joined, { caseId: event.ref, responses: event.responses }],
      };
    case 'joined-defence-considered':
      return {
        ...state,
        joined: state.joined.map((each) =>
          each.caseId === event.ref ? { ...each, considered: event.answer } : each,
        ),
      };
    case 'amends-recorded': {
      const { what, on, evidence, by } = event;
      return { ...state, amends: [...state.amends, { what, on, evidence, by }] };
    }
    case 'commitment-made':
      return { ...state, commitments: [...state.commitments, { id: event.ref, until: event.until }] };
    case 'commitment-breached':
      return {
        ...state,
        commitments: state.commitments.map((each) =>
          each.id === event.ref ? { ...each, breachedOn: event.on } : each,
        ),
      };
    case 'petition-abandoned':
      return withPetition(state, event.ref, { status: 'abandoned' });
    case 'petition-verified':
      return withPetition(state, event.ref, {
        verification: { by: actor, performed: event.performed, partly: event.partly },
      });
    case 'repair-revoked':
      return withoutRemoval(
        withLift(withPetition(state, event.ref, { status: 'revoked' }), event.ref, { ended: 'revoked' }),
      );
    case 'petition-accepted':
      return withPetition(state, event.ref, { status: 'accepted', acceptedBy: actor });
    case 'petition-rejected':
      return withPetition(state, event.ref, { status: 'rejected', decidedBy: actor });
    case 'petition-decided':
      return withPetition(state, event.ref, { status: event.outcome, decidedBy: actor });
    case 'version-adopted':
      return {
        ...state,
        version: event.to,
        ground: event.ground,
        instrument:
          state.instrument && event.instrumentKind !== null
            ? { ...state.instrument, kind: event.instrumentKind }
            : state.instrument,
      };
    case 'basis-review-began':
      return {
        ...state,
        basisReview: { change: event.change, version: event.version, fell: event.fell, beganAt: at },
      };
    case 'basis-review-ended': {
      const { basisReview: _ended, ...rest } = state;
      return rest;
    }
    case 'basis-fell':
      return { ...state, basisFell: { how: event.how, effectiveOn: event.effectiveOn, at } };
    case 'objection-filed':
      return {
        ...state,
        objections: [
          ...state.objections,
          { id: event.ref, lane: event.lane, filedAt: at, status: 'pending' },
        ],
      };
    case 'objection-annotated':
      return state;
    case 'objection-decided':
      return {
        ...state,
        objections: state.objections.map((each) =>
          each.id === event.ref ? { ...each, status: event.outcome } : each,
        ),
      };
    case 'entry-corrected':
      return {
        ...state,
        ...(event.subject && { subject: event.subject }),
        ...(event.instrument && { instrument: event.instrument }),
      };
    case 'review-proceeding-began':
      return {
        ...state,
        proceedings: [
          ...state.proceedings,
          {
            id: event.ref,
            petition: event.petition,
            forum: event.forum,
            beganAt: at,
            outOfTime: event.outOfTime,
            stay: event.stay,
          },
        ],
      };
    case 'stay-ordered':
      return withProceeding(state, event.ref, { stay: 'ordered' });
    case 'stay-ended':
      return withProceeding(state, event.ref, { stayEndedAt: at });
    case 'review-proceeding-ended':
      return withProceeding(state, event.ref, { outcome: event.outcome, endedAt: at });
    case 'listing-remitted':
      return {
        ...withoutDecision(state),
        stage: 'list-review',
        acts: sentBack(state.acts),
        // The new decision is another document, and is tried to be served anew.
        failedMethods: { ...state.failedMethods, decision: [] },
      };
    case 'term-varied':
      return state;
    case 'case-transferred':
      return { ...state, transfer: { to: event.to, at } };
    case 'transfer-declined': {
      const { transfer: _declined, ...rest } = state;
      return rest;
    }
    case 'transfer-accepted': {
      const { transfer: _transfer, ...rest } = state;
      return { ...rest, authority: event.to };
    }
    case 'subject-succeeded':
      return { ...state, subject: event.successor };
    case 'subject-ended':
    case 'case-joined':
    case 'case-withdrawn':
    case 'measure-lifted':
    case 'entry-review-held':
      return state;
    case 'removal-began':
      return {
        ...state,
        stage: 'removal',
        removal: {
          cause: event.cause,
          beganAt: at,
          recipients: Object.fromEntries(event.recipients.map((id) => [id, {}])),
        },
        // A delivery still owed is owed no longer: nobody new may receive an entry that is being taken off.
        duties: Object.fromEntries(
          Object.entries(state.duties).filter(([, { kind }]) => kind !== 'deliver' && kind !== 'update'),
        ),
      };
    case 'deliveries-made':
    case 'retractions-sent':
    case 'lifting-sent':
      return state;
    case 'publication-handed-over':
      return { ...state, publishedBy: event.to };
    case 'removal-triggered':
      return { ...state, removalTrigger: event.trigger };
    case 'retraction-sent':
      return withRecipient(state, event.ref, { retractedAt: at });
    case 'retraction-acknowledged':
      return withRecipient(state, event.ref, { acknowledgedAt: at });
    case 'recipient-escalated':
      return withRecipient(state, event.ref, { escalatedAt: at });
    case 'case-closed':
      return {
        ...state,
        stage: 'closed',
        outcome: event.outcome,
        closedAt: at,
        // What was still to be sent is about a case that is over; what recipients are owed stays owed.
        duties: withoutKind(state.duties, 'serve'),
      };
    case 'case-erased':
      return { ...state, erasedAt: at };
    case 'duties-opened':
      return {
        ...state,
        duties: { ...state.duties, ...Object.fromEntries(event.duties.map((duty) => [duty.id, duty])) },
      };
    case 'duties-performed':
      return performed(
        state,
        event.duties.map(({ id }) => id),
      );
    case 'clock-armed':
      return withTerm({ ...state, clocks: { ...state.clocks, [event.clock.key]: event.clock } }, event.clock);
    case 'clock-met':
    case 'clock-stopped': {
      const { [event.key]: ended, ...clocks } = state.clocks;
      const { interim } = state;
      // A cap that is met while the measure goes on is lifted.
      return ended?.effect === 'interim-ends' && interim && interim.endedAt === undefined
        ? { ...state, clocks, interim: { ...interim, end: null } }
        : { ...state, clocks };
    }
    case 'clock-lapsed':
      return lapsed(state, event.key, event.dueAt);
    case 'rung-reached': {
      const clock = state.clocks[event.key];
      if (clock === undefined) return state;
      const rungs = clock.rungs.filter((rung) => rung.id !== event.rung);
      const reached = [...clock.reached, event.rung];
      const told = { ...clock, rungs, reached, warnedAt: at };
      return { ...state, clocks: { ...state.clocks, [event.key]: told } };
    }
  }
}
