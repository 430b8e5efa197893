import type { Instant } from '../../domain/case/state.ts';
import type { Sql, Transaction } from '../client.ts';

/** What tells the time of a case. `shift` is null for a real case. */
export type TimeRow = {
  readonly now: Date;
  readonly sandbox: boolean;
  readonly clock_offset: string;
  readonly shift: string | null;
};

/**
 * How far a sandbox case's time lies from that of its workflow, in milliseconds: a case that was opened at another time
 * than the real one runs by that much off the workflow, which always starts in real time. `f` is the row of the case.
 */
export function workflowShift(sql: Sql | Transaction) {
  return sql`case when f.sandbox then (extract(epoch from f.opened_at - (
    select e.recorded_at from case_event e where e.case_id = f.id and e.seq = 1)) * 1000)::bigint end`;
}

/**
 * What time it is for a case: the database's clock. A sandbox case runs off it by its offset, and follows its workflow
 * where that one has skipped time; it never goes back.
 */
export function presentOf(row: TimeRow, workflowTime?: Instant): Instant {
  if (!row.sandbox) return row.now.toISOString();
  const byRecord = row.now.getTime() + Number(row.clock_offset);
  const byWorkflow =
    workflowTime === undefined ? byRecord : Date.parse(workflowTime) + Number(row.shift ?? 0);
  return new Date(Math.max(byRecord, byWorkflow)).toISOString();
}
