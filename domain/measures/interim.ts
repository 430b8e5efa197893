import { ruled, unless, type Handler } from '../case/handler.ts';
import { against, onPrinciple, promises, type Refusal } from '../case/refusal.ts';

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
    return unless(refusals, () => [
      { type: 'interim-measure-imposed', how: 'decision', measure: law?.measure ?? '', from: today, reasons },
    ]);
  },
};

/** Lifts the interim measure before its end. */
export const endInterimMeasure: Handler<'end-interim-measure'> = {
  stages: ['determination', 'notice', 'list-review'],
  by: ['reviewer', 'supervisor'],
  records: 'interim-measure-ended',
  rule: (state) =>
    unless(
      state.interim === undefined || state.interim.endedAt !== undefined
        ? [onPrinciple('interim', promises.law, 'No interim measure is in force.')]
        : [],
      () => [{ type: 'interim-measure-ended', how: 'lifted' }],
    ),
};

/** Legal proceedings began on the same matter, which some regimes count from or let an interim measure last with. */
export const reportProceedingsBegan: Handler<'report-proceedings-began'> = {
  stages: ['determination', 'notice', 'list-review'],
  by: ['caseworker', 'reviewer', 'supervisor'],
  records: 'proceedings-began',
  rule: (_state, { document }) => ruled({ type: 'proceedings-began', document }),
};
