import { unless, type Handler } from '../case/handler.ts';
import { onPrinciple, promises, type Refusal } from '../case/refusal.ts';
import type { CaseState } from '../case/state.ts';
import { authorityCompetent, superiorKnown } from '../regime/legality.ts';

/** Hands the case to another competent authority. Until that one accepts, the sender keeps it with all its clocks. */
export const transferCase: Handler<'transfer-case'> = {
  stages: ['determination', 'notice', 'list-review', 'listed', 'removal'],
  by: ['supervisor'],
  records: 'case-transferred',
  rule: (state, { to, reasons }, { pack }) => {
    const refusals: Refusal[] = [
      ...authorityCompetent(pack, to, state.place ?? to.territory ?? null),
      ...superiorKnown(pack, to),
    ];
    if (to.id === state.authority.id)
      refusals.push(onPrinciple('transfer', promises.law, 'The case is with that authority already.'));
    if (state.transfer)
      refusals.push(
        onPrinciple('transfer', promises.law, `A transfer to ${state.transfer.to.id} is under way.`),
      );
    return unless(refusals, () => [{ type: 'case-transferred', to, reasons }]);
  },
};

/** The receiving authority takes the case over; its own clocks run from here. */
export const acceptTransfer: Handler<'accept-transfer'> = {
  stages: ['determination', 'notice', 'list-review', 'listed', 'removal'],
  by: ['supervisor', 'caseworker'],
  records: 'transfer-accepted',
  ready: underWay,
  rule: (state) =>
    unless(underWay(state), () =>
      state.transfer ? [{ type: 'transfer-accepted', to: state.transfer.to }] : [],
    ),
};

/** The receiving authority does not take the case: it stays where it has been all along. */
export const declineTransfer: Handler<'decline-transfer'> = {
  stages: ['determination', 'notice', 'list-review', 'listed', 'removal'],
  by: ['supervisor', 'caseworker'],
  records: 'transfer-declined',
  ready: underWay,
  rule: (state, { reasons }) =>
    unless(underWay(state), () =>
      state.transfer ? [{ type: 'transfer-declined', to: state.transfer.to, reasons }] : [],
    ),
};

function underWay({ transfer }: CaseState): Refusal[] {
  return transfer ? [] : [onPrinciple('transfer', promises.law, 'No transfer is under way.')];
}
