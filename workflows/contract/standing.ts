/** Where a case stands, as its workflow reads it: ids and instants only, nothing personal, nothing of the law. */
export type Standing = {
  readonly caseId: string;
  /** What time it is for the case. */
  readonly present: string;
  /** The length of the record that was read. */
  readonly seq: number;
  readonly stage: 'determination' | 'notice' | 'list-review' | 'listed' | 'removal' | 'closed';
  /**
   * How far off the soonest moment is that the case has to rule by itself, by the record's clock, so that the engine's
   * need not agree with it, and what it is called; null when the case waits for persons only.
   */
  readonly soonest: { readonly inMs: number; readonly key: string } | null;
  readonly duties: readonly {
    readonly id: string;
    readonly kind: 'serve' | 'deliver' | 'update' | 'retract' | 'apply' | 'lift' | 'restore';
  }[];
};

/** `now` is what time it is for the case by its workflow, where the workflow knows: it may have skipped time. */
export type StandInput = { readonly caseId: string; readonly now: string | null };
export type PerformInput = {
  readonly caseId: string;
  readonly seq: number;
  readonly now: string;
  readonly duties: readonly string[];
};

/** One duty of service, to be sent. */
export type ServeInput = { readonly caseId: string; readonly dutyId: string; readonly now: string };
/** `againMs` is when to try again; null where nothing is left to do but wait for somebody. */
export type Served = { readonly closed: boolean; readonly againMs: number | null };
