import type { Extension } from '../calendar/deadline.ts';
import type { KeptBecause, BasisFell } from '../change/effect.ts';
import type { Mandate } from '../holder/mandate.ts';
import type { Bound } from '../regime/pack.ts';
import type { Lighter, ServedDocument } from './commands.ts';
import type { Posting } from '../notice/posted.ts';
import type {
  Authority,
  CivilDate,
  Clock,
  Duty,
  Instant,
  Instrument,
  Outcome,
  Subject,
  Suspension,
  TextRef,
} from './state.ts';

/** The facts of a case's record. Payloads hold ids, dates and digests; personal data live sealed elsewhere. */
export type CaseEvent =
  | {
      readonly type: 'case-opened';
      readonly regime: string;
      readonly version: string;
      /** Under which hash the version is published; null in a trial under a draft. */
      readonly packHash: string | null;
      readonly authority: Authority;
      /** The territory in which the facts lie, where that was stated. */
      readonly place: string | null;
      readonly subject: Subject;
      readonly ground: string;
      readonly instrument: Instrument;
      readonly linkedTo: { readonly caseId: string; readonly relation: string } | null;
      /** For how many days the subject was listed before on the same instrument. */
      readonly served: number;
    }
  | {
      readonly type: 'entry-adopted';
      readonly regime: string;
      readonly version: string;
      readonly packHash: string | null;
      readonly authority: Authority;
      readonly subject: Subject;
      readonly ground: string;
      readonly source: string;
      /** Who brought the list and who approved it. */
      readonly approvedBy: readonly string[];
      readonly measures: readonly string[];
      readonly from: CivilDate;
      readonly until: CivilDate | null;
      readonly end: Instant | null;
      /** Who holds a copy of the existing list. */
      readonly recipients: readonly string[];
    }
  | {
      readonly type: 'determination-recorded';
      readonly facts: TextRef;
      readonly reasons: TextRef;
      readonly factors: readonly string[];
      readonly stated: readonly string[];
      /** Who investigated: none of them decides. */
      readonly officers: readonly string[];
      readonly traits: readonly string[];
      readonly conductOn: CivilDate | null;
      readonly knownOn: CivilDate | null;
      readonly interruptions: readonly CivilDate[];
      readonly measures: readonly string[];
      readonly term: Bound | null;
    }
  | {
      readonly type: 'notice-sent';
      readonly method: string;
      readonly document: TextRef;
      readonly contents: readonly string[];
      readonly measures: readonly string[];
      readonly term: Bound | null;
    }
  | {
      readonly type: 'service-consented';
      readonly method: string;
      readonly on: CivilDate;
      readonly document: string;
    }
  | {
      readonly type: 'service-failed';
      readonly of: 'notice' | 'decision';
      readonly method: string;
      readonly evidence: string;
      readonly reason: TextRef;
    }
  | {
      readonly type: 'service-set-aside';
      readonly of: 'notice' | 'decision';
      readonly method: string;
      readonly evidence: string;
      readonly reason: TextRef;
    }
  | {
      readonly type: 'notice-served';
      readonly method: string;
      readonly actOn: string;
      readonly effectiveOn: CivilDate;
      readonly proof: { readonly kind: string; readonly digest: string };
    }
  | {
      readonly type: 'response-received';
      readonly statement: TextRef;
      readonly points: readonly TextRef[];
      readonly nature: 'statement' | 'general-denial' | 'genuine-dispute';
      readonly posted?: Posting;
    }
  | { readonly type: 'response-waived' }
  | { readonly type: 'response-considered'; readonly response: number; readonly answers: readonly TextRef[] }
  | { readonly type: 'hearing-requested'; readonly trigger: string; readonly posted?: Posting }
  | {
      readonly type: 'hearing-noticed';
      readonly on: CivilDate;
      readonly chair: string;
      readonly public: boolean;
      readonly closedFor: string | null;
      readonly document: TextRef;
    }
  | {
      readonly type: 'hearing-held';
      readonly attended: boolean;
      readonly agents: readonly Mandate[];
      /** The reason given for an absence that was no good one. */
      readonly absence: TextRef | null;
      readonly record: TextRef;
    }
  /** The subject was absent with good reason: another day is fixed. */
  | { readonly type: 'hearing-adjourned'; readonly absence: TextRef; readonly record: TextRef }
  | { readonly type: 'recusal-requested'; readonly person: string; readonly reasons: TextRef }
  | {
      readonly type: 'recusal-decided';
      readonly person: string;
      readonly granted: boolean;
      readonly reasons: TextRef;
    }
  | {
      readonly type: 'determination-amended';
      readonly reasons: TextRef;
      readonly measures: readonly string[];
      readonly term: Bound | null;
    }
  | { readonly type: 'legal-review-passed'; readonly opinion: TextRef }
  | {
      readonly type: 'recommendation-made';
      readonly measures: readonly string[];
      readonly term: Bound | null;
      readonly reasons: TextRef;
    }
  | {
      readonly type: 'decision-sent';
      readonly method: string;
      readonly documents: readonly ServedDocument[];
    }
  | {
      readonly type: 'decision-served';
      readonly method: string;
      readonly actOn: string;
      readonly effectiveOn: CivilDate;
      readonly proof: { readonly kind: string; readonly digest: string };
    }
  | { readonly type: 'entry-notified'; readonly effectiveOn: CivilDate }
  | { readonly type: 'standstill-ended' }
  | {
      readonly type: 'interim-measure-imposed';
      readonly how: 'notice' | 'decision';
      readonly measure: string;
      readonly from: CivilDate;
      readonly reasons: TextRef | null;
      readonly implementers: readonly string[];
    }
  | {
      readonly type: 'interim-measure-ended';
      readonly how: 'lapsed' | 'lifted' | 'merged' | 'case-ended';
    }
  | { readonly type: 'interim-measure-told'; readonly ref: string; readonly what: 'applied' | 'lifted' }
  | {
      readonly type: 'interim-measure-acknowledged';
      readonly ref: string;
      readonly implementer: string;
      readonly what: 'applied' | 'lifted';
    }
  | { readonly type: 'interim-review-held'; readonly outcome: 'stands' | 'ends'; readonly reasons: TextRef }
  | { readonly type: 'interim-end-announced'; readonly document: string }
  | { readonly type: 'proceedings-began'; readonly document: string }
  | { readonly type: 'measure-suspended'; readonly measure: string; readonly reasons: TextRef }
  | { readonly type: 'measure-reinstated'; readonly measure: string; readonly reasons: TextRef }
  | { readonly type: 'measure-lifted'; readonly measure: string; readonly reasons: TextRef }
  | {
      readonly type: 'measure-ended';
      readonly ref: string;
      readonly how: 'term' | 'lifted';
      readonly implementers: readonly string[];
    }
  /** `ref` names the measure and the implementer, as `<measure>@<implementer>`. */
  | {
      readonly type: 'lifting-acknowledged';
      readonly ref: string;
      readonly measure: string;
      readonly implementer: string;
    }
  | { readonly type: 'minimum-term-reached' }
  | { readonly type: 'entry-released'; readonly reasons: TextRef }
  | { readonly type: 'record-closed'; readonly how: 'window-ended' | 'waived' | 'responded' }
  /** Something that was posted in time arrived after the record was closed, and wants an act before it is closed again. */
  | { readonly type: 'record-reopened' }
  | {
      readonly type: 'listing-approved';
      /** Those who decided together with the one who recorded it. */
      readonly members: readonly string[];
      readonly measures: readonly string[];
      readonly term: Bound | null;
      readonly reasons: TextRef;
      readonly contents: readonly string[];
      readonly lighter: Lighter;
    }
  | { readonly type: 'consent-requested' }
  | { readonly type: 'consent-given' }
  | { readonly type: 'consent-refused'; readonly reasons: TextRef }
  | { readonly type: 'listing-refused'; readonly reasons: TextRef }
  | {
      readonly type: 'listed';
      readonly noEarlyEnd: boolean;
      /** The term starts anew with this listing, whatever it was counted from before. */
      readonly restarted: boolean;
      /** How long it stands from today on, whatever is left of its term. */
      readonly atLeast: Bound | null;
      readonly entry: string;
      readonly from: CivilDate;
      readonly measures: readonly string[];
    }
  | { readonly type: 'entry-published'; readonly reasons: TextRef | null }
  | { readonly type: 'publication-handed-over'; readonly to: Authority }
  | { readonly type: 'deliveries-made' }
  | {
      readonly type: 'petition-filed';
      readonly ref: string;
      readonly statement: TextRef;
      readonly materials: readonly string[];
      /** Preconditions that the petitioner shows to be met. */
      readonly met: readonly string[];
      /** Of both, what is not there yet. */
      readonly lacking: readonly string[];
      readonly mandate: Mandate | null;
    }
  | { readonly type: 'petition-incomplete'; readonly ref: string; readonly missing: readonly string[] }
  | {
      readonly type: 'petition-completed';
      readonly ref: string;
      readonly materials: readonly string[];
      readonly met: readonly string[];
      readonly posted?: Posting;
    }
  | { readonly type: 'petition-withdrawn'; readonly ref: string }
  | {
      readonly type: 'amends-recorded';
      readonly what: string;
      readonly on: CivilDate;
      readonly evidence: string;
      readonly by: 'subject' | 'authority';
    }
  | {
      readonly type: 'commitment-made';
      readonly ref: string;
      readonly statement: TextRef;
      readonly until: CivilDate | null;
    }
  | {
      readonly type: 'commitment-breached';
      readonly ref: string;
      readonly on: CivilDate;
      readonly document: TextRef;
    }
  | { readonly type: 'petition-abandoned'; readonly ref: string }
  | {
      readonly type: 'petition-verified';
      readonly ref: string;
      readonly performed: readonly string[];
      readonly partly: readonly string[];
      readonly findings: TextRef;
    }
  | { readonly type: 'repair-revoked'; readonly ref: string; readonly document: TextRef }
  | { readonly type: 'petition-accepted'; readonly ref: string }
  | { readonly type: 'petition-rejected'; readonly ref: string; readonly reasons: TextRef }
  | {
      readonly type: 'petition-decided';
      readonly ref: string;
      readonly outcome: 'granted' | 'refused';
      readonly how: 'decision' | 'silence' | 'review';
      readonly reasons: TextRef | null;
    }
  | {
      readonly type: 'temporary-lift-began';
      readonly ref: string;
      readonly order: string;
      readonly until: CivilDate | null;
      readonly end: Instant | null;
    }
  | { readonly type: 'temporary-lift-verified'; readonly ref: string; readonly findings: TextRef }
  | {
      readonly type: 'temporary-lift-ended';
      readonly ref: string;
      readonly outcome: 'executed' | 'failed';
    }
  | { readonly type: 'entry-suspended'; readonly cause: Suspension['cause']; readonly order: string }
  | { readonly type: 'entry-restored'; readonly cause: Suspension['cause'] }
  | {
      readonly type: 'objection-filed';
      readonly ref: string;
      readonly lane: 'identity' | 'content' | 'term';
      readonly statement: TextRef;
    }
  | { readonly type: 'objection-annotated'; readonly ref: string }
  | {
      readonly type: 'objection-decided';
      readonly ref: string;
      readonly outcome: 'upheld' | 'refused' | 'recorded-both';
      readonly reasons: TextRef;
    }
  | {
      readonly type: 'entry-corrected';
      readonly ref: string;
      readonly correction: TextRef;
      readonly subject: Subject | null;
      readonly instrument: Instrument | null;
    }
  | {
      readonly type: 'review-proceeding-began';
      readonly ref: string;
      readonly forum: string;
      readonly stay: 'none' | 'automatic' | 'ordered';
      readonly beganOn: CivilDate;
      readonly outOfTime: boolean;
      readonly petition: string | null;
      readonly document: string;
    }
  | { readonly type: 'stay-ordered'; readonly ref: string; readonly document: string }
  | { readonly type: 'stay-ended'; readonly ref: string }
  | {
      readonly type: 'review-proceeding-ended';
      readonly ref: string;
      readonly outcome: 'upheld' | 'varied' | 'annulled' | 'remitted' | 'withdrawn';
      readonly document: string;
    }
  /** The listing was sent back for a new decision, on the record as it was closed. */
  | { readonly type: 'listing-remitted'; readonly proceeding: string }
  | { readonly type: 'term-varied'; readonly term: Bound }
  | { readonly type: 'case-transferred'; readonly to: Authority; readonly reasons: TextRef }
  | { readonly type: 'transfer-accepted'; readonly to: Authority }
  | { readonly type: 'transfer-declined'; readonly to: Authority; readonly reasons: TextRef }
  | { readonly type: 'case-withdrawn'; readonly reasons: TextRef }
  | { readonly type: 'subject-succeeded'; readonly successor: Subject; readonly document: string }
  | { readonly type: 'subject-ended'; readonly how: 'death' | 'dissolution'; readonly document: string }
  | {
      readonly type: 'case-joined';
      readonly into: string;
      /** How many responses of the subject the other case has to answer now. */
      readonly responses: number;
      readonly reasons: TextRef;
    }
  | { readonly type: 'joined-case-received'; readonly ref: string; readonly responses: number }
  | { readonly type: 'joined-defence-considered'; readonly ref: string; readonly answer: TextRef }
  | {
      readonly type: 'entry-review-held';
      readonly ref: string;
      readonly outcome: 'stands' | 'ends';
      readonly reasons: TextRef;
    }
  | {
      readonly type: 'clock-extended';
      readonly key: string;
      readonly extension: Extension;
      readonly reasons: TextRef;
      readonly clock: Clock;
    }
  | {
      readonly type: 'extension-changed';
      readonly key: string;
      readonly on: CivilDate;
      readonly by: Bound;
      readonly reasons: TextRef;
      readonly clock: Clock;
    }
  | {
      readonly type: 'extension-withdrawn';
      readonly key: string;
      readonly on: CivilDate;
      readonly clock: Clock;
    }
  | {
      readonly type: 'clock-tolled';
      readonly key: string;
      readonly cause: string;
      readonly on: CivilDate;
      readonly evidence: string;
      readonly clock: Clock;
    }
  | {
      readonly type: 'clock-resumed';
      readonly key: string;
      readonly cause: string;
      readonly on: CivilDate;
      readonly evidence: string;
      readonly clock: Clock;
    }
  | {
      readonly type: 'clock-rederived';
      readonly key: string;
      readonly change: string;
      readonly before: { readonly due: CivilDate | null; readonly end: Instant | null };
      readonly clock: Clock;
      /** What the change would have made of it, where it was not allowed to. */
      readonly kept?: {
        readonly due: CivilDate | null;
        readonly end: Instant | null;
        readonly why: KeptBecause;
      };
    }
  | {
      readonly type: 'version-adopted';
      readonly change: string;
      readonly from: string;
      readonly to: string;
      readonly packHash: string | null;
      /** What the newer version calls the ground and the kind of the instrument. */
      readonly ground: string;
      readonly instrumentKind: string | null;
    }
  | {
      readonly type: 'basis-review-began';
      readonly change: string;
      readonly version: string;
      readonly fell: BasisFell;
    }
  | {
      readonly type: 'basis-review-ended';
      readonly outcome: 'stands' | 'falls';
      readonly reasons: TextRef;
    }
  | {
      readonly type: 'basis-fell';
      readonly how: string;
      readonly documentDigest: string;
      readonly effectiveOn: CivilDate;
    }
  | {
      readonly type: 'removal-triggered';
      readonly trigger: string;
      readonly documentDigest: string;
      readonly occurredOn: CivilDate;
    }
  | {
      readonly type: 'removal-began';
      readonly cause: Outcome;
      readonly recipients: readonly string[];
      /** The day of the event that obliges to it, where it is older than the ruling. */
      readonly since?: CivilDate;
    }
  | { readonly type: 'retraction-sent'; readonly ref: string }
  | { readonly type: 'lifting-sent'; readonly ref: string }
  | { readonly type: 'retractions-sent' }
  | { readonly type: 'retraction-acknowledged'; readonly ref: string; readonly evidence: TextRef | null }
  | { readonly type: 'recipient-escalated'; readonly ref: string }
  | { readonly type: 'case-closed'; readonly outcome: Outcome; readonly unacknowledged: readonly string[] }
  | { readonly type: 'case-erased'; readonly afterwards: 'erase' | 'archive' }
  | { readonly type: 'duties-opened'; readonly duties: readonly Duty[] }
  | {
      readonly type: 'duties-performed';
      readonly duties: readonly { readonly id: string; readonly proof: string }[];
    }
  | { readonly type: 'clock-armed'; readonly clock: Clock }
  | { readonly type: 'clock-met'; readonly key: string; readonly overdue: boolean }
  | { readonly type: 'clock-stopped'; readonly key: string }
  | { readonly type: 'clock-lapsed'; readonly key: string; readonly dueAt: Instant; readonly effect: string }
  | {
      readonly type: 'rung-reached';
      readonly key: string;
      readonly rung: string;
      readonly dueAt: Instant;
      readonly tells: string;
    };

export type CaseEventType = CaseEvent['type'];
