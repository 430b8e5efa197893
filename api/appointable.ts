import { onPrinciple, promises, type Refusal } from '../domain/case/refusal.ts';
import type { Person } from './actor.ts';

type Appointment = {
  readonly principal: string;
  readonly deputy: string;
  readonly authorityId: string;
  readonly roles: readonly string[];
};

/** Nobody is made a deputy by himself, by the one who is on leave, or from another authority. */
export function appointable(
  { principal, deputy, authorityId, roles }: Appointment,
  asking: Person,
): Refusal[] {
  const refusals: Refusal[] = [];
  const refuse = (detail: string, lawful: string): void =>
    void refusals.push(onPrinciple('deputy', promises.persons, detail, [lawful]));
  if (!asking.roles.includes('administrator') && asking.authority !== authorityId)
    refuse(
      'A supervisor appoints deputies at the own authority only.',
      `A supervisor of ${authorityId}, or an administrator.`,
    );
  if ([principal, deputy].some((each) => each === asking.person || each === asking.onBehalfOf))
    refuse('Nobody appoints a deputy of their own, or becomes one by their own act.', 'Another supervisor.');
  if (principal === deputy) refuse('Nobody stands in for themselves.', 'Another person.');
  if (roles.length === 0)
    refuse(`${principal} has no office at ${authorityId} that a deputy could take over.`, 'put-person');
  return refusals;
}
