import { createHmac } from 'node:crypto';
import type { EarlierCase } from '../../domain/case/handler.ts';
import type { Sql, Transaction } from '../client.ts';
import type { SubjectData } from './rule.ts';

/** Keyed digests of the subject's identifiers. Without the master key they tell nothing, and nobody can try values. */
export function marksOfSubject(
  masterKey: Buffer,
  { identifiers }: Pick<SubjectData, 'identifiers'>,
): Buffer[] {
  const key = createHmac('sha256', masterKey).update('subject-mark').digest();
  return identifiers.map(({ scheme, value }) =>
    createHmac('sha256', key)
      .update(`${scheme}\n${value.normalize('NFKC').replaceAll(/\s/g, '').toUpperCase()}`)
      .digest(),
  );
}

/**
 * Holds the subject until the transaction ends, so that two openings about the same one are ruled one after the other
 * and the later one sees the earlier. Sent at once: what is asked next is asked behind the lock.
 */
export function holdSubject(tx: Transaction, marks: readonly Buffer[]): PromiseLike<unknown> {
  const keys = [...new Set(marks.map((mark) => mark.readBigInt64BE(0).toString()))].sort((left, right) =>
    left.localeCompare(right),
  );
  return tx`select pg_advisory_xact_lock(key) from unnest(${keys}::bigint[]) key`.execute();
}

type SharingCase = EarlierCase & {
  /** The identifiers it shares, and the schemes of all that its subject has. */
  readonly marks: readonly Buffer[];
  readonly schemes: readonly string[];
};

/** The cases there have been about subjects that share one of these identifiers. */
export async function earlierCases(tx: Transaction, marks: readonly Buffer[]): Promise<SharingCase[]> {
  if (marks.length === 0) return [];
  return tx<SharingCase[]>`
    ${known(tx)}, shared.marks, f.state -> 'subject' -> 'identifiers' as schemes
    from (select m.case_id, array_agg(m.mark) as marks from subject_mark m where m.mark in ${tx(marks)} group by m.case_id) shared
    join case_file f on f.id = shared.case_id`;
}

/** The other cases there have been about the subject of a case. */
export async function otherCases(sql: Sql | Transaction, caseId: string): Promise<EarlierCase[]> {
  return sql<EarlierCase[]>`
    ${known(sql)} from case_file f where f.id <> ${caseId} and f.id in (
      select m.case_id from subject_mark m
      where m.mark in (select own.mark from subject_mark own where own.case_id = ${caseId}))`;
}

const known = (sql: Sql | Transaction) => sql`
  select f.id as "caseId", f.regime, f.stage, f.outcome, f.state -> 'instrument' ->> 'documentDigest' as instrument,
         f.state -> 'instrument' ->> 'date' as "instrumentOn", f.state -> 'removal' ->> 'beganAt' as "removedAt",
         f.authority_id as authority, f.state -> 'entry' ->> 'from' as "listedFrom",
         f.state ->> 'removalTrigger' as trigger,
         exists (select from json_array_elements(f.state -> 'proceedings') p where p -> 'outcome' is null)
           as "underReview"`;
