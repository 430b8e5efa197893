import { unless, type Context, type Handler } from '../case/handler.ts';
import type { CaseEvent } from '../case/events.ts';
import { against, onPrinciple, promises, type Refusal } from '../case/refusal.ts';
import type { CaseState, TextRef } from '../case/state.ts';
import type { Pack } from '../regime/pack.ts';

/** A repair obtained by fraud is revoked: the entry comes back, and its term starts again where the regime says so. */
export const revokeRepair: Handler<'revoke-repair'> = {
  stages: ['removal', 'closed'],
  by: ['reviewer', 'supervisor'],
  records: 'repair-revoked',
  rule: (state, { petition, document }, context) => {
    const { pack, at } = context;
    const refusals: Refusal[] = [];
    const law = pack.petition.fraud;
    if (law === undefined)
      refusals.push(
        onPrinciple('petition.fraud', promises.law, 'The regime does not let a repair be revoked.'),
      );
    if (repairOf(state) !== petition)
      refusals.push(
        onPrinciple('petition.fraud', promises.repair, `The entry was not removed by "${petition}".`),
      );
    const { entry } = state;
    if (law && !law.restartsTerm && !law.publishedFor && entry && entry.end !== null && entry.end <= at)
      refusals.push(
        against(
          'petition.fraud',
          law,
          `The entry would have ended with ${entry.until} in any case; nothing is left to restore.`,
        ),
      );
    return unless(refusals, () => (law ? restored(state, petition, law, document, context) : []));
  },
};

/** By which repair the entry was removed: a petition that was granted, or a temporary lift that was executed. */
export function repairOf({ removal, lifts, petitions }: CaseState): string | undefined {
  if (removal?.cause !== 'repaired') return undefined;
  const lift = lifts.find(({ ended }) => ended === 'executed')?.id;
  return lift ?? petitions.findLast(({ status }) => status === 'granted')?.id;
}

type Consequence = NonNullable<Pack['petition']['fraud']>;

/** The entry comes back as the regime says: from its old day or from today, and at least so long as that wants. */
export function restored(
  state: CaseState,
  repair: string,
  law: Consequence,
  document: TextRef,
  { today }: Context,
): CaseEvent[] {
  return [
    { type: 'repair-revoked', ref: repair, document },
    {
      type: 'listed',
      entry: `${state.caseId}.${state.entries + 1}`,
      from: law.restartsTerm ? today : (state.entry?.from ?? today),
      measures: state.entry?.measures.map(({ id }) => id) ?? [],
      noEarlyEnd: law.noEarlyEnd,
      restarted: law.restartsTerm,
      atLeast: law.publishedFor ?? null,
    },
  ];
}
