import { ruled, unless, type Handler } from '../case/handler.ts';
import type { CaseEvent } from '../case/events.ts';
import { against, onPrinciple, promises, type Refusal } from '../case/refusal.ts';
import type { CaseState, CivilDate, Duty, TextRef } from '../case/state.ts';
import type { Pack } from '../regime/pack.ts';

/** An interim measure before any listing: a decision of its own, capped, and credited where the regime says so. */
export const imposeInterimMeasure: Handler<'impose-interim-measure'> = {
  stages: ['determination', 'notice', 'list-review'],
  by: ['reviewer', 'supervisor'],
  records: 'interim-measure-imposed',
  rule: (state, { reasons }, { pack, today }) => {
    const refusals: Refusal[] = [];
    const law = pack.interim;
    if (law === undefined)
      refusals.push(onPrinciple('interim', promises.law, 'The regime has no interim measure.'));
    if (law && law.automaticOn !== 'decision' && law.byDecision === undefined)
      refusals.push(
        against('interim', law, 'The interim measure comes with the notice, not by a decision.', [
          'serve-notice',
        ]),
      );
    if (state.interim)
      refusals.push(onPrinciple('interim', promises.proportion, 'An interim measure was imposed already.'));
    return unless(refusals, () => interimImposed(state, 'decision', today, reasons, pack));
  },
};

/** The events by which the regime's interim measure begins; whoever carries it out is told. */
export function interimImposed(
  { caseId }: CaseState,
  how: 'notice' | 'decision',
  from: CivilDate,
  reasons: TextRef | null,
  pack: Pack,
): CaseEvent[] {
  const measure = pack.interim?.measure ?? '';
  const implementers = pack.measures.find(({ id }) => id === measure)?.implementers ?? [];
  return [
    { type: 'interim-measure-imposed', how, measure, from, reasons, implementers },
    ...telling(caseId, 'apply', measure, implementers),
  ];
}

/** The events by which an interim measure that is in force ends; whoever carries it out is told to stop. */
export function interimEnded(
  { caseId, interim }: CaseState,
  how: 'lapsed' | 'lifted' | 'case-ended',
): CaseEvent[] {
  return interim === undefined || interim.endedAt !== undefined
    ? []
    : [
        { type: 'interim-measure-ended', how },
        ...telling(caseId, 'lift', interim.measure, Object.keys(interim.implementers)),
      ];
}

/** With the entry the interim measure goes on as a measure of it, or ends where it is none. */
export function interimMerged(state: CaseState, measures: readonly string[]): CaseEvent[] {
  const { interim } = state;
  if (interim === undefined || interim.endedAt !== undefined) return [];
  return measures.includes(interim.measure)
    ? [{ type: 'interim-measure-ended', how: 'merged' }]
    : interimEnded(state, 'lifted');
}

function telling(
  caseId: string,
  kind: 'apply' | 'lift',
  measure: string,
  implementers: readonly string[],
): CaseEvent[] {
  const duties = implementers.map((recipient): Duty => ({
    id: `${caseId}.interim.${kind}.${recipient}`,
    kind,
    recipient,
    measure,
    interim: true,
  }));
  return duties.length > 0 ? [{ type: 'duties-opened', duties }] : [];
}

/** Names what one implementer is told of the interim measure. */
export const interimRef = (implementer: string): string => `interim@${implementer}`;

/** Lifts the interim measure before its end. */
export const endInterimMeasure: Handler<'end-interim-measure'> = {
  stages: ['determination', 'notice', 'list-review'],
  by: ['reviewer', 'supervisor'],
  records: 'interim-measure-ended',
  rule: (state) => unless(inForce(state), () => interimEnded(state, 'lifted')),
};

/** The review of an interim measure whose cap was lifted: it stands with reasons, or it ends. */
export const holdInterimReview: Handler<'hold-interim-review'> = {
  stages: ['determination', 'notice', 'list-review'],
  by: ['reviewer', 'supervisor'],
  records: 'interim-review-held',
  rule: (state, { outcome, reasons }) =>
    unless(inForce(state), () => [
      { type: 'interim-review-held', outcome, reasons },
      ...(outcome === 'ends' ? interimEnded(state, 'lifted') : []),
    ]),
};

/** Whom the law wants to know is told that the interim measure is about to reach its cap. */
export const announceInterimEnd: Handler<'announce-interim-end'> = {
  stages: ['determination', 'notice', 'list-review'],
  by: ['caseworker', 'reviewer', 'supervisor'],
  records: 'interim-end-announced',
  rule: (state, { document }) => unless(inForce(state), () => [{ type: 'interim-end-announced', document }]),
};

/** An implementer confirms that it applies the interim measure, or once it has ended, that it does not any more. */
export const acknowledgeInterimMeasure: Handler<'acknowledge-interim-measure'> = {
  stages: ['determination', 'notice', 'list-review', 'listed', 'removal', 'closed'],
  by: ['recipient'],
  records: 'interim-measure-acknowledged',
  rule: ({ interim }, { implementer }, { actor }) => {
    const refusals: Refusal[] = [];
    const told = interim?.implementers[implementer];
    const lifted = interim?.endedAt !== undefined && interim.ended !== 'merged';
    if (told === undefined)
      refusals.push(
        onPrinciple(
          'interim.implementer',
          promises.recipients,
          `"${implementer}" carries out no interim measure.`,
        ),
      );
    else if ((lifted ? told.liftedAt : told.appliedAt) !== undefined)
      refusals.push(
        onPrinciple('interim.implementer', promises.recipients, `"${implementer}" acknowledged already.`),
      );
    if (actor.kind === 'person' && actor.recipient !== implementer)
      refusals.push(
        onPrinciple(
          'interim.implementer',
          promises.recipients,
          'An implementer acknowledges for itself only.',
        ),
      );
    return unless(refusals, () => [
      {
        type: 'interim-measure-acknowledged',
        ref: interimRef(implementer),
        implementer,
        what: lifted ? 'lifted' : 'applied',
      },
    ]);
  },
};

function inForce({ interim }: CaseState): Refusal[] {
  return interim === undefined || interim.endedAt !== undefined
    ? [onPrinciple('interim', promises.law, 'No interim measure is in force.')]
    : [];
}

/** Legal proceedings began on the same matter, which some regimes count from or let an interim measure last with. */
export const reportProceedingsBegan: Handler<'report-proceedings-began'> = {
  stages: ['determination', 'notice', 'list-review'],
  by: ['caseworker', 'reviewer', 'supervisor'],
  records: 'proceedings-began',
  rule: (_state, { document }) => ruled({ type: 'proceedings-began', document }),
};
