import { unless, type Handler } from '../case/handler.ts';
import { onPrinciple, promises, type Refusal } from '../case/refusal.ts';
import type { CaseEvent } from '../case/events.ts';
import type { CaseState, Duty } from '../case/state.ts';
import type { Pack } from '../regime/pack.ts';

/** Suspends one measure while conditions are kept. */
export const suspendMeasure: Handler<'suspend-measure'> = {
  stages: ['listed'],
  by: ['reviewer', 'supervisor'],
  records: 'measure-suspended',
  rule: (state, { measure, reasons }) =>
    unless(standing(state, measure, { suspended: false }), () => [
      { type: 'measure-suspended', measure, reasons },
    ]),
};

/** Puts a suspended measure back in force, for the rest of its own term and no longer. */
export const reinstateMeasure: Handler<'reinstate-measure'> = {
  stages: ['listed'],
  by: ['reviewer', 'supervisor'],
  records: 'measure-reinstated',
  rule: (state, { measure, reasons }) =>
    unless(standing(state, measure, { suspended: true }), () => [
      { type: 'measure-reinstated', measure, reasons },
    ]),
};

/** Lifts one measure before its end; every implementer is told and acknowledges. */
export const liftMeasure: Handler<'lift-measure'> = {
  stages: ['listed'],
  by: ['reviewer', 'supervisor'],
  records: 'measure-lifted',
  rule: (state, { measure, reasons }, { pack }) =>
    unless(standing(state, measure, {}), () => [
      { type: 'measure-lifted', measure, reasons },
      ...measureEnded(state, measure, 'lifted', pack),
    ]),
};

/** An implementer confirms that it no longer applies a measure that has ended. */
export const acknowledgeLifting: Handler<'acknowledge-lifting'> = {
  stages: ['listed', 'removal', 'closed'],
  by: ['recipient'],
  records: 'lifting-acknowledged',
  rule: (state, { measure, implementer }, { actor }) => {
    const refusals: Refusal[] = [];
    const told = state.entry?.measures.find((each) => each.id === measure)?.lifting[implementer];
    if (told === undefined)
      refusals.push(
        onPrinciple(
          'measures.lifting',
          promises.recipients,
          `"${implementer}" was not told to lift "${measure}".`,
        ),
      );
    else if (told.acknowledgedAt !== undefined)
      refusals.push(
        onPrinciple('measures.lifting', promises.recipients, `"${implementer}" acknowledged already.`),
      );
    if (actor.kind === 'person' && actor.recipient !== implementer)
      refusals.push(
        onPrinciple('measures.lifting', promises.recipients, 'An implementer acknowledges for itself only.'),
      );
    return unless(refusals, () => [
      { type: 'lifting-acknowledged', ref: liftingRef(measure, implementer), measure, implementer },
    ]);
  },
};

/** Names the lifting of one measure by one implementer. */
export const liftingRef = (measure: string, implementer: string): string => `${measure}@${implementer}`;

/** The events by which one measure ends, by its own term or because it is lifted. */
export function measureEnded(state: CaseState, id: string, how: 'term' | 'lifted', pack: Pack): CaseEvent[] {
  const implementers = pack.measures.find((each) => each.id === id)?.implementers ?? [];
  const duties = implementers.map((recipient): Duty => ({
    id: `${state.entry?.id ?? state.caseId}.lift.${id}.${recipient}.${state.seq}`,
    kind: 'lift',
    recipient,
    measure: id,
  }));
  return [
    { type: 'measure-ended', ref: id, how, implementers },
    ...(duties.length > 0 ? [{ type: 'duties-opened' as const, duties }] : []),
  ];
}

function standing(state: CaseState, id: string, expected: { readonly suspended?: boolean }): Refusal[] {
  const measure = state.entry?.measures.find((each) => each.id === id);
  if (measure === undefined || measure.endedAt !== undefined)
    return [
      onPrinciple(
        'measures.in-force',
        promises.proportion,
        `The measure "${id}" is not in force in this entry.`,
      ),
    ];
  if (expected.suspended === undefined || expected.suspended === (measure.suspendedAt !== undefined))
    return [];
  return [
    onPrinciple(
      'measures.suspension',
      promises.law,
      `The measure "${id}" is ${measure.suspendedAt === undefined ? 'not ' : ''}suspended.`,
    ),
  ];
}
