import { and, desc, eq, inArray, sql } from 'drizzle-orm';
import type { TextRef } from '../../domain/case/state.ts';
import type { Missing } from '../../domain/notice/document.ts';
import type { Database } from '../client.ts';
import { open } from '../sealing.ts';
import { caseEvent } from '../schema/cases.ts';
import { document } from '../schema/outgoing.ts';
import { caseKey, sealedText } from '../schema/sealed.ts';
import { iso } from './instant.ts';

const kept = {
  id: document.id,
  caseId: document.caseId,
  kind: document.kind,
  lang: document.lang,
  title: document.title,
  contents: document.contents,
  missing: document.missing,
  gaps: document.gaps,
  basis: document.basis,
  digest: document.digest,
  pages: document.pages,
  by: document.by,
  at: document.at,
};

export type KeptDocument = {
  readonly id: string;
  readonly caseId: string;
  readonly kind: string;
  readonly lang: string;
  readonly title: string;
  readonly contents: readonly string[];
  readonly missing: readonly Missing[];
  readonly gaps: readonly string[];
  readonly basis: string;
  readonly digest: string;
  readonly pages: number;
  readonly by: string;
  readonly at: string;
};

/** The documents of a case, the newest first, without what they say. */
export async function listDocuments(db: Database, caseId: string): Promise<KeptDocument[]> {
  const rows = await db
    .select(kept)
    .from(document)
    .where(eq(document.caseId, caseId))
    .orderBy(desc(document.at), desc(document.id))
    .limit(500);
  return rows.map((row) => ({ ...row, at: iso(row.at) }));
}

/** Some documents of a case by id, without what they say. */
export async function findDocuments(
  db: Database,
  { caseId, ids }: { caseId: string; ids: readonly string[] },
): Promise<KeptDocument[]> {
  if (ids.length === 0) return [];
  const rows = await db
    .select(kept)
    .from(document)
    .where(and(eq(document.caseId, caseId), inArray(document.id, [...ids])));
  return rows.map((row) => ({ ...row, at: iso(row.at) }));
}

export type OpenedDocument = KeptDocument & { readonly composed: string; readonly printed: Buffer };

/** A document in the open; undefined if there is none, null once the case's key was destroyed. */
export async function openDocument(
  db: Database,
  masterKey: Buffer,
  { caseId, id }: { caseId: string; id: string },
): Promise<OpenedDocument | null | undefined> {
  const [row] = await db
    .select({ ...kept, composed: document.composed, printed: document.printed, wrapped: caseKey.wrapped })
    .from(document)
    .leftJoin(caseKey, eq(caseKey.caseId, document.caseId))
    .where(and(eq(document.caseId, caseId), eq(document.id, id)));
  if (row === undefined) return undefined;
  const { wrapped, composed, printed, ...rest } = row;
  if (wrapped === null) return null;
  const key = open(masterKey, wrapped);
  return { ...rest, at: iso(rest.at), composed: open(key, composed).toString(), printed: open(key, printed) };
}

/** Opens some texts of a case. What is not there, or was erased, is left out. */
export async function readTexts(
  db: Database,
  masterKey: Buffer,
  { caseId, refs }: { caseId: string; refs: readonly TextRef[] },
): Promise<ReadonlyMap<string, string>> {
  if (refs.length === 0) return new Map();
  const rows = await db
    .select({ id: sealedText.id, sealed: sealedText.sealed, wrapped: caseKey.wrapped })
    .from(sealedText)
    .innerJoin(caseKey, eq(caseKey.caseId, sealedText.caseId))
    .where(
      and(
        eq(sealedText.caseId, caseId),
        inArray(
          sealedText.id,
          refs.map(({ id }) => id),
        ),
      ),
    );
  return new Map(rows.map((row) => [row.id, open(open(masterKey, row.wrapped), row.sealed).toString()]));
}

/** Whether a document was sent, by the record: a notice by itself, or a decision with others. */
export async function wasSent(
  db: Database,
  { caseId, id }: { caseId: string; id: string },
): Promise<boolean> {
  const rows = await db
    .select({ seq: caseEvent.seq })
    .from(caseEvent)
    .where(
      and(
        eq(caseEvent.caseId, caseId),
        inArray(caseEvent.type, ['notice-sent', 'decision-sent']),
        sql`(${caseEvent.payload} -> 'document' ->> 'id' = ${id}
          or ${caseEvent.payload} -> 'documents' @> ${JSON.stringify([{ document: { id } }])}::jsonb)`,
      ),
    )
    .limit(1);
  return rows.length > 0;
}
