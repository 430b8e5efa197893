import { onPrinciple, promises, type Refusal } from '../case/refusal.ts';
import type { CivilDate } from '../case/state.ts';

/** What an agent may do for the subject: a closed list. */
export const mandateScopes = ['response', 'hearing', 'petition', 'objection', 'review'] as const;

/** A mandate as it was shown: what it is for, until when, and the digest of its document. */
export type Mandate = {
  readonly digest: string;
  readonly scope: readonly (typeof mandateScopes)[number][];
  /** Its last day; null where it names none. */
  readonly until: CivilDate | null;
};

/** What an agent's mandate lacks for an act on a day. */
export function mandateCovers(
  { scope, until }: Mandate,
  act: (typeof mandateScopes)[number],
  on: CivilDate,
): Refusal[] {
  const refusals: Refusal[] = [];
  if (!scope.includes(act))
    refusals.push(
      onPrinciple(
        'mandate.scope',
        promises.persons,
        `The mandate is for: ${scope.join(', ')}; not for ${act}.`,
        [`A mandate for ${act}.`],
      ),
    );
  if (until !== null && until < on)
    refusals.push(onPrinciple('mandate.until', promises.persons, `The mandate ended on ${until}.`));
  return refusals;
}
