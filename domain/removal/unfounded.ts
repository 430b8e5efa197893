import type { CaseState, CivilDate, Instant } from '../case/state.ts';

/** Why an entry should never have stood: the instrument lost its force, or the listing was annulled. */
export type Unfounded = {
  readonly because: 'basis-fell' | 'annulled';
  /** How the instrument lost its force, where it did. */
  readonly how: string | null;
  readonly effectiveOn: CivilDate | null;
  readonly at: Instant;
};

/** What the public is told of an entry that had no basis; it names nobody. */
export function unfoundedOf({ basisFell, proceedings }: CaseState): Unfounded | null {
  if (basisFell) return { because: 'basis-fell', ...basisFell };
  const annulled = proceedings.find(({ outcome, petition }) => outcome === 'annulled' && petition === null);
  return annulled?.endedAt
    ? { because: 'annulled', how: null, effectiveOn: null, at: annulled.endedAt }
    : null;
}
