/** Small changes of a case, each leaving everything else as it was. The fold of the record is made of these. */

import type {
  CaseState,
  Clock,
  Duty,
  Instant,
  MeasureInForce,
  Petition,
  Proceeding,
  TemporaryLift,
} from './state.ts';

/** An obligation that ran out stays armed and overdue until it is met; any other clock is over with its end. */
export function lapsed(state: CaseState, key: string, dueAt: Instant): CaseState {
  const clock = state.clocks[key];
  if (clock === undefined) return state;
  if (clock.effect === 'escalate')
    return { ...state, clocks: { ...state.clocks, [key]: { ...clock, lapsedAt: dueAt } } };
  const { [key]: _ended, ...clocks } = state.clocks;
  const ranOut = clock.against === 'subject' ? { ...state.ranOut, [key]: clock } : state.ranOut;
  return { ...state, clocks, ranOut };
}

/** The clock that carries a term gives the entry, the measure or the interim measure its end. */
export function withTerm(state: CaseState, clock: Clock): CaseState {
  if (clock.effect === 'interim-ends')
    return state.interim ? { ...state, interim: { ...state.interim, end: clock.end } } : state;
  if (state.entry === undefined) return state;
  if (clock.effect === 'measure-ends' && clock.ref !== undefined)
    return withMeasure(state, clock.ref, { until: clock.due, end: clock.end });
  if (clock.effect === 'minimum-ends') return { ...state, entry: { ...state.entry, leastUntil: clock.due } };
  return clock.effect === 'term-ends'
    ? { ...state, entry: { ...state.entry, until: clock.due, end: clock.end } }
    : state;
}

export const inForce = (id: string): MeasureInForce => ({ id, until: null, end: null, lifting: {} });

export function withMeasure(state: CaseState, id: string, change: Partial<MeasureInForce>): CaseState {
  if (state.entry === undefined) return state;
  const measures = state.entry.measures.map((each) => (each.id === id ? { ...each, ...change } : each));
  return { ...state, entry: { ...state.entry, measures } };
}

export function withProceeding(state: CaseState, id: string, change: Partial<Proceeding>): CaseState {
  return {
    ...state,
    proceedings: state.proceedings.map((each) => (each.id === id ? { ...each, ...change } : each)),
  };
}

/** The methods that have failed, with one more, for the document that it was tried for. */
export function withFailed(
  { failedMethods }: CaseState,
  { of, method }: { readonly of: 'notice' | 'decision'; readonly method: string },
): CaseState['failedMethods'] {
  return { ...failedMethods, [of]: [...failedMethods[of], method] };
}

export function withoutKind(duties: CaseState['duties'], kind: Duty['kind']): CaseState['duties'] {
  return Object.fromEntries(Object.entries(duties).filter(([, duty]) => duty.kind !== kind));
}

/** Without the listing decision and everything that led to it or followed from it: the record is open for a new one. */
export function withoutDecision(state: CaseState): CaseState {
  const {
    listing: _listing,
    consent: _consent,
    legalReviewBy: _reviewed,
    recommendation: _recommended,
    decisionService: _service,
    standstillEndedAt: _standstill,
    ...rest
  } = state;
  return rest;
}

/** Without the notice and all that rests on it. What the subject has said stays on the record, as said to an earlier one. */
export function withoutNotice(state: CaseState): CaseState {
  const {
    notice: _notice,
    waivedAt: _waived,
    hearing: _hearing,
    recordClosedAt: _closed,
    ...rest
  } = withoutDecision(state);
  return {
    ...rest,
    stage: 'notice',
    responses: state.responses.map((response) => ({ ...response, toEarlierNotice: true })),
  };
}

export function withoutRemoval(state: CaseState): CaseState {
  const { removal: _removal, outcome: _outcome, ...rest } = state;
  return rest;
}

export const petitionOf = ({ petitions }: CaseState, id: string): Petition | undefined =>
  petitions.find((each) => each.id === id);

export function withLift(state: CaseState, id: string, change: Partial<TemporaryLift>): CaseState {
  return { ...state, lifts: state.lifts.map((each) => (each.id === id ? { ...each, ...change } : each)) };
}

export function withPetition(state: CaseState, id: string, change: Partial<Petition>): CaseState {
  return {
    ...state,
    petitions: state.petitions.map((each) => (each.id === id ? { ...each, ...change } : each)),
  };
}

export function withRecipient(
  state: CaseState,
  id: string,
  change: { retractedAt?: Instant; acknowledgedAt?: Instant; escalatedAt?: Instant },
): CaseState {
  if (state.removal === undefined) return state;
  const recipients = { ...state.removal.recipients, [id]: { ...state.removal.recipients[id], ...change } };
  return { ...state, removal: { ...state.removal, recipients } };
}

export function performed(state: CaseState, ids: readonly string[]): CaseState {
  const done = new Set(ids);
  // In the order of the event: a store may keep the members of an object in any order.
  const delivered = ids.flatMap((id) => {
    const duty = state.duties[id];
    return duty?.kind === 'deliver' && duty.recipient !== undefined ? [duty.recipient] : [];
  });
  return {
    ...state,
    duties: Object.fromEntries(Object.entries(state.duties).filter(([id]) => !done.has(id))),
    ...(state.entry && delivered.length > 0
      ? { entry: { ...state.entry, delivered: [...new Set([...state.entry.delivered, ...delivered])] } }
      : {}),
  };
}
