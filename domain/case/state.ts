import type { CalendarVersion } from '../calendar/calendar.ts';
import type { Extension, Toll } from '../calendar/deadline.ts';
import type { BasisFell } from '../change/effect.ts';
import type { Mandate } from '../holder/mandate.ts';
import type { Bound, LapseEffect, Stage } from '../regime/pack.ts';

/** An instant in UTC, `YYYY-MM-DDTHH:MM:SS.sssZ`, so that instants compare as strings. */
export type Instant = string;
/** A civil date in the regime's time zone, `YYYY-MM-DD`. */
export type CivilDate = string;

/** Free text and documents live sealed outside the record; the record holds where they are and what they were. */
export type TextRef = { readonly id: string; readonly digest: string };

export type Authority = {
  readonly id: string;
  readonly level: string;
  readonly superior?: string;
  /** Under which regimes it acts. */
  readonly regimes: readonly string[];
  /** Where it acts, from the whole to the part (`CN-44-03`); in all of a jurisdiction where nothing is said. */
  readonly territory?: string;
};

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
  /** Digest of a document that says the opposite: an acquittal, a judgment in the other matter. */
  readonly contradictedBy?: string;
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
  /** The day as of which its calendars were known. */
  readonly knownAt?: CivilDate;
  /** Another count, on calendars as known on a later day, that was weighed and is not followed. */
  readonly weighed?: {
    readonly on: CivilDate;
    readonly calendars: readonly CalendarVersion[];
    readonly assumed: readonly number[];
  };
  readonly due: CivilDate | null;
  readonly end: Instant | null;
  readonly provisional: boolean;
  /** The calendar years it rests on, and those for which none was known when it was counted. */
  readonly calendars: readonly CalendarVersion[];
  readonly assumed: readonly number[];
  readonly tolled: readonly Toll[];
  readonly extensions: readonly Extension[];
  /** The clock that it counts back from. */
  readonly before?: string;
  /** Rungs that are ahead, and the ids of those that were reached: none is reached twice. */
  readonly rungs: readonly Rung[];
  readonly reached: readonly string[];
  /** When the last rung was reached. */
  readonly warnedAt?: Instant;
  readonly lapsedAt?: Instant;
};

export type Duty = {
  readonly id: string;
  /**
   * update: a copy says something else now. restore: who held a copy is told that there was no basis for it. apply and
   * lift: an implementer is told that a measure begins, or ends.
   */
  readonly kind: 'serve' | 'deliver' | 'update' | 'retract' | 'apply' | 'lift' | 'restore';
  /** The measure is the interim one, before there is any entry. */
  readonly interim?: true;
  readonly recipient?: string;
  readonly method?: string;
  readonly document?: TextRef;
  readonly measure?: string;
};

export type ListingDecision = {
  readonly by: string;
  readonly at: Instant;
  readonly measures: readonly string[];
  readonly term: Bound | null;
  readonly reasons: TextRef;
  readonly contents: readonly string[];
};

/** One measure of an entry, with its own end where the regime gives it one. */
export type MeasureInForce = {
  readonly id: string;
  readonly until: CivilDate | null;
  readonly end: Instant | null;
  readonly suspendedAt?: Instant;
  readonly endedAt?: Instant;
  /** Implementers that were told of the end, and whether they acknowledged it. */
  readonly lifting: Readonly<
    Record<string, { readonly toldAt?: Instant; readonly acknowledgedAt?: Instant }>
  >;
};

/** A span in which the entry has no effect: stayed by a court, or lifted for a time. */
export type Suspension = {
  readonly cause: 'stay' | 'temporary-lift' | 'remitted' | 'objection';
  readonly from: Instant;
  readonly to?: Instant;
  readonly order: string;
};

/** An entry lifted for a time, on a court's order; it has no effect meanwhile. */
export type TemporaryLift = {
  readonly id: string;
  /** The day to which the order gives time, and its end; null where it names none. */
  readonly until: CivilDate | null;
  readonly end: Instant | null;
  readonly verifiedBy?: string;
  readonly ended?: 'executed' | 'failed' | 'revoked';
};

export type Entry = {
  readonly id: string;
  readonly from: CivilDate;
  readonly measures: readonly MeasureInForce[];
  /** Last day of the entry; null when it has no fixed end. */
  readonly until: CivilDate | null;
  readonly end: Instant | null;
  /** Where the term is only the least: its last day, and when it was reached; then release may be decided. */
  readonly leastUntil?: CivilDate | null;
  readonly minimumReachedAt?: Instant;
  readonly publishedAt?: Instant;
  readonly delivered: readonly string[];
  readonly adopted: boolean;
  readonly noEarlyEnd: boolean;
  readonly suspensions: readonly Suspension[];
};

export type Petition = {
  readonly id: string;
  readonly filedAt: Instant;
  readonly filedBy: string;
  readonly mandate: Mandate | null;
  readonly materials: readonly string[];
  /** What of materials and preconditions is not there yet. */
  readonly lacking: readonly string[];
  readonly status:
    | 'filed'
    | 'incomplete'
    | 'accepted'
    | 'rejected'
    | 'abandoned'
    | 'withdrawn'
    | 'granted'
    | 'refused'
    | 'revoked';
  readonly askedToComplete: boolean;
  readonly acceptedBy?: string;
  readonly verification?: {
    readonly by: string;
    readonly performed: readonly string[];
    readonly partly: readonly string[];
  };
  readonly decidedBy?: string;
};

/** Amends that were made, as reported by the subject or found by the authority. */
export type Amends = {
  readonly what: string;
  readonly on: CivilDate;
  readonly evidence: string;
  readonly by: 'subject' | 'authority';
};

/** What the subject committed itself to; without `until` it binds as long as the case is kept. */
export type Commitment = {
  readonly id: string;
  readonly until: CivilDate | null;
  readonly breachedOn?: CivilDate;
};

export type Objection = {
  readonly id: string;
  readonly lane: 'identity' | 'content' | 'term';
  readonly filedAt: Instant;
  readonly status: 'pending' | 'upheld' | 'refused' | 'recorded-both';
};

export type Proceeding = {
  readonly id: string;
  readonly petition: string | null;
  readonly forum: string;
  readonly beganAt: Instant;
  /** Begun after the time for it; whether it is taken all the same is for the forum. */
  readonly outOfTime: boolean;
  readonly stay: 'none' | 'automatic' | 'ordered';
  readonly stayEndedAt?: Instant;
  readonly outcome?: 'upheld' | 'varied' | 'annulled' | 'remitted' | 'withdrawn';
  readonly endedAt?: Instant;
};

export type Hearing = {
  readonly requestedAt: Instant;
  /** The subject was absent with good reason; another day is to be fixed. */
  readonly adjournedAt?: Instant;
  readonly noticedAt?: Instant;
  readonly on?: CivilDate;
  readonly chair?: string;
  readonly heldAt?: Instant;
  readonly attended?: boolean;
};

export type InterimMeasure = {
  readonly how: 'notice' | 'decision';
  readonly measure: string;
  readonly from: CivilDate;
  /** Null while it has no cap: proceedings lifted it, or it lasts as long as what it waits for. */
  readonly end: Instant | null;
  readonly endedAt?: Instant;
  /** merged: it went on as a measure of the entry. */
  readonly ended?: 'lapsed' | 'lifted' | 'merged' | 'case-ended';
  /** Who carries it out, and whether each has confirmed that it does, and that it does not any more. */
  readonly implementers: Readonly<
    Record<string, { readonly appliedAt?: Instant; readonly liftedAt?: Instant }>
  >;
};

/** How a case ended, which is also why an entry that stood until then was taken off. */
export type Outcome =
  | 'term-ended'
  | 'repaired'
  | 'released'
  | 'basis-fell'
  | 'triggered'
  | 'annulled'
  | 'mistaken-identity'
  | 'objection-upheld'
  | 'subject-ended'
  | 'withdrawn'
  | 'refused'
  | 'dismissed'
  | 'joined';

export type Removal = {
  readonly cause: Outcome;
  readonly beganAt: Instant;
  readonly recipients: Readonly<
    Record<
      string,
      { readonly retractedAt?: Instant; readonly acknowledgedAt?: Instant; readonly escalatedAt?: Instant }
    >
  >;
};

export type Proposal = { readonly measures: readonly string[]; readonly term: Bound | null };

export type CaseState = {
  readonly caseId: string;
  readonly seq: number;
  readonly regime: string;
  readonly version: string;
  readonly authority: Authority;
  /** The territory in which the facts lie, where that was stated. */
  readonly place: string | null;
  /** For how many days the subject was listed before on the same instrument: they count towards the term. */
  readonly served: number;
  readonly transfer?: { readonly to: Authority; readonly at: Instant };
  /** The authority of another territory that publishes the entry. */
  readonly publishedBy?: Authority;
  readonly subject: Subject;
  readonly linkedTo?: { readonly caseId: string; readonly relation: string };
  readonly ground: string;
  readonly instrument: Instrument | null;
  readonly stage: Stage;
  readonly outcome?: Outcome;
  readonly openedAt: Instant;
  readonly closedAt?: Instant;
  readonly erasedAt?: Instant;
  readonly determination?: Proposal & {
    readonly at: Instant;
    readonly by: string;
    readonly factors: readonly string[];
    readonly traits: readonly string[];
    readonly conductOn: CivilDate | null;
    readonly knownOn: CivilDate | null;
    readonly interruptions: readonly CivilDate[];
    readonly facts: TextRef;
    readonly reasons: TextRef;
  };
  readonly notice?: Proposal & {
    readonly sentAt: Instant;
    readonly method: string;
    readonly servedOn?: CivilDate;
  };
  /** Methods by which service has failed, of each document by itself. */
  readonly failedMethods: { readonly [of in 'notice' | 'decision']: readonly string[] };
  readonly serviceConsents: readonly {
    readonly method: string;
    readonly on: CivilDate;
    readonly document: string;
  }[];
  readonly responses: readonly {
    readonly at: Instant;
    readonly nature: 'statement' | 'general-denial' | 'genuine-dispute';
    readonly statement: TextRef;
    /** How many points it raises; each is answered. */
    readonly points: number;
    readonly considered?: readonly TextRef[];
    /** It answered a notice that no longer counts: it stays on the record, and closes no later window. */
    readonly toEarlierNotice?: true;
  }[];
  readonly hearing?: Hearing;
  readonly recusals: readonly {
    readonly person: string;
    readonly status: 'requested' | 'granted' | 'refused';
  }[];
  readonly waivedAt?: Instant;
  readonly recordClosedAt?: Instant;
  readonly legalReviewBy?: string;
  readonly recommendation?: Proposal & { readonly by: string };
  readonly listing?: ListingDecision;
  readonly decisionService?: {
    readonly sentAt: Instant;
    readonly method: string;
    readonly servedOn?: CivilDate;
  };
  readonly standstillEndedAt?: Instant;
  readonly consent?: { readonly status: 'requested' | 'given' | 'refused'; readonly by?: string };
  readonly interim?: InterimMeasure;
  readonly entries: number;
  readonly entry?: Entry;
  /** Cases that were joined to this one, with how many responses each brings along. */
  readonly joined: readonly {
    readonly caseId: string;
    readonly responses: number;
    readonly considered?: TextRef;
  }[];
  readonly amends: readonly Amends[];
  readonly commitments: readonly Commitment[];
  readonly lifts: readonly TemporaryLift[];
  readonly petitions: readonly Petition[];
  readonly objections: readonly Objection[];
  readonly proceedings: readonly Proceeding[];
  /** What the case rests on is no longer law: a supervisor looks whether it stands. */
  readonly basisReview?: {
    readonly change: string;
    readonly version: string;
    readonly fell: BasisFell;
    readonly beganAt: Instant;
  };
  readonly removal?: Removal;
  /** By which event of the law the entry had to come off. */
  readonly removalTrigger?: string;
  /** The instrument lost its force, in whatever stage the case was. */
  readonly basisFell?: { readonly how: string; readonly effectiveOn: CivilDate; readonly at: Instant };
  /** Which persons held which function, by its name, with `#` and the ref where it is about one petition, objection, ... */
  readonly acts: Readonly<Record<string, readonly string[]>>;
  readonly clocks: Readonly<Record<string, Clock>>;
  /** Clocks of the subject that ran out, each as it was last: what was posted in time may arrive later. */
  readonly ranOut: Readonly<Record<string, Clock>>;
  readonly duties: Readonly<Record<string, Duty>>;
};
