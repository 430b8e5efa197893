import type { Instant } from '../../domain/case/state.ts';

/** What tells the time of a case. */
export type TimeRow = { readonly now: Date; readonly sandbox: boolean; readonly clock_offset: string };

/**
 * What time it is for a case: the database's clock. A sandbox case runs off it by its offset, and follows its workflow
 * where that one has skipped time; it never goes back.
 */
export function presentOf(row: TimeRow, byWorkflow: Instant | null): Instant {
  if (!row.sandbox) return row.now.toISOString();
  const byRecord = new Date(row.now.getTime() + Number(row.clock_offset)).toISOString();
  return byWorkflow !== null && byWorkflow > byRecord ? byWorkflow : byRecord;
}
