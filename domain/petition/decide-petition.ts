import { unless, type Handler } from '../case/handler.ts';
import { against, type Refusal } from '../case/refusal.ts';
import type { CaseEvent } from '../case/events.ts';
import type { CaseState } from '../case/state.ts';
import { complete, unperformed } from './complete-petition.ts';
import { inStatus } from './status.ts';
import { endCase } from '../removal/end-case.ts';

/** Accepts a complete petition for examination; from here the time to decide runs. */
export const acceptPetition: Handler<'accept-petition'> = {
  stages: ['listed'],
  by: ['caseworker'],
  records: 'petition-accepted',
  rule: (state, { petition }, { pack }) =>
    unless([...inStatus(state, petition, 'filed'), ...complete(state, petition, pack)], () => [
      { type: 'petition-accepted', ref: petition },
    ]),
};

/** Rejects a petition before examination, with reasons; the subject may petition again, or have that reviewed. */
export const rejectPetition: Handler<'reject-petition'> = {
  stages: ['listed'],
  by: ['caseworker'],
  records: 'petition-rejected',
  rule: (state, command) =>
    unless(inStatus(state, command.petition, 'filed'), () => [
      { type: 'petition-rejected', ref: command.petition, reasons: command.reasons },
    ]),
};

/** Decides a petition. A grant rests on what another person has verified, and begins removal in the same ruling. */
export const decidePetition: Handler<'decide-petition'> = {
  stages: ['listed'],
  by: ['reviewer'],
  records: 'petition-decided',
  rule: (state, command, context) => {
    const refusals: Refusal[] = inStatus(state, command.petition, 'accepted');
    const petition = state.petitions.find((each) => each.id === command.petition);
    const { preconditions, verification } = context.pack.petition;
    const verified = petition?.verification;
    const open = verified ? unperformed(preconditions, verified.performed) : [];
    if (command.outcome === 'granted' && preconditions.length > 0 && verified === undefined)
      refusals.push(
        against(
          'petition.verification',
          verification,
          'Nobody has verified yet that what the regime asks for was performed.',
          ['verify-petition'],
        ),
      );
    if (command.outcome === 'granted')
      for (const condition of preconditions.filter(({ id }) => open.includes(id)))
        refusals.push(
          against(
            'petition.preconditions',
            condition,
            `By the verification not fully performed: ${condition.id}.`,
            ['A refusal with reasons.'],
          ),
        );
    return unless(refusals, () =>
      decided(state, command.petition, command.outcome, 'decision', command.reasons),
    );
  },
};

/** The events of a petition's outcome, by decision or by the silence of the authority. */
export function decided(
  state: CaseState,
  ref: string,
  outcome: 'granted' | 'refused',
  how: 'decision' | 'silence' | 'review',
  reasons: Extract<CaseEvent, { type: 'petition-decided' }>['reasons'],
): CaseEvent[] {
  const decision: CaseEvent = { type: 'petition-decided', ref, outcome, how, reasons };
  return outcome === 'granted' ? [decision, ...endCase(state, 'repaired')] : [decision];
}
