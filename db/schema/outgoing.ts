import { sql } from 'drizzle-orm';
import { index, integer, jsonb, pgTable, text, timestamp } from 'drizzle-orm/pg-core';
import type { Missing } from '../../domain/notice/document.ts';
import { bytes } from './cases.ts';

const instant = (name: string) => timestamp(name, { withTimezone: true, mode: 'string', precision: 3 });

/** What became of a sending, by whatever way it goes. */
export type What = 'notice-sent' | 'decision-sent';

/** A document as it was composed and printed, for good: what was sent can be shown byte for byte. */
export const document = pgTable(
  'document',
  {
    id: text('id').primaryKey(),
    caseId: text('case_id').notNull(),
    kind: text('kind').notNull(),
    lang: text('lang').notNull(),
    title: text('title').notNull(),
    /** SHA-256 of the template's text, or of the text that was brought instead of one. */
    template: text('template').notNull(),
    /** The contents it says and does not say, as the machine found. */
    contents: jsonb('contents').$type<readonly string[]>().notNull(),
    missing: jsonb('missing').$type<readonly Missing[]>().notNull(),
    gaps: jsonb('gaps').$type<readonly string[]>().notNull(),
    /** Digest of what of the case it states: a document is sent only while the case still says so. */
    basis: text('basis').notNull(),
    /** SHA-256 of the printed file, as the record names it. */
    digest: text('digest').notNull(),
    pages: integer('pages').notNull(),
    composed: bytes('composed').notNull(),
    printed: bytes('printed').notNull(),
    by: text('by').notNull(),
    at: instant('at').notNull(),
  },
  (table) => [index('document_case').on(table.caseId, table.at)],
);

/** Mails that a duty of service sends: written before the first attempt, so that a repeat is known as one. */
export const outgoingMail = pgTable(
  'outgoing_mail',
  {
    dutyId: text('duty_id').primaryKey(),
    caseId: text('case_id').notNull(),
    what: text('what').$type<What>().notNull(),
    /** Where in the record it was sent: a bounce of an earlier sending is none of a later one. */
    sentSeq: integer('sent_seq').notNull(),
    messageId: text('message_id').notNull().unique(),
    /** sending: on its way, or interrupted on it. waiting: to be tried again. */
    state: text('state').$type<'sending' | 'waiting' | 'sent' | 'failed' | 'bounced'>().notNull(),
    attempts: integer('attempts').notNull(),
    triedAt: instant('tried_at').notNull(),
    againAt: instant('again_at'),
    acceptedAt: instant('accepted_at'),
    bouncedAt: instant('bounced_at'),
    /** Codes of the last answer, never its words: those name the address. */
    smtpCode: integer('smtp_code'),
    statusCode: text('status_code'),
    trouble: text('trouble'),
  },
  (table) => [
    // What operators look at: mails that are neither delivered nor given up.
    index('outgoing_mail_open')
      .on(table.triedAt)
      .where(sql`state in ('sending', 'waiting')`),
  ],
);

/** Letters that wait for somebody to post them. */
export const outgoingPost = pgTable(
  'outgoing_post',
  {
    id: text('id').primaryKey(),
    dutyId: text('duty_id').notNull().unique(),
    caseId: text('case_id').notNull(),
    authorityId: text('authority_id').notNull(),
    what: text('what').$type<What>().notNull(),
    sentSeq: integer('sent_seq').notNull(),
    documents: jsonb('documents').$type<readonly string[]>().notNull(),
    state: text('state').$type<'queued' | 'posted' | 'returned' | 'withdrawn'>().notNull(),
    queuedAt: instant('queued_at').notNull(),
    postedAt: instant('posted_at'),
    postedBy: text('posted_by'),
    postalNumber: text('postal_number'),
    returnedAt: instant('returned_at'),
    returnedBy: text('returned_by'),
  },
  (table) => [
    // The queue of one authority, the oldest first.
    index('outgoing_post_queue').on(table.authorityId, table.state, table.queuedAt, table.id),
  ],
);
