import { daysBetween } from '../calendar/local-time.ts';
import type { Context } from '../case/handler.ts';
import type { CaseState, CivilDate } from '../case/state.ts';
import type { Cited } from '../regime/cited.ts';
import type { Refusal } from '../case/refusal.ts';
import { onRecord } from './amends.ts';
import { earliestPetition, mayPetition, stands } from './bars.ts';

/** One thing a petition must show or bring, with its law, and how far it is fulfilled now. */
export type Requirement = Cited & {
  readonly id: string;
  readonly title: Readonly<Record<string, string>>;
  /** verified: found by the authority, or told by the record. reported: stated by the subject, with proof. */
  readonly fulfilled: 'verified' | 'reported' | null;
  readonly on: CivilDate | null;
};

/** Whether and when repair is open to the subject, before anything is filed. */
export type Eligibility = {
  readonly possible: boolean;
  readonly because: readonly Refusal[];
  readonly from: CivilDate | null;
  /** Whole days from today to `from`; 0 when the day has come. */
  readonly inDays: number | null;
  readonly preconditions: readonly Requirement[];
  readonly materials: readonly Requirement[];
  /** What is not fulfilled yet, of both. */
  readonly missing: readonly string[];
  readonly fee: number;
};

/** Tells what is fulfilled, what is missing, and from which day a petition is possible. */
export function eligibility(state: CaseState, context: Context): Eligibility {
  const { pack, today, earlier = [] } = context;
  const because = state.stage === 'listed' ? mayPetition(state, context) : [];
  const from = earliestPetition(state, context)?.date ?? null;
  const handedIn = new Set(
    state.petitions
      .filter(({ status }) => status === 'filed' || status === 'incomplete' || status === 'accepted')
      .flatMap(({ materials }) => materials),
  );
  const preconditions = pack.petition.preconditions.map((law): Requirement => {
    // What the record itself can tell needs nobody to show it.
    const told = law.check && !earlier.some((each) => stands(law.check, each, state));
    const known = told ? { how: 'verified' as const, on: null } : onRecord(state, law.id);
    return { ...shown(law), fulfilled: known?.how ?? null, on: known?.on ?? null };
  });
  const materials = pack.petition.materials.map((law): Requirement => ({
    ...shown(law),
    fulfilled: handedIn.has(law.id) ? 'reported' : null,
    on: null,
  }));
  return {
    possible: state.stage === 'listed' && because.length === 0,
    because,
    from,
    inDays: from === null ? null : Math.max(0, daysBetween(today, from)),
    preconditions,
    materials,
    missing: [...preconditions, ...materials]
      .filter(({ fulfilled }) => fulfilled === null)
      .map(({ id }) => id),
    fee: pack.petition.fee.amount,
  };
}

function shown({ id, title, cite, status }: Pick<Requirement, 'id' | 'title' | 'cite' | 'status'>) {
  return { id, title, cite, status };
}
