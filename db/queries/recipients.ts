import { and, asc, eq, gt, sql } from 'drizzle-orm';
import type { Instant } from '../../domain/case/state.ts';
import type { Database } from '../client.ts';
import { recipientFeed, recipientLedger } from '../schema/register.ts';
import { iso, isoOrNull } from './instant.ts';

export type FeedRow = {
  readonly position: number;
  readonly kind: string;
  readonly caseId: string;
  /** Null of an interim measure, which comes before any entry. */
  readonly entryId: string | null;
  readonly measure: string | null;
  readonly at: Instant;
};

// Positions are taken before their transactions end, and these end in any order. Rows of transactions younger than the
// oldest one still under way are held back, so that a reader who goes on from its last position never misses one.
const settled = sql`age(${recipientFeed}.xmin) > age(pg_snapshot_xmin(pg_current_snapshot())::xid)`;

/** The feed of one recipient after a position, in the order of the rulings. */
export async function recipientFeedAfter(
  db: Database,
  { recipient, after, limit }: { recipient: string; after: number; limit: number },
): Promise<FeedRow[]> {
  const rows = await db
    .select({
      position: recipientFeed.position,
      kind: recipientFeed.kind,
      caseId: recipientFeed.caseId,
      entryId: recipientFeed.entryId,
      measure: recipientFeed.measure,
      at: recipientFeed.at,
    })
    .from(recipientFeed)
    .where(and(eq(recipientFeed.recipient, recipient), gt(recipientFeed.position, after), settled))
    .orderBy(asc(recipientFeed.position))
    .limit(limit);
  return rows.map((row) => ({ ...row, at: iso(row.at) }));
}

export type LedgerRow = {
  readonly recipient: string;
  readonly entryId: string;
  readonly deliveredAt: Instant | null;
  readonly retractedAt: Instant | null;
  readonly acknowledgedAt: Instant | null;
  readonly escalatedAt: Instant | null;
};

/** What each recipient got of a case's entry, when, and what it acknowledged. */
export async function caseLedger(db: Database, caseId: string): Promise<LedgerRow[]> {
  const rows = await db
    .select({
      recipient: recipientLedger.recipient,
      entryId: recipientLedger.entryId,
      deliveredAt: recipientLedger.deliveredAt,
      retractedAt: recipientLedger.retractedAt,
      acknowledgedAt: recipientLedger.acknowledgedAt,
      escalatedAt: recipientLedger.escalatedAt,
    })
    .from(recipientLedger)
    .where(eq(recipientLedger.caseId, caseId))
    .orderBy(asc(recipientLedger.recipient));
  return rows.map((row) => ({
    ...row,
    deliveredAt: isoOrNull(row.deliveredAt),
    retractedAt: isoOrNull(row.retractedAt),
    acknowledgedAt: isoOrNull(row.acknowledgedAt),
    escalatedAt: isoOrNull(row.escalatedAt),
  }));
}
