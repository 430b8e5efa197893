import { and, eq, sql } from 'drizzle-orm';
import type { Instant } from '../../domain/case/state.ts';
import type { Database } from '../client.ts';
import { caseFile } from '../schema/cases.ts';

/**
 * Lets a sandbox case's time run ahead to `until` at least; it never goes back. Answers false for a case that runs in
 * real time or does not exist.
 */
export async function advanceCase(
  db: Database,
  { caseId, until }: { caseId: string; until: Instant },
): Promise<boolean> {
  const ahead = sql`ceil(extract(epoch from ${until}::timestamptz - clock_timestamp()) * 1000)::bigint`;
  const rows = await db
    .update(caseFile)
    .set({ clockOffset: sql`greatest(${caseFile.clockOffset}, ${ahead})` })
    .where(and(eq(caseFile.id, caseId), eq(caseFile.sandbox, true)))
    .returning({ id: caseFile.id });
  return rows.length > 0;
}
