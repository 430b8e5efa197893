import { unless, type Handler } from '../case/handler.ts';
import { against, onPrinciple, promises, type Refusal } from '../case/refusal.ts';

/** A repair obtained by fraud is revoked: the entry comes back, and its term starts again where the regime says so. */
export const revokeRepair: Handler<'revoke-repair'> = {
  stages: ['removal', 'closed'],
  by: ['reviewer', 'supervisor'],
  records: 'repair-revoked',
  rule: (state, { petition, document }, { pack, today, at }) => {
    const refusals: Refusal[] = [];
    const law = pack.petition.fraud;
    const granted = state.petitions.find((each) => each.id === petition && each.status === 'granted');
    if (law === undefined)
      refusals.push(
        onPrinciple('petition.fraud', promises.law, 'The regime does not let a repair be revoked.'),
      );
    if (granted === undefined || state.removal?.cause !== 'repaired' || state.entry === undefined)
      refusals.push(
        onPrinciple(
          'petition.fraud',
          promises.repair,
          `The entry was not removed by the petition "${petition}".`,
        ),
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
    return unless(refusals, () => [
      { type: 'repair-revoked', ref: petition, document },
      {
        type: 'listed',
        entry: `${state.caseId}.${state.entries + 1}`,
        from: law?.restartsTerm ? today : (state.entry?.from ?? today),
        measures: state.entry?.measures.map(({ id }) => id) ?? [],
        noEarlyEnd: law?.noEarlyEnd ?? false,
        restarted: law?.restartsTerm ?? false,
        atLeast: law?.publishedFor ?? null,
      },
    ]);
  },
};
