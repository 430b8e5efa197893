import { ruled, unless, type Handler } from '../case/handler.ts';
import { onPrinciple, promises, type Refusal } from '../case/refusal.ts';
import { authorityCompetent } from '../regime/legality.ts';

/** Hands the case to another competent authority. Until that one accepts, the sender keeps it with all its clocks. */
export const transferCase: Handler<'transfer-case'> = {
  stages: ['determination', 'notice', 'list-review', 'listed', 'removal'],
  by: ['supervisor'],
  records: 'case-transferred',
  rule: (state, { to, reasons }, { pack }) => {
    const refusals: Refusal[] = authorityCompetent(pack, to, state.place ?? to.territory ?? null);
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
  rule: (state, _command, { actor }) => {
    const { transfer } = state;
    if (transfer === undefined)
      return {
        kind: 'refused',
        refusals: [onPrinciple('transfer', promises.law, 'No transfer is under way.')],
      };
    if (actor.kind === 'person' && actor.authority !== transfer.to.id)
      return {
        kind: 'refused',
        refusals: [onPrinciple('transfer', promises.law, `The transfer is to ${transfer.to.id}.`)],
      };
    return ruled({ type: 'transfer-accepted', to: transfer.to });
  },
};
