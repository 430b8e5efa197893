import { unless, type Handler } from '../case/handler.ts';
import type { CommandMap } from '../case/commands.ts';
import { against, type Refusal } from '../case/refusal.ts';
import type { CaseState } from '../case/state.ts';
import { mandateCovers } from '../holder/mandate.ts';
import { missing } from '../regime/legality.ts';
import type { Pack } from '../regime/pack.ts';
import { onRecord } from './amends.ts';
import { mayPetition } from './bars.ts';

/**
 * The subject's application for repair. It costs nothing, and it is received also where something is lacking: the
 * authority is on the clock from here, and asks for what is missing once.
 */
export const filePetition: Handler<'file-petition'> = {
  stages: ['listed'],
  by: ['subject', 'caseworker'],
  records: 'petition-filed',
  ready: mayPetition,
  rule: (state, command, context) => {
    const { pack, today } = context;
    const { petition } = pack;
    const refusals: Refusal[] = [...mayPetition(state, context)];
    if (command.fee > petition.fee.amount)
      refusals.push(against('petition.fee', petition.fee, 'A petition costs nothing; no fee may be taken.'));
    if (!petition.by.includes(command.mandate === null ? 'subject' : 'agent'))
      refusals.push(
        against('petition.by', petition, 'The regime does not let this one petition.', petition.by),
      );
    if (command.mandate !== null) refusals.push(...mandateCovers(command.mandate, 'petition', today));
    const { statement, materials, met, mandate } = command;
    return unless(refusals, () => [
      {
        type: 'petition-filed',
        ref: `p${state.petitions.length + 1}`,
        statement,
        materials,
        met,
        lacking: lackingOf(state, command, pack),
        mandate,
      },
    ]);
  },
};

/** What a petition still lacks: materials that were not handed in, preconditions that are neither shown nor on record. */
function lackingOf(
  state: CaseState,
  { materials, met }: Pick<CommandMap['file-petition'], 'materials' | 'met'>,
  { petition }: Pack,
): string[] {
  return [
    ...missing(petition.materials, materials),
    ...missing(petition.preconditions, met).filter((id) => onRecord(state, id) === null),
  ];
}
