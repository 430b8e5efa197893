import { unless, type Handler } from '../case/handler.ts';
import { onPrinciple, promises, type Refusal } from '../case/refusal.ts';
import { missing } from '../regime/legality.ts';
import { inStatus } from './status.ts';

/** Asks for what is missing, all of it and once only: the subject is not sent round in circles. */
export const requestCompletion: Handler<'request-completion'> = {
  stages: ['listed'],
  by: ['caseworker'],
  records: 'petition-incomplete',
  rule: (state, command) => {
    const refusals: Refusal[] = inStatus(state, command.petition, 'filed');
    if (state.petitions.some((each) => each.id === command.petition && each.askedToComplete))
      refusals.push(
        onPrinciple('petition.completion', promises.repair, 'What is missing may be asked for once.', [
          'accept-petition',
          'reject-petition',
        ]),
      );
    if (command.missing.length === 0)
      refusals.push(onPrinciple('petition.completion', promises.repair, 'Nothing is named as missing.'));
    return unless(refusals, () => [
      { type: 'petition-incomplete', ref: command.petition, missing: command.missing },
    ]);
  },
};

/** The subject supplies what was missing. */
export const completePetition: Handler<'complete-petition'> = {
  stages: ['listed'],
  by: ['subject', 'caseworker'],
  records: 'petition-completed',
  rule: (state, command) =>
    unless(inStatus(state, command.petition, 'incomplete'), () => [
      { type: 'petition-completed', ref: command.petition, materials: command.materials },
    ]),
};

/** Verifies what the petition states, by somebody who will not decide it. What was performed in part is recorded as such. */
export const verifyPetition: Handler<'verify-petition'> = {
  stages: ['listed'],
  by: ['caseworker'],
  records: 'petition-verified',
  rule: (state, { petition, performed, partly, findings }, { pack }) => {
    const refusals: Refusal[] = inStatus(state, petition, 'accepted');
    const known = pack.petition.preconditions.map(({ id }) => id);
    const strangers = [...performed, ...partly].filter((id) => !known.includes(id));
    if (strangers.length > 0)
      refusals.push(
        onPrinciple(
          'petition.preconditions',
          promises.law,
          `Not a precondition of the regime: ${strangers.join(', ')}.`,
          known,
        ),
      );
    return unless(refusals, () => [
      { type: 'petition-verified', ref: petition, performed, partly, findings },
    ]);
  },
};

/** What of the preconditions is not fully performed, by the verification on record. */
export function unperformed(
  preconditions: readonly { readonly id: string }[],
  performed: readonly string[],
): string[] {
  return missing(preconditions, performed);
}
