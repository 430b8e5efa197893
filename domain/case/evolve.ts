import type { CaseEvent } from './events.ts';
import type { CaseState, Clock, Duty, Entry, Instant, Petition } from './state.ts';

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
    subject: event.subject,
    ground: event.ground,
    instrument: event.type === 'case-opened' ? event.instrument : null,
    stage: 'determination',
    openedAt: at,
    responses: [],
    petitions: [],
    acts: { [event.type]: [actor] },
    clocks: {},
    duties: {},
  };
  if (event.type === 'case-opened') return opened;
  const entry: Entry = {
    id: `${caseId}.1`,
    from: event.from,
    measures: event.measures,
    until: event.until,
    end: event.end,
    publishedAt: at,
    delivered: event.recipients,
    adopted: true,
  };
  return { ...opened, stage: 'listed', entry };
}

/** Folds one event into the case. Pure: the state of a case is the fold of its record, and a check proves it. */
export function evolve(before: CaseState, { event, at, actor }: Recorded): CaseState {
  const acts = before.acts[event.type] ?? [];
  const state: CaseState = {
    ...before,
    seq: before.seq + 1,
    acts: acts.includes(actor) ? before.acts : { ...before.acts, [event.type]: [...acts, actor] },
  };
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
          measures: event.measures,
          term: event.term,
          facts: event.facts,
          reasons: event.reasons,
        },
      };
    case 'notice-sent':
      return {
        ...state,
        notice: { sentAt: at, method: event.method, measures: event.measures, term: event.term },
      };
    case 'service-failed': {
      const { notice: _failed, ...rest } = state;
      return rest;
    }
    case 'notice-served':
      return state.notice ? { ...state, notice: { ...state.notice, servedOn: event.effectiveOn } } : state;
    case 'response-received':
      return { ...state, responses: [...state.responses, { at, statement: event.statement }] };
    case 'response-waived':
      return { ...state, waivedAt: at };
    case 'response-considered':
      return {
        ...state,
        responses: state.responses.map((response, index) =>
          index === event.response ? { ...response, considered: event.answer } : response,
        ),
      };
    case 'record-closed':
      return { ...state, stage: 'list-review', recordClosedAt: at };
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
    case 'listed':
      return {
        ...state,
        stage: 'listed',
        entry: {
          id: event.entry,
          from: event.from,
          measures: event.measures,
          until: null,
          end: null,
          delivered: [],
          adopted: false,
        },
      };
    case 'entry-published':
      return state.entry ? { ...state, entry: { ...state.entry, publishedAt: at } } : state;
    case 'petition-filed':
      return {
        ...state,
        petitions: [...state.petitions, { id: event.ref, filedAt: at, filedBy: actor, status: 'filed' }],
      };
    case 'petition-accepted':
      return withPetition(state, event.ref, { status: 'accepted', acceptedBy: actor });
    case 'petition-rejected':
      return withPetition(state, event.ref, { status: 'rejected', decidedBy: actor });
    case 'petition-decided':
      return withPetition(state, event.ref, { status: event.outcome, decidedBy: actor });
    case 'basis-fell':
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
          Object.entries(state.duties).filter(([, duty]) => duty.kind !== 'deliver'),
        ),
      };
    case 'retraction-sent':
      return withRecipient(state, event.ref, { retractedAt: at });
    case 'retraction-acknowledged':
      return withRecipient(state, event.ref, { acknowledgedAt: at });
    case 'recipient-escalated':
      return withRecipient(state, event.ref, { escalatedAt: at });
    case 'case-closed':
      return { ...state, stage: 'closed', outcome: event.outcome };
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
      const { [event.key]: _ended, ...clocks } = state.clocks;
      return { ...state, clocks };
    }
    case 'clock-lapsed':
      return lapsed(state, event.key, event.dueAt);
    case 'rung-reached': {
      const clock = state.clocks[event.key];
      if (clock === undefined) return state;
      const rungs = clock.rungs.filter((rung) => rung.id !== event.rung);
      return { ...state, clocks: { ...state.clocks, [event.key]: { ...clock, rungs } } };
    }
  }
}

/** An obligation that ran out stays armed and overdue until it is met; any other clock is over with its end. */
function lapsed(state: CaseState, key: string, dueAt: Instant): CaseState {
  const clock = state.clocks[key];
  if (clock === undefined) return state;
  if (clock.effect === 'escalate')
    return { ...state, clocks: { ...state.clocks, [key]: { ...clock, lapsedAt: dueAt } } };
  const { [key]: _ended, ...clocks } = state.clocks;
  return { ...state, clocks };
}

/** The clock that carries the entry's term gives the entry its end. */
function withTerm(state: CaseState, clock: Clock): CaseState {
  return clock.effect === 'term-ends' && state.entry
    ? { ...state, entry: { ...state.entry, until: clock.due, end: clock.end } }
    : state;
}

function withPetition(state: CaseState, id: string, change: Partial<Petition>): CaseState {
  return {
    ...state,
    petitions: state.petitions.map((each) => (each.id === id ? { ...each, ...change } : each)),
  };
}

function withRecipient(
  state: CaseState,
  id: string,
  change: { retractedAt?: Instant; acknowledgedAt?: Instant; escalatedAt?: Instant },
): CaseState {
  if (state.removal === undefined) return state;
  const recipients = { ...state.removal.recipients, [id]: { ...state.removal.recipients[id], ...change } };
  return { ...state, removal: { ...state.removal, recipients } };
}

function performed(state: CaseState, ids: readonly string[]): CaseState {
  const done = new Set(ids);
  const delivered = Object.values(state.duties).flatMap((duty: Duty) =>
    done.has(duty.id) && duty.kind === 'deliver' && duty.recipient !== undefined ? [duty.recipient] : [],
  );
  return {
    ...state,
    duties: Object.fromEntries(Object.entries(state.duties).filter(([id]) => !done.has(id))),
    ...(state.entry && delivered.length > 0
      ? { entry: { ...state.entry, delivered: [...state.entry.delivered, ...delivered] } }
      : {}),
  };
}
