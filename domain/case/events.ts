import type { Bound } from '../regime/pack.ts';
import type {
  Authority,
  CivilDate,
  Clock,
  Duty,
  Instant,
  Instrument,
  Outcome,
  RemovalCause,
  Subject,
  TextRef,
} from './state.ts';

/** The facts of a case's record. Payloads hold ids, dates and digests; personal data live sealed elsewhere. */
export type CaseEvent =
  | {
      readonly type: 'case-opened';
      readonly regime: string;
      readonly version: string;
      readonly authority: Authority;
      readonly subject: Subject;
      readonly ground: string;
      readonly instrument: Instrument;
    }
  | {
      readonly type: 'entry-adopted';
      readonly regime: string;
      readonly version: string;
      readonly authority: Authority;
      readonly subject: Subject;
      readonly ground: string;
      readonly source: string;
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
  | { readonly type: 'service-failed'; readonly method: string; readonly reason: TextRef }
  | {
      readonly type: 'notice-served';
      readonly method: string;
      readonly actOn: string;
      readonly effectiveOn: CivilDate;
      readonly proof: { readonly kind: string; readonly digest: string };
    }
  | { readonly type: 'response-received'; readonly statement: TextRef }
  | { readonly type: 'response-waived' }
  | { readonly type: 'response-considered'; readonly response: number; readonly answer: TextRef }
  | { readonly type: 'record-closed'; readonly how: 'window-ended' | 'waived' | 'responded' }
  | {
      readonly type: 'listing-approved';
      readonly measures: readonly string[];
      readonly term: Bound | null;
      readonly reasons: TextRef;
      readonly contents: readonly string[];
    }
  | { readonly type: 'consent-requested' }
  | { readonly type: 'consent-given' }
  | { readonly type: 'consent-refused'; readonly reasons: TextRef }
  | { readonly type: 'listing-refused'; readonly reasons: TextRef }
  | {
      readonly type: 'listed';
      readonly entry: string;
      readonly from: CivilDate;
      readonly measures: readonly string[];
    }
  | { readonly type: 'entry-published' }
  | {
      readonly type: 'petition-filed';
      readonly ref: string;
      readonly statement: TextRef;
      readonly materials: readonly string[];
    }
  | { readonly type: 'petition-accepted'; readonly ref: string }
  | { readonly type: 'petition-rejected'; readonly ref: string; readonly reasons: TextRef }
  | {
      readonly type: 'petition-decided';
      readonly ref: string;
      readonly outcome: 'granted' | 'refused';
      readonly how: 'decision' | 'silence';
      readonly reasons: TextRef | null;
    }
  | {
      readonly type: 'basis-fell';
      readonly how: string;
      readonly documentDigest: string;
      readonly effectiveOn: CivilDate;
    }
  | { readonly type: 'removal-began'; readonly cause: RemovalCause; readonly recipients: readonly string[] }
  | { readonly type: 'retraction-sent'; readonly ref: string }
  | { readonly type: 'retraction-acknowledged'; readonly ref: string; readonly evidence: TextRef | null }
  | { readonly type: 'recipient-escalated'; readonly ref: string }
  | { readonly type: 'case-closed'; readonly outcome: Outcome; readonly unacknowledged: readonly string[] }
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
