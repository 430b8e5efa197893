import type { Bound, Role } from '../regime/pack.ts';
import type { Authority, CivilDate, Instrument, Subject, TextRef } from './state.ts';

/** What an actor asks. Free text arrives already sealed, as references. */
export type Command =
  | {
      readonly type: 'open-case';
      readonly authority: Authority;
      readonly subject: Subject;
      readonly ground: string;
      readonly instrument: Instrument;
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
      readonly conductOn?: CivilDate;
      readonly measures: readonly string[];
      readonly term: Bound | null;
    }
  | {
      readonly type: 'serve-notice';
      readonly method: string;
      readonly document: TextRef;
      readonly contents: readonly string[];
      readonly consentToMethod: boolean;
    }
  | { readonly type: 'report-service-failed'; readonly reason: TextRef }
  | {
      readonly type: 'prove-service';
      readonly method: string;
      /** When the act of service took place: a date in the regime's zone, or an instant. */
      readonly actOn: string;
      readonly proof: { readonly kind: string; readonly digest: string };
    }
  | { readonly type: 'respond'; readonly statement: TextRef }
  | { readonly type: 'waive-response' }
  | { readonly type: 'consider-response'; readonly response: number; readonly answer: TextRef }
  | { readonly type: 'close-record' }
  | {
      readonly type: 'approve-listing';
      readonly measures: readonly string[];
      readonly term: Bound | null;
      readonly reasons: TextRef;
      readonly contents: readonly string[];
    }
  | { readonly type: 'refuse-listing'; readonly reasons: TextRef }
  | { readonly type: 'give-consent' }
  | { readonly type: 'refuse-consent'; readonly reasons: TextRef }
  | { readonly type: 'publish' }
  | {
      readonly type: 'file-petition';
      readonly statement: TextRef;
      readonly materials: readonly string[];
      /** Preconditions the petitioner shows to be met, by id. */
      readonly met: readonly string[];
      readonly fee: number;
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
  | { readonly type: 'withdraw-case'; readonly reasons: TextRef }
  | { readonly type: 'acknowledge-retraction'; readonly recipient: string; readonly evidence: TextRef | null }
  | {
      readonly type: 'perform-duties';
      readonly duties: readonly { readonly id: string; readonly proof: string }[];
    }
  | { readonly type: 'keep-clocks' };

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
      readonly caseId?: string;
      readonly recipient?: string;
    }
  | { readonly kind: 'clock' }
  | { readonly kind: 'engine' };

/** The person (or the deployment itself) as the record names it. */
export function actorName(actor: Actor): string {
  return actor.kind === 'person' ? actor.person : actor.kind;
}
