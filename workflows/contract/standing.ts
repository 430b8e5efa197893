/** Where a case stands, as its workflow reads it: ids and instants only, nothing personal, nothing of the law. */
export type Standing = {
  readonly caseId: string;
  readonly stage: 'determination' | 'notice' | 'list-review' | 'listed' | 'removal' | 'closed';
  /** The soonest moment that the case has to rule by itself, and what it is called; null when it waits for persons only. */
  readonly soonest: { readonly at: string; readonly key: string } | null;
  readonly duties: readonly {
    readonly id: string;
    readonly kind: 'serve' | 'deliver' | 'retract' | 'lift' | 'restore';
  }[];
};

export type StandInput = { readonly caseId: string; readonly now: string };
export type PerformInput = {
  readonly caseId: string;
  readonly now: string;
  readonly duties: readonly string[];
};
