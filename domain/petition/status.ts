import { onPrinciple, promises, type Refusal } from '../case/refusal.ts';
import type { CaseState, Petition } from '../case/state.ts';

/** Refuses an act on a petition that does not exist or is in another status. */
export function inStatus(
  state: CaseState,
  id: string,
  ...statuses: readonly Petition['status'][]
): Refusal[] {
  const petition = state.petitions.find((each) => each.id === id);
  if (petition === undefined)
    return [onPrinciple('petition.unknown', promises.repair, `There is no petition "${id}".`)];
  return statuses.includes(petition.status)
    ? []
    : [
        onPrinciple(
          'petition.status',
          promises.repair,
          `The petition "${id}" is ${petition.status}, not ${statuses.join(' or ')}.`,
        ),
      ];
}
