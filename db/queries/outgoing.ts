import { and, asc, eq, gt, inArray, or } from 'drizzle-orm';
import type { Database } from '../client.ts';
import { outgoingMail, outgoingPost } from '../schema/outgoing.ts';
import { caseFile } from '../schema/cases.ts';
import { iso, isoOrNull } from './instant.ts';
import { within, type Reach } from './cases.ts';

export type ListedLetter = {
  readonly id: string;
  readonly caseId: string;
  readonly authority: string;
  readonly what: string;
  readonly documents: readonly string[];
  readonly state: 'queued' | 'posted' | 'returned' | 'withdrawn';
  readonly queuedAt: string;
  readonly postedAt: string | null;
  readonly postedBy: string | null;
  readonly postalNumber: string | null;
  readonly returnedAt: string | null;
};

export type LetterFilter = {
  readonly reach: readonly Reach[];
  readonly state: ListedLetter['state'];
  readonly after?: { readonly queuedAt: string; readonly id: string } | undefined;
  readonly limit: number;
};

/** Letters of the outgoing post within reach, the oldest first. */
export async function listLetters(db: Database, filter: LetterFilter): Promise<ListedLetter[]> {
  const { reach, state, after, limit } = filter;
  const rows = await db
    .select({
      id: outgoingPost.id,
      caseId: outgoingPost.caseId,
      authority: outgoingPost.authorityId,
      what: outgoingPost.what,
      documents: outgoingPost.documents,
      state: outgoingPost.state,
      queuedAt: outgoingPost.queuedAt,
      postedAt: outgoingPost.postedAt,
      postedBy: outgoingPost.postedBy,
      postalNumber: outgoingPost.postalNumber,
      returnedAt: outgoingPost.returnedAt,
    })
    .from(outgoingPost)
    .innerJoin(caseFile, eq(caseFile.id, outgoingPost.caseId))
    .where(
      and(
        within(reach),
        eq(outgoingPost.state, state),
        after &&
          or(
            gt(outgoingPost.queuedAt, after.queuedAt),
            and(eq(outgoingPost.queuedAt, after.queuedAt), gt(outgoingPost.id, after.id)),
          ),
      ),
    )
    .orderBy(asc(outgoingPost.queuedAt), asc(outgoingPost.id))
    .limit(limit);
  return rows.map((row) => ({
    ...row,
    queuedAt: iso(row.queuedAt),
    postedAt: isoOrNull(row.postedAt),
    returnedAt: isoOrNull(row.returnedAt),
  }));
}

export type OpenMail = {
  readonly caseId: string;
  readonly what: string;
  readonly messageId: string;
  readonly state: string;
  readonly attempts: number;
  readonly triedAt: string;
  readonly againAt: string | null;
  readonly trouble: string | null;
  readonly smtpCode: number | null;
  readonly statusCode: string | null;
};

/** Mails within reach that are neither delivered nor given up, the longest waiting first. */
export async function openMails(
  db: Database,
  { reach, limit }: { reach: readonly Reach[]; limit: number },
): Promise<OpenMail[]> {
  const rows = await db
    .select({
      caseId: outgoingMail.caseId,
      what: outgoingMail.what,
      messageId: outgoingMail.messageId,
      state: outgoingMail.state,
      attempts: outgoingMail.attempts,
      triedAt: outgoingMail.triedAt,
      againAt: outgoingMail.againAt,
      trouble: outgoingMail.trouble,
      smtpCode: outgoingMail.smtpCode,
      statusCode: outgoingMail.statusCode,
    })
    .from(outgoingMail)
    .innerJoin(caseFile, eq(caseFile.id, outgoingMail.caseId))
    .where(and(within(reach), inArray(outgoingMail.state, ['sending', 'waiting'])))
    .orderBy(asc(outgoingMail.triedAt))
    .limit(limit);
  return rows.map((row) => ({ ...row, triedAt: iso(row.triedAt), againAt: isoOrNull(row.againAt) }));
}
