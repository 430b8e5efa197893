import type { Cited, EvidenceStatus } from '../regime/cited.ts';

/**
 * A ruling that says no: which rule stands in the way, its citation, what was asked, and what would be lawful.
 * `principle` marks a rule of the engine itself (one of its promises), not of a regime.
 */
export type Refusal = {
  readonly rule: string;
  readonly citation: string;
  readonly status: EvidenceStatus | 'principle';
  readonly detail: string;
  readonly lawful: readonly string[];
};

/** A refusal that rests on a rule of the case's regime. */
export function against(rule: string, law: Cited, detail: string, lawful: readonly string[] = []): Refusal {
  return { rule, citation: law.cite, status: law.status, detail, lawful };
}

/** A refusal that rests on one of the engine's own promises, for every regime. */
export function onPrinciple(
  rule: string,
  promise: string,
  detail: string,
  lawful: readonly string[] = [],
): Refusal {
  return { rule, citation: promise, status: 'principle', detail, lawful };
}

/** What is told to have happened cannot lie in days to come. */
export function daysToCome(rule: string, promise: string, day: string, today: string): Refusal[] {
  return day > today
    ? [onPrinciple(rule, promise, `${day} lies after today, ${today}.`, [`A day up to ${today}.`])]
    : [];
}

export const promises = {
  law: 'Promise 1: no step without law',
  notice: 'Promise 2: no listing without notice',
  silence: 'Promise 3: silence never harms the subject',
  proportion:
    'Promise 4: never heavier after a defence, never twice for the same facts, never outside the closed list',
  repair: 'Promise 5: repair is a right',
  dates: 'Promise 6: an entry is over when its date is over',
  recipients:
    'Promise 7: a removal is not closed until every recipient has acknowledged it or has been escalated and named',
  persons: 'Promise 8: whoever investigated does not decide, whoever decided does not review',
} as const;
