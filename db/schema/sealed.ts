import { index, pgTable, primaryKey, text, timestamp } from 'drizzle-orm/pg-core';
import { bytes } from './cases.ts';

const instant = (name: string) => timestamp(name, { withTimezone: true, mode: 'string', precision: 3 });

/** The key of one case, wrapped by the deployment's master key. Destroying the row erases the person. */
export const caseKey = pgTable('case_key', {
  caseId: text('case_id').primaryKey(),
  wrapped: bytes('wrapped').notNull(),
});

/** Who the case is about: sealed under the case's key. */
export const subject = pgTable('subject', {
  caseId: text('case_id').primaryKey(),
  ref: text('ref').notNull(),
  kind: text('kind').notNull(),
  sealed: bytes('sealed').notNull(),
});

/** Keyed digests of a case's identifiers: they tell that two cases are about the same subject, and nothing else. */
export const subjectMark = pgTable(
  'subject_mark',
  {
    caseId: text('case_id').notNull(),
    mark: bytes('mark').notNull(),
  },
  (table) => [primaryKey({ columns: [table.caseId, table.mark] }), index('subject_mark_same').on(table.mark)],
);

/** Free text and documents of a case, sealed; the record holds their ids and the digests of the sealed bytes. */
export const sealedText = pgTable(
  'sealed_text',
  {
    id: text('id').primaryKey(),
    caseId: text('case_id').notNull(),
    sealed: bytes('sealed').notNull(),
    at: instant('at').notNull(),
  },
  (table) => [index('sealed_text_case').on(table.caseId)],
);

/** Every read of personal data: who, when, which, for what purpose. Append-only. */
export const accessLog = pgTable(
  'access_log',
  {
    id: text('id').primaryKey(),
    caseId: text('case_id').notNull(),
    actor: text('actor').notNull(),
    purpose: text('purpose').notNull(),
    what: text('what').notNull(),
    at: instant('at').notNull(),
  },
  (table) => [index('access_log_case').on(table.caseId, table.at)],
);
