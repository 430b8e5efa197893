import type { Calendars } from '../calendar/calendar.ts';
import type { Pack, Role, Stage } from '../regime/pack.ts';
import type { Actor, CommandMap, CommandType } from './commands.ts';
import type { CaseEvent } from './events.ts';
import type { Recorded } from './evolve.ts';
import type { Refusal } from './refusal.ts';
import type { CaseState, CivilDate, Instant } from './state.ts';

/** What a ruling rests on besides the case: the pinned pack, the calendars, the moment, the one who asks. */
export type Context = {
  readonly pack: Pack;
  /** Under which hash the pack is published; none in a trial under a draft. */
  readonly packHash?: string | null;
  readonly calendars: Calendars;
  readonly at: Instant;
  /** The civil date of `at` in the regime's time zone. */
  readonly today: CivilDate;
  readonly actor: Actor;
  /** Where a case is opened or repair is asked for: the other cases there have been about the same subject. */
  readonly earlier?: readonly EarlierCase[];
  /** The other case that a command names: the one to be joined to, or to be tied to. */
  readonly other?: OtherCase;
  /** Another version of the regime that the case may be brought under, and the record to count its clocks from. */
  readonly adopting?: {
    readonly pack: Pack;
    readonly packHash?: string | null;
    readonly record: readonly Recorded[];
  };
};

/** Another case, and whether it is about the same subject. */
export type OtherCase = { readonly state: CaseState; readonly sameSubject: boolean };

/** What a new case has to know of an earlier one about the same subject. */
export type EarlierCase = {
  readonly caseId: string;
  readonly regime: string;
  readonly stage: Stage;
  readonly outcome: string | null;
  /** Digest of the instrument it rests on: the same instrument is the same facts. */
  readonly instrument: string | null;
  /** The date of that instrument. */
  readonly instrumentOn: CivilDate | null;
  readonly removedAt: Instant | null;
  /** By which event of the law its entry had to come off, if by one. */
  readonly trigger: string | null;
  /** A review proceeding about it goes on. */
  readonly underReview: boolean;
  readonly authority: string;
  /** The first day of its entry, where there is one. */
  readonly listedFrom: CivilDate | null;
};

export type Ruling =
  | { readonly kind: 'ruled'; readonly events: readonly CaseEvent[] }
  | { readonly kind: 'refused'; readonly refusals: readonly [Refusal, ...Refusal[]] };

export const ruled = (...events: readonly CaseEvent[]): Ruling => ({ kind: 'ruled', events });

/** Rules for `refusals` if there are any, otherwise for the events. */
export function unless(refusals: readonly Refusal[], events: () => readonly CaseEvent[]): Ruling {
  const [first, ...rest] = refusals;
  return first ? { kind: 'refused', refusals: [first, ...rest] } : { kind: 'ruled', events: events() };
}

/**
 * One command of the procedure: in which stages and by which roles it is possible at all, and how it is ruled.
 * `ready` tells, without the command's contents, what still stands in its way; it feeds the list of possible actions.
 */
export type Handler<T extends CommandType> = {
  readonly stages: readonly Stage[];
  readonly by: readonly (Role | 'clock' | 'engine')[];
  /** The event by which the act enters the record; separation of duties is stated on these. */
  readonly records?: CaseEvent['type'];
  readonly ready?: (state: CaseState, context: Context) => readonly Refusal[];
  readonly rule: (state: CaseState, command: CommandMap[T], context: Context) => Ruling;
};
