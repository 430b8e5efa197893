import type { Refusal } from '../../domain/case/refusal.ts';

/** How well a legal value is known: read in the text, reported, not verified, house practice, or the engine's promise. */
export type Evidence = 'verified-text' | 'secondary' | 'unverified' | 'practice' | 'principle';
export type Law = { readonly citation: string; readonly status: Evidence };

/** What happened to a clock, or beside the act itself. */
export type Change =
  | {
      readonly kind: 'armed';
      readonly title: string;
      readonly length: string;
      readonly due: string | null;
      /** How many clocks of the same rule and day, such as one for each recipient. */
      readonly count: number;
      readonly provisional: boolean;
      readonly law: Law;
    }
  | { readonly kind: 'met'; readonly title: string; readonly overdue: boolean; readonly spare: number | null }
  | { readonly kind: 'stopped'; readonly titles: readonly string[] }
  | {
      readonly kind: 'ran-out';
      readonly title: string;
      readonly effect: string | undefined;
      readonly law: Law;
    }
  | {
      readonly kind: 'told';
      readonly title: string;
      readonly tells: string;
      readonly rung: string;
      readonly count: number;
    }
  | { readonly kind: 'fact'; readonly text: string };

/** One line of a timeline with what follows from it. */
export type Moment = {
  readonly kind: 'act' | 'refused' | 'itself';
  readonly at: string;
  /** The day in the regime's zone; an instant at midnight belongs to the day that ended with it. */
  readonly on: string;
  readonly time: string;
  readonly who: string;
  readonly what: string;
  readonly facts: readonly string[];
  readonly changes: readonly Change[];
  readonly refusals: readonly Refusal[];
};

/** What a scenario expected and did not find. */
export type Failure = {
  readonly file: string;
  readonly line: number;
  readonly expected: string;
  readonly found: string;
};

export type Recipient = { readonly id: string; readonly standing: string; readonly on: string | null };

/** A case as a scenario has left it. */
export type LivedCase = {
  /** What the scenario calls it. */
  readonly name: string;
  readonly id: string;
  readonly regime: string;
  readonly version: string;
  readonly outcome: string | null;
  readonly stages: readonly { readonly stage: string; readonly at: string }[];
  readonly clocks: readonly PlayedClock[];
  readonly register: 'listed' | 'absent';
  readonly recipients: readonly Recipient[];
  /** How much legal time passed, in days. */
  readonly days: number;
};

/** A scenario that was played: its first case, and those that it opened besides. */
export type PlayedCase = LivedCase & {
  readonly scenario: string;
  readonly title: string;
  readonly refusals: readonly PlayedRefusal[];
  readonly failures: readonly Failure[];
  readonly seconds: number;
  readonly further: readonly LivedCase[];
};

export type PlayedClock = {
  readonly key: string;
  readonly due: string | null;
  readonly end: string | null;
  readonly citation: string;
  readonly status: string;
  readonly outcome: string;
};

export type PlayedRefusal = {
  readonly at: string;
  readonly act: string;
  readonly rule: string;
  readonly citation: string;
  readonly detail: string;
  readonly lawful: readonly string[];
};

/** Who watches a scenario being played. */
export type Watcher = {
  readonly began: (title: string, about: string | undefined, regime: string) => void;
  /** A remark of the scenario's author, made on a day. */
  readonly note: (text: string, on: string | undefined) => void;
  /** What follows is about a case, by its name in the scenario. */
  readonly about: (name: string) => void;
  readonly moment: (moment: Moment) => void;
  readonly failed: (failure: Failure) => void;
  readonly ended: (played: PlayedCase) => void;
};
