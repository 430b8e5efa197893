import { unless, type Context, type Handler } from '../case/handler.ts';
import { against, onPrinciple, promises, type Refusal } from '../case/refusal.ts';
import type { CaseState } from '../case/state.ts';
import { postedFor, type Posting } from '../notice/posted.ts';
import { missing, unknown } from '../regime/legality.ts';
import type { Pack } from '../regime/pack.ts';
import { inStatus } from './status.ts';

/** Asks for what is missing, all of it and once only: the subject is not sent round in circles. */
export const requestCompletion: Handler<'request-completion'> = {
  stages: ['listed'],
  by: ['caseworker'],
  records: 'petition-incomplete',
  rule: (state, command, { pack }) => {
    const refusals: Refusal[] = inStatus(state, command.petition, 'filed');
    const petition = state.petitions.find((each) => each.id === command.petition);
    if (petition?.askedToComplete)
      refusals.push(
        onPrinciple('petition.completion', promises.repair, 'What is missing may be asked for once.', [
          'accept-petition',
          'reject-petition',
        ]),
      );
    if (command.missing.length === 0)
      refusals.push(onPrinciple('petition.completion', promises.repair, 'Nothing is named as missing.'));
    const askable = [...pack.petition.materials, ...pack.petition.preconditions];
    const strangers = unknown(askable, command.missing);
    if (strangers.length > 0)
      refusals.push(
        against(
          'petition.completion',
          pack.petition,
          `The regime does not ask for: ${strangers.join(', ')}.`,
          askable.map(({ id }) => id),
        ),
      );
    const unnamed = (petition?.lacking ?? []).filter((id) => !command.missing.includes(id));
    if (petition && unnamed.length > 0)
      refusals.push(
        onPrinciple(
          'petition.completion',
          promises.repair,
          `All of it is asked for at once; also missing: ${unnamed.join(', ')}.`,
        ),
      );
    return unless(refusals, () => [
      { type: 'petition-incomplete', ref: command.petition, missing: command.missing },
    ]);
  },
};

/**
 * The subject supplies what was missing: materials, or what shows that a precondition is met. What was posted in time is in
 * time, and then the petition was not abandoned.
 */
export const completePetition: Handler<'complete-petition'> = {
  stages: ['listed'],
  by: ['subject', 'caseworker'],
  records: 'petition-completed',
  rule: (state, { petition, materials, met, posted }, context) =>
    unless(mayComplete(state, petition, posted, context), () => [
      { type: 'petition-completed', ref: petition, materials, met, ...(posted && { posted }) },
    ]),
};

/** The subject takes its petition back, and may file another. */
export const withdrawPetition: Handler<'withdraw-petition'> = {
  stages: ['listed'],
  by: ['subject'],
  records: 'petition-withdrawn',
  rule: (state, { petition }) =>
    unless(inStatus(state, petition, 'filed', 'incomplete', 'accepted'), () => [
      { type: 'petition-withdrawn', ref: petition },
    ]),
};

function mayComplete(
  state: CaseState,
  id: string,
  posted: Posting | undefined,
  context: Context,
): readonly Refusal[] {
  if (posted === undefined) return inStatus(state, id, 'incomplete');
  const clock = [...Object.values(state.clocks), ...Object.values(state.ranOut)].find(
    ({ ref, against }) => ref === id && against === 'subject',
  );
  const petition = state.petitions.find((each) => each.id === id);
  const isPending = state.petitions.some(
    (each) => each.id !== id && ['filed', 'incomplete', 'accepted'].includes(each.status),
  );
  if (petition?.status === 'abandoned' && isPending)
    return [onPrinciple('petition.pending', promises.repair, 'Another petition is pending meanwhile.')];
  return [
    ...(petition?.status === 'abandoned' ? [] : inStatus(state, id, 'incomplete')),
    ...postedFor(state, clock?.key ?? id, posted, context),
  ];
}

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

/** What a petition lacks is no reason to turn it away, but it is not examined without it. */
export function complete(state: CaseState, id: string, { petition: law }: Pack): Refusal[] {
  const lacking = state.petitions.find((each) => each.id === id)?.lacking ?? [];
  const first = ['request-completion'];
  return [
    ...law.materials
      .filter((each) => lacking.includes(each.id))
      .map((each) => against('petition.materials', each, `The petition lacks: ${each.id}.`, first)),
    ...law.preconditions
      .filter((each) => lacking.includes(each.id))
      .map((each) => against('petition.preconditions', each, `Not shown to be met: ${each.id}.`, first)),
  ];
}
