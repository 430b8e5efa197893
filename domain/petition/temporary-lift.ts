import { unless, type Handler } from '../case/handler.ts';
import { onPrinciple, promises, type Refusal } from '../case/refusal.ts';
import type { CaseState } from '../case/state.ts';
import { endCase } from '../removal/end-case.ts';

/** Lifts the entry for a time, on a court's order (a reorganisation plan, a settlement). */
export const liftTemporarily: Handler<'lift-temporarily'> = {
  stages: ['listed'],
  by: ['caseworker', 'reviewer', 'supervisor'],
  records: 'entry-suspended',
  rule: (state, { order }, { pack }) => {
    const refusals: Refusal[] = [];
    if (pack.petition.temporaryLift === undefined)
      refusals.push(
        onPrinciple('petition.temporaryLift', promises.law, 'The regime knows no temporary lift.'),
      );
    if (lifted(state))
      refusals.push(onPrinciple('petition.temporaryLift', promises.repair, 'The entry is lifted already.'));
    return unless(refusals, () => [{ type: 'entry-suspended', cause: 'temporary-lift', order }]);
  },
};

/** Ends the temporary lift: executed in full it becomes repair, otherwise the entry stands again. */
export const endTemporaryLift: Handler<'end-temporary-lift'> = {
  stages: ['listed'],
  by: ['caseworker', 'reviewer', 'supervisor'],
  records: 'entry-restored',
  rule: (state, { outcome }) =>
    unless(
      lifted(state)
        ? []
        : [onPrinciple('petition.temporaryLift', promises.repair, 'The entry is not lifted.')],
      () =>
        outcome === 'executed'
          ? endCase(state, 'repaired')
          : [{ type: 'entry-restored', cause: 'temporary-lift' }],
    ),
};

function lifted(state: CaseState): boolean {
  return (
    state.entry?.suspensions.some((each) => each.cause === 'temporary-lift' && each.to === undefined) ?? false
  );
}
