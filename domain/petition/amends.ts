import { unless, type Handler } from '../case/handler.ts';
import { daysToCome, onPrinciple, promises, type Refusal } from '../case/refusal.ts';
import type { CaseState, CivilDate } from '../case/state.ts';
import type { Pack } from '../regime/pack.ts';

/** That the conduct was put right, from which some regimes count; every other fact is a precondition of the regime. */
export const CORRECTED = 'corrected';

/**
 * Records that amends were made: the conduct corrected, a precondition of repair fulfilled, on a day and with proof. The
 * subject reports it, or the authority finds it, before or after any petition.
 */
export const recordAmends: Handler<'record-amends'> = {
  stages: ['determination', 'notice', 'list-review', 'listed'],
  by: ['subject', 'caseworker'],
  records: 'amends-recorded',
  rule: (state, { what, on, evidence }, { pack, today, actor }) => {
    const refusals: Refusal[] = [];
    const known = factsOf(pack);
    if (!known.includes(what))
      refusals.push(
        onPrinciple('amends.what', promises.law, `"${what}" is nothing that this regime asks for.`, known),
      );
    refusals.push(...daysToCome('amends.date', promises.law, on, today));
    const own = actor.kind === 'person' && actor.roles.includes('subject') && actor.caseId === state.caseId;
    return unless(refusals, () => [
      { type: 'amends-recorded', what, on, evidence, by: own ? 'subject' : 'authority' },
    ]);
  },
};

/** What can be recorded under a regime: the correction, and the preconditions of repair. */
function factsOf({ petition }: Pack): string[] {
  return [CORRECTED, ...petition.preconditions.map(({ id }) => id)];
}

/** How far a fact is on record: found by the authority, or so far only reported by the subject. */
export type OnRecord = { readonly how: 'verified' | 'reported'; readonly on: CivilDate | null };

/** What is on record of a fact. What the authority found goes before what was reported; of each the latest counts. */
export function onRecord({ amends, petitions }: CaseState, what: string): OnRecord | null {
  const found = amends.findLast((each) => each.what === what && each.by === 'authority');
  if (found) return { how: 'verified', on: found.on };
  const reported = amends.findLast((each) => each.what === what);
  if (petitions.some(({ verification }) => verification?.performed.includes(what)))
    return { how: 'verified', on: reported?.on ?? null };
  return reported ? { how: 'reported', on: reported.on } : null;
}
