import { and, eq, sql } from 'drizzle-orm';
import type { Database } from '../client.ts';
import { open } from '../sealing.ts';
import { caseEvent, caseFile } from '../schema/cases.ts';
import { caseKey, sealedText, subject } from '../schema/sealed.ts';
import type { SubjectData } from '../commands/rule.ts';

/** Who a case is about; null once the case's key was destroyed. */
export async function readSubject(
  db: Database,
  masterKey: Buffer,
  caseId: string,
): Promise<SubjectData | null> {
  const [row] = await db
    .select({ wrapped: caseKey.wrapped, first: subject.sealed, successor: sealedText.sealed })
    .from(subject)
    .innerJoin(caseKey, eq(caseKey.caseId, subject.caseId))
    .innerJoin(caseFile, eq(caseFile.id, subject.caseId))
    // The subject's reference leads to a text of the case once another body has succeeded to it.
    .leftJoin(
      sealedText,
      and(
        eq(sealedText.id, sql`${caseFile.state} -> 'subject' ->> 'ref'`),
        eq(sealedText.caseId, subject.caseId),
      ),
    )
    .where(eq(subject.caseId, caseId));
  return row ? openSubject(masterKey, { wrapped: row.wrapped, sealed: row.successor ?? row.first }) : null;
}

/** Opens the sealed subject of a case. What was sealed there is what the API parsed at the opening. */
export function openSubject(
  masterKey: Buffer,
  { wrapped, sealed }: { readonly wrapped: Buffer; readonly sealed: Buffer },
): SubjectData {
  const data: SubjectData = JSON.parse(open(open(masterKey, wrapped), sealed).toString());
  return data;
}

/** The types of the events of a case that name a text. */
export async function eventsNaming(
  db: Database,
  { caseId, textId }: { caseId: string; textId: string },
): Promise<string[]> {
  const rows = await db
    .select({ type: caseEvent.type })
    .from(caseEvent)
    .where(and(eq(caseEvent.caseId, caseId), sql`strpos(${caseEvent.payload}::text, ${textId}) > 0`));
  return rows.map(({ type }) => type);
}

/** One text of a case; undefined if there is none of that id, null once the case's key was destroyed. */
export async function readText(
  db: Database,
  masterKey: Buffer,
  { caseId, textId }: { caseId: string; textId: string },
): Promise<string | null | undefined> {
  const [row] = await db
    .select({ wrapped: caseKey.wrapped, sealed: sealedText.sealed })
    .from(sealedText)
    .leftJoin(caseKey, eq(caseKey.caseId, sealedText.caseId))
    .where(and(eq(sealedText.id, textId), eq(sealedText.caseId, caseId)));
  if (row === undefined) return undefined;
  return row.wrapped === null ? null : open(open(masterKey, row.wrapped), row.sealed).toString();
}
