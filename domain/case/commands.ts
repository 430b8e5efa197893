import type { Mandate } from '../holder/mandate.ts';
import type { Bound, Role } from '../regime/pack.ts';
import type { Posting } from '../notice/posted.ts';
import type { Authority, CivilDate, Instrument, Subject, TextRef } from './state.ts';

/** What an actor asks. Free text arrives already sealed, as references. */
export type Command =
  | {
      readonly type: 'open-case';
      readonly authority: Authority;
      /** The territory in which the facts lie. */
      readonly place: string | null;
      readonly subject: Subject;
      readonly ground: string;
      readonly instrument: Instrument;
      /** A responsible person or affiliate has a case of its own, tied to this one. */
      readonly linkedTo: { readonly caseId: string; readonly relation: string } | null;
    }
  | {
      readonly type: 'adopt-entry';
      readonly authority: Authority;
      readonly subject: Subject;
      readonly ground: string;
      readonly measures: readonly string[];
      readonly from: CivilDate;
      readonly until: CivilDate | null;
      readonly source: string;
      /** The real day of the taking over, also where the entry lives in virtual time: its law, or the entry's own, governs. */
      readonly takenOverOn: CivilDate;
      /** Who brought the list and who approved it. */
      readonly approvedBy: readonly string[];
    }
  | {
      readonly type: 'record-determination';
      readonly facts: TextRef;
      readonly reasons: TextRef;
      readonly factors: readonly string[];
      /** Facts the ground requires to be stated, by id. */
      readonly stated: readonly string[];
      /** Exclusions that were found to apply, by id: any of them forbids the listing. */
      readonly exclusions: readonly string[];
      readonly officers: readonly string[];
      /** What makes the case complex, major or otherwise special, in the regime's words: triggers of further review. */
      readonly traits: readonly string[];
      readonly conductOn?: CivilDate;
      /** When the authority knew of the conduct, or should have known. */
      readonly knownOn?: CivilDate;
      /** When acts that interrupt the limitation were notified. */
      readonly interruptions?: readonly CivilDate[];
      readonly measures: readonly string[];
      readonly term: Bound | null;
    }
  | {
      readonly type: 'serve-notice';
      readonly method: string;
      readonly document: TextRef;
      readonly contents: readonly string[];
    }
  | {
      readonly type: 'record-service-consent';
      readonly method: string;
      readonly on: CivilDate;
      /** Digest of the document in which the subject consents. */
      readonly document: string;
    }
  | {
      readonly type: 'report-service-failed';
      /** Digest of what shows it: the letter that came back, the report of who tried. */
      readonly evidence: string;
      readonly reason: TextRef;
    }
  | {
      readonly type: 'set-aside-service';
      readonly of: 'notice' | 'decision';
      /** Digest of what shows that the proof does not hold. */
      readonly evidence: string;
      readonly reason: TextRef;
    }
  | {
      readonly type: 'prove-service';
      readonly method: string;
      /** When the act of service took place: a date in the regime's zone, or an instant. */
      readonly actOn: string;
      readonly proof: { readonly kind: string; readonly digest: string };
      /** The subject itself opened the document, which some methods count from. */
      readonly accessed: boolean;
    }
  | {
      readonly type: 'respond';
      readonly statement: TextRef;
      /** What the statement raises, point by point; without any the statement is one point. */
      readonly points: readonly TextRef[];
      readonly nature: 'statement' | 'general-denial' | 'genuine-dispute';
      readonly posted?: Posting | undefined;
    }
  | { readonly type: 'waive-response' }
  | {
      readonly type: 'consider-response';
      readonly response: number;
      /** To each point, in their order. */
      readonly answers: readonly TextRef[];
    }
  /** On which of the regime's reasons for a hearing the request rests. */
  | { readonly type: 'request-hearing'; readonly trigger: string; readonly posted?: Posting | undefined }
  | {
      readonly type: 'notice-hearing';
      readonly on: CivilDate;
      readonly chair: string;
      readonly public: boolean;
      /** Why it is closed, in the regime's words, where it is not public although hearings are. */
      readonly closedFor: string | null;
      readonly document: TextRef;
    }
  | {
      readonly type: 'hold-hearing';
      readonly attended: boolean;
      readonly agents: readonly Mandate[];
      /** Why the subject was absent, where it said so; with good reason the hearing is held another day. */
      readonly absence: { readonly reason: TextRef; readonly good: boolean } | null;
      readonly record: TextRef;
    }
  | { readonly type: 'request-recusal'; readonly person: string; readonly reasons: TextRef }
  | {
      readonly type: 'decide-recusal';
      readonly person: string;
      readonly granted: boolean;
      readonly reasons: TextRef;
    }
  | { readonly type: 'close-record' }
  | {
      readonly type: 'amend-determination';
      readonly reasons: TextRef;
      readonly measures: readonly string[];
      readonly term: Bound | null;
    }
  | { readonly type: 'pass-legal-review'; readonly opinion: TextRef }
  | {
      readonly type: 'make-recommendation';
      readonly measures: readonly string[];
      readonly term: Bound | null;
      readonly reasons: TextRef;
    }
  | {
      readonly type: 'approve-listing';
      readonly measures: readonly string[];
      readonly term: Bound | null;
      readonly reasons: TextRef;
      readonly contents: readonly string[];
      /** Those who decided together, where the regime wants a collective decision. */
      readonly members: readonly string[];
      readonly lighter: Lighter;
    }
  | { readonly type: 'refuse-listing'; readonly reasons: TextRef }
  | { readonly type: 'give-consent' }
  | { readonly type: 'refuse-consent'; readonly reasons: TextRef }
  | {
      readonly type: 'serve-decision';
      readonly method: string;
      readonly documents: readonly ServedDocument[];
    }
  | {
      readonly type: 'prove-decision-service';
      readonly method: string;
      readonly actOn: string;
      readonly proof: { readonly kind: string; readonly digest: string };
      readonly accessed: boolean;
    }
  | { readonly type: 'enter-listing' }
  | { readonly type: 'impose-interim-measure'; readonly reasons: TextRef }
  | { readonly type: 'end-interim-measure' }
  | {
      readonly type: 'hold-interim-review';
      readonly outcome: 'stands' | 'ends';
      readonly reasons: TextRef;
    }
  | { readonly type: 'announce-interim-end'; readonly document: string }
  | { readonly type: 'acknowledge-interim-measure'; readonly implementer: string }
  | { readonly type: 'report-proceedings-began'; readonly document: string }
  /** Reasons, where the entry is published only if that is necessary. */
  | { readonly type: 'publish'; readonly reasons?: TextRef }
  | { readonly type: 'hand-over-publication'; readonly to: Authority }
  | { readonly type: 'suspend-measure'; readonly measure: string; readonly reasons: TextRef }
  | { readonly type: 'reinstate-measure'; readonly measure: string; readonly reasons: TextRef }
  | { readonly type: 'lift-measure'; readonly measure: string; readonly reasons: TextRef }
  | { readonly type: 'acknowledge-lifting'; readonly measure: string; readonly implementer: string }
  | { readonly type: 'release-entry'; readonly reasons: TextRef }
  | {
      readonly type: 'file-petition';
      readonly statement: TextRef;
      readonly materials: readonly string[];
      /** Preconditions the petitioner shows to be met, by id. */
      readonly met: readonly string[];
      readonly fee: number;
      /** When somebody files for the subject. */
      readonly mandate: Mandate | null;
    }
  | { readonly type: 'request-completion'; readonly petition: string; readonly missing: readonly string[] }
  | {
      readonly type: 'complete-petition';
      readonly petition: string;
      readonly materials: readonly string[];
      readonly met: readonly string[];
      readonly posted?: Posting | undefined;
    }
  | { readonly type: 'withdraw-petition'; readonly petition: string }
  /** Amends that were made: the correction of the conduct, or a precondition of repair, by id. */
  | {
      readonly type: 'record-amends';
      readonly what: string;
      readonly on: CivilDate;
      /** Digest of what proves it. */
      readonly evidence: string;
    }
  | { readonly type: 'record-commitment'; readonly statement: TextRef; readonly until: CivilDate | null }
  | {
      readonly type: 'report-breach';
      readonly commitment: string;
      readonly on: CivilDate;
      readonly document: TextRef;
    }
  | {
      readonly type: 'verify-petition';
      readonly petition: string;
      readonly performed: readonly string[];
      readonly partly: readonly string[];
      readonly findings: TextRef;
    }
  /** By the id of the petition that was granted, or of the temporary lift that was executed. */
  | { readonly type: 'revoke-repair'; readonly petition: string; readonly document: TextRef }
  | { readonly type: 'lift-temporarily'; readonly order: string; readonly until: CivilDate | null }
  | { readonly type: 'verify-temporary-lift'; readonly findings: TextRef }
  | { readonly type: 'end-temporary-lift'; readonly outcome: 'executed' | 'failed' }
  | {
      readonly type: 'file-objection';
      readonly lane: 'identity' | 'content' | 'term';
      readonly statement: TextRef;
    }
  | {
      readonly type: 'decide-objection';
      readonly objection: string;
      readonly outcome: 'upheld' | 'refused' | 'unverifiable';
      readonly correction: Correction | null;
      readonly reasons: TextRef;
    }
  | {
      readonly type: 'record-proceeding';
      readonly forum: string;
      readonly document: string;
      /** When it began before the forum; today where it is not said. */
      readonly beganOn: CivilDate | null;
      /** The petition whose refusal is under review; null when it is the listing itself. */
      readonly petition: string | null;
    }
  | { readonly type: 'order-stay'; readonly proceeding: string; readonly document: string }
  | { readonly type: 'end-stay'; readonly proceeding: string }
  | {
      readonly type: 'end-proceeding';
      readonly proceeding: string;
      readonly outcome: 'upheld' | 'varied' | 'annulled' | 'remitted' | 'withdrawn';
      /** Of a variation: the new term, the measures that remain; null where it leaves them alone. */
      readonly term: Bound | null;
      readonly measures: readonly string[] | null;
      readonly document: string;
    }
  | { readonly type: 'transfer-case'; readonly to: Authority; readonly reasons: TextRef }
  | { readonly type: 'accept-transfer' }
  | { readonly type: 'decline-transfer'; readonly reasons: TextRef }
  | { readonly type: 'record-succession'; readonly successor: Subject; readonly document: string }
  | {
      readonly type: 'report-subject-ended';
      readonly how: 'death' | 'dissolution';
      readonly document: string;
    }
  | { readonly type: 'join-case'; readonly into: string; readonly reasons: TextRef }
  | { readonly type: 'receive-joined-case'; readonly from: string; readonly responses: number }
  | { readonly type: 'consider-joined-defence'; readonly joined: string; readonly answer: TextRef }
  /** The basis of the case that this one is tied to fell. */
  | { readonly type: 'begin-basis-review'; readonly main: string }
  | { readonly type: 'hold-entry-review'; readonly outcome: 'stands' | 'ends'; readonly reasons: TextRef }
  | { readonly type: 'extend-clock'; readonly key: string; readonly by: Bound; readonly reasons: TextRef }
  | {
      readonly type: 'change-extension';
      readonly key: string;
      /** The day on which the extension was granted. */
      readonly on: CivilDate;
      readonly by: Bound;
      readonly reasons: TextRef;
    }
  | { readonly type: 'withdraw-extension'; readonly key: string; readonly on: CivilDate }
  | {
      readonly type: 'toll-clock' | 'resume-clock';
      readonly key: string;
      readonly cause: string;
      readonly evidence: string;
      /** The day of the order, where it is entered later; otherwise today. */
      readonly on?: CivilDate | undefined;
    }
  | { readonly type: 'accept-petition'; readonly petition: string }
  | { readonly type: 'reject-petition'; readonly petition: string; readonly reasons: TextRef }
  | {
      readonly type: 'decide-petition';
      readonly petition: string;
      readonly outcome: 'granted' | 'refused';
      readonly reasons: TextRef;
    }
  | {
      readonly type: 'report-basis-fallen';
      readonly how: string;
      readonly documentDigest: string;
      readonly effectiveOn: CivilDate;
    }
  | {
      readonly type: 'report-removal-trigger';
      readonly trigger: string;
      readonly documentDigest: string;
      readonly occurredOn: CivilDate;
    }
  | { readonly type: 'withdraw-case'; readonly reasons: TextRef }
  | { readonly type: 'acknowledge-retraction'; readonly recipient: string; readonly evidence: TextRef | null }
  | { readonly type: 'erase-case' }
  | {
      readonly type: 'perform-duties';
      readonly duties: readonly { readonly id: string; readonly proof: string }[];
    }
  | { readonly type: 'keep-clocks' }
  /** Counts the clocks again on the calendars as known on a day. */
  | { readonly type: 'rederive-clocks'; readonly change: string; readonly knownAt: CivilDate }
  /** Brings the case under another version of its regime; the version and the case's record are the ruling's context. */
  | { readonly type: 'adopt-version'; readonly change: string; readonly version: string }
  | {
      readonly type: 'end-basis-review';
      readonly outcome: 'stands' | 'falls';
      readonly reasons: TextRef;
    };

/** A document that is served, and which of the contents that the regime requires of it were found in it. */
export type ServedDocument = {
  readonly kind: string;
  readonly document: TextRef;
  readonly contents: readonly string[];
};

/** What lighter than the decision was considered first, and why it does not do. */
export type Lighter = { readonly considered: readonly string[]; readonly reasons: TextRef };

/** What an upheld objection puts right; null where it leaves something alone. */
export type Correction = {
  readonly statement: TextRef;
  readonly subject: Subject | null;
  readonly instrument: Instrument | null;
  /** The day from which the term counts, and its length. */
  readonly from: CivilDate | null;
  readonly term: Bound | null;
};

export type CommandType = Command['type'];
export type CommandMap = { readonly [C in Command as C['type']]: C };
export type CommandOf<T extends CommandType> = { readonly [K in T]: CommandMap[K] }[T];

/** Who asks. Rights are per authority; a person is checked by id, whatever roles the person carries. */
export type Actor =
  | {
      readonly kind: 'person';
      readonly person: string;
      readonly roles: readonly Role[];
      readonly authority?: string;
      /** Whom a deputy stands in for: the act counts as an act of both. */
      readonly onBehalfOf?: string;
      readonly caseId?: string;
      readonly recipient?: string;
    }
  | { readonly kind: 'clock' }
  | { readonly kind: 'engine' };

/** The person (or the deployment itself) as the record names it; a deputy with the one the deputy stands in for. */
export function actorName(actor: Actor): string {
  if (actor.kind !== 'person') return actor.kind;
  return actor.onBehalfOf === undefined ? actor.person : `${actor.person}${FOR}${actor.onBehalfOf}`;
}

/** The persons behind an act. Separation of duties looks at each of them. */
export function personsOf(actor: string): readonly string[] {
  return actor.split(FOR);
}

const FOR = ' for ';
