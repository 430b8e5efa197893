import { eq, sql } from 'drizzle-orm';
import type { Missing } from '../../domain/notice/document.ts';
import type { Database } from '../client.ts';
import { open, seal } from '../sealing.ts';
import { document } from '../schema/outgoing.ts';
import { caseKey } from '../schema/sealed.ts';

export type ToKeep = {
  readonly id: string;
  readonly caseId: string;
  readonly kind: string;
  readonly lang: string;
  readonly title: string;
  readonly template: string;
  readonly contents: readonly string[];
  readonly missing: readonly Missing[];
  readonly gaps: readonly string[];
  readonly basis: string;
  readonly digest: string;
  readonly pages: number;
  readonly composed: string;
  readonly printed: Buffer;
  readonly by: string;
};

/**
 * Keeps a document for good, sealed under its case's key. The same id is kept once: asking again changes nothing.
 * Answers false where the case has no key any more, because the person was erased.
 */
export async function keepDocument(db: Database, masterKey: Buffer, keep: ToKeep): Promise<boolean> {
  const [row] = await db.select().from(caseKey).where(eq(caseKey.caseId, keep.caseId));
  if (row === undefined) return false;
  const key = open(masterKey, row.wrapped);
  await db
    .insert(document)
    .values({
      ...keep,
      composed: seal(key, keep.composed),
      printed: seal(key, keep.printed),
      at: sql`clock_timestamp()`,
    })
    .onConflictDoNothing({ target: document.id });
  return true;
}
