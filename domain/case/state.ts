import type { Extension, Toll } from '../calendar/deadline.ts';
import type { Bound, LapseEffect, Stage } from '../regime/pack.ts';

/** An instant in UTC, `YYYY-MM-DDTHH:MM:SS.sssZ`, so that instants compare as strings. */
export type Instant = string;
/** A civil date in the regime's time zone, `YYYY-MM-DD`. */
export type CivilDate = string;

/** Free text and documents live sealed outside the record; the record holds where they are and what they were. */
export type TextRef = { readonly id: string; readonly digest: string };

export type Authority = { readonly id: string; readonly level: string; readonly superior?: string };

export type Subject = {
  readonly ref: string;
  readonly kind: 'organisation' | 'person';
  /** The schemes of the identifiers given, never their values. */
  readonly identifiers: readonly string[];
  readonly minor: boolean;
};

export type Instrument = {
  readonly kind: string;
  readonly number: TextRef;
  readonly issuer: string;
  readonly date: CivilDate;
  readonly finality: 'not-effective' | 'effective' | 'final';
  readonly documentDigest: string;
};

export type Rung = { readonly id: string; readonly at: Instant; readonly tells: string };

/** An armed clock. `due` and `end` are derived by domain/calendar and never edited, only re-derived. */
export type Clock = {
  readonly key: string;
  readonly rule: string;
  readonly ref?: string;
  readonly against: 'authority' | 'subject' | 'recipient';
  readonly effect: LapseEffect;
  readonly from: string;
  readonly startedBy: string;
  readonly chosen?: Bound;
  readonly knownAt?: CivilDate;
  readonly due: CivilDate | null;
  readonly end: Instant | null;
  readonly provisional: boolean;
  readonly calendars: readonly {
    readonly calendar: string;
    readonly year: number;
    readonly version: number;
  }[];
  readonly tolled: readonly Toll[];
  readonly extensions: readonly Extension[];
  readonly rungs: readonly Rung[];
  readonly lapsedAt?: Instant;
};

export type Duty = {
  readonly id: string;
  readonly kind: 'serve' | 'deliver' | 'retract';
  readonly recipient?: string;
  readonly method?: string;
  readonly document?: TextRef;
};

export type ListingDecision = {
  readonly by: string;
  readonly at: Instant;
  readonly measures: readonly string[];
  readonly term: Bound | null;
  readonly reasons: TextRef;
  readonly contents: readonly string[];
};

export type Entry = {
  readonly id: string;
  readonly from: CivilDate;
  readonly measures: readonly string[];
  /** Last day of the entry; null when it has no fixed end. */
  readonly until: CivilDate | null;
  readonly end: Instant | null;
  readonly publishedAt?: Instant;
  readonly delivered: readonly string[];
  readonly adopted: boolean;
};

export type Petition = {
  readonly id: string;
  readonly filedAt: Instant;
  readonly filedBy: string;
  readonly status: 'filed' | 'accepted' | 'rejected' | 'granted' | 'refused';
  readonly acceptedBy?: string;
  readonly decidedBy?: string;
};

export type RemovalCause = 'term-ended' | 'repaired' | 'basis-fell' | 'withdrawn';

export type Removal = {
  readonly cause: RemovalCause;
  readonly beganAt: Instant;
  readonly recipients: Readonly<
    Record<
      string,
      { readonly retractedAt?: Instant; readonly acknowledgedAt?: Instant; readonly escalatedAt?: Instant }
    >
  >;
};

export type Outcome = RemovalCause | 'refused' | 'dismissed';

export type CaseState = {
  readonly caseId: string;
  readonly seq: number;
  readonly regime: string;
  readonly version: string;
  readonly authority: Authority;
  readonly subject: Subject;
  readonly ground: string;
  readonly instrument: Instrument | null;
  readonly stage: Stage;
  readonly outcome?: Outcome;
  readonly openedAt: Instant;
  readonly determination?: {
    readonly at: Instant;
    readonly by: string;
    readonly factors: readonly string[];
    readonly measures: readonly string[];
    readonly term: Bound | null;
    readonly facts: TextRef;
    readonly reasons: TextRef;
  };
  readonly notice?: {
    readonly sentAt: Instant;
    readonly method: string;
    readonly measures: readonly string[];
    readonly term: Bound | null;
    readonly servedOn?: CivilDate;
  };
  readonly responses: readonly {
    readonly at: Instant;
    readonly statement: TextRef;
    readonly considered?: TextRef;
  }[];
  readonly waivedAt?: Instant;
  readonly recordClosedAt?: Instant;
  readonly listing?: ListingDecision;
  readonly consent?: { readonly status: 'requested' | 'given' | 'refused'; readonly by?: string };
  readonly entry?: Entry;
  readonly petitions: readonly Petition[];
  readonly removal?: Removal;
  /** Who did what, by person: the ground of every separation of duties. */
  readonly acts: Readonly<Record<string, readonly string[]>>;
  readonly clocks: Readonly<Record<string, Clock>>;
  readonly duties: Readonly<Record<string, Duty>>;
};
