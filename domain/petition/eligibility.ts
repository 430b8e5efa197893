import { daysBetween } from '../calendar/local-time.ts';
import type { Context } from '../case/handler.ts';
import type { CaseState, CivilDate } from '../case/state.ts';
import type { Cited } from '../regime/pack.ts';
import { earliestPetition, mayPetition } from './file-petition.ts';
import type { Refusal } from '../case/refusal.ts';

/** One thing a petition must show or bring, with its law. `verified` is what the authority itself has found so far. */
export type Requirement = Cited & {
  readonly id: string;
  readonly title: Readonly<Record<string, string>>;
  readonly verified: boolean;
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
  readonly fee: number;
};

/** Tells what is fulfilled, what is missing, and from which day a petition is possible. */
export function eligibility(state: CaseState, context: Context): Eligibility {
  const { pack, today } = context;
  const because = state.stage === 'listed' ? mayPetition(state, context) : [];
  const from = earliestPetition(state, context)?.date ?? null;
  const performed = new Set(state.petitions.flatMap((each) => each.verification?.performed ?? []));
  const shown = (each: {
    id: string;
    title: Record<string, string>;
    cite: string;
    status: Cited['status'];
  }): Requirement => ({
    id: each.id,
    title: each.title,
    cite: each.cite,
    status: each.status,
    verified: performed.has(each.id),
  });
  return {
    possible: state.stage === 'listed' && because.length === 0,
    because,
    from,
    inDays: from === null ? null : Math.max(0, daysBetween(today, from)),
    preconditions: pack.petition.preconditions.map(shown),
    materials: pack.petition.materials.map(shown),
    fee: pack.petition.fee.amount,
  };
}
