import type { CivilDate, Clock, Instant } from '../case/state.ts';
import type { PositionEffect } from './position.ts';

/** For or against the subject; neither, where a change only moves what somebody else has to do. */
export type Favour = 'for-subject' | 'against-subject' | 'neither';

/** The last day of a clock and the instant at which it ends. */
type Dates = { readonly due: CivilDate | null; readonly end: Instant | null };

export const clockChanges = ['moved', 'kept', 'renewed', 'paused', 'armed', 'stopped'] as const;
export type ClockChange = (typeof clockChanges)[number];

/** What a change does to one clock. */
export type ClockEffect = {
  readonly key: string;
  readonly rule: string;
  readonly against: Clock['against'];
  /**
   * moved: it has another date. kept: it would have had another date, and the change may not give it that. renewed: the
   * same date, resting on other calendars. paused: when it runs on, it will have the better of both dates for the subject.
   * armed and stopped: the new law runs it, or runs it no longer.
   */
  readonly how: ClockChange;
  readonly favour: Favour;
  readonly before: Dates | null;
  /** What the change makes of it; of a kept clock, what it would have made. */
  readonly after: Dates | null;
  readonly why?: KeptBecause;
};

export type KeptBecause =
  | 'right-not-shortened'
  | 'burden-not-lengthened'
  | 'older-law-is-milder'
  | 'extended-otherwise'
  | 'new-date-is-past'
  | 'already-overdue';

/** Why a resting case has to be looked at again: what it rests on is no longer law. */
export type LawFell = { readonly what: 'ground' | 'instrument'; readonly id: string };

/** The same, or the basis of the case that it is tied to fell. */
export type BasisFell = LawFell | { readonly what: 'main-case'; readonly id: string };

/**
 * Why a case stays under the version it is pinned to: the newer one says so, its law fell, it has a right whose clock the newer one
 * does not know, or the newer one would put its subject in a worse position without stating by which law.
 */
export type Stays = 'pinned' | 'law-fell' | 'right-without-rule' | 'harsher';

/** What a change does to one case. */
export type CaseEffect = {
  readonly clocks: readonly ClockEffect[];
  /** What else changes in the subject's position. */
  readonly position: readonly PositionEffect[];
  /** Measures in force that the new law does not allow: they end. */
  readonly unlawful: readonly string[];
  /** The entry is over under the new law: its removal begins. */
  readonly removalDue: boolean;
  readonly lawFell: LawFell | null;
  /** Why the case stays under the version it is pinned to, although the change is about it. */
  readonly stays: Stays | null;
};

export const noEffect: CaseEffect = {
  clocks: [],
  position: [],
  unlawful: [],
  removalDue: false,
  lawFell: null,
  stays: null,
};
