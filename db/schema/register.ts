import { sql } from 'drizzle-orm';
import type { Suspension } from '../../domain/case/state.ts';
import type { Unfounded } from '../../domain/removal/unfounded.ts';
import { bigserial, date, index, jsonb, pgTable, primaryKey, text, timestamp } from 'drizzle-orm/pg-core';

const instant = (name: string) => timestamp(name, { withTimezone: true, mode: 'string', precision: 3 });

/** One line of the register. Whether it stands on a day is computed from its dates, never stored. */
export const registerEntry = pgTable(
  'register_entry',
  {
    id: text('id').primaryKey(),
    caseId: text('case_id').notNull(),
    regime: text('regime').notNull(),
    version: text('version').notNull(),
    authorityId: text('authority_id').notNull(),
    ground: text('ground').notNull(),
    subjectKind: text('subject_kind').notNull(),
    measures: jsonb('measures').$type<readonly string[]>().notNull(),
    fromDate: date('from_date', { mode: 'string' }).notNull(),
    untilDate: date('until_date', { mode: 'string' }),
    endsAt: instant('ends_at'),
    publishedAt: instant('published_at'),
    removedAt: instant('removed_at'),
    removedBecause: text('removed_because'),
    /** Spans in which the entry has no effect: `[{ cause, from, to? }]`. */
    suspensions: jsonb('suspensions').$type<readonly Suspension[]>().notNull(),
    /** What every copy has to say besides: disputed, under review, not final. */
    marks: jsonb('marks').$type<readonly string[]>().notNull(),
    /** Why the entry should never have stood, once that is known. */
    unfounded: jsonb('unfounded').$type<Unfounded>(),
  },
  (table) => [
    index('register_entry_standing').on(table.publishedAt, table.id),
    // A case whose repair is revoked has more than one entry.
    index('register_entry_case').on(table.caseId),
    // What is explained to the public, in the order of ids.
    index('register_entry_unfounded')
      .on(table.id)
      .where(sql`unfounded is not null`),
  ],
);

/** What each recipient got of an entry, when, and what it acknowledged. */
export const recipientLedger = pgTable(
  'recipient_ledger',
  {
    caseId: text('case_id').notNull(),
    recipient: text('recipient').notNull(),
    entryId: text('entry_id').notNull(),
    deliveredAt: instant('delivered_at'),
    retractedAt: instant('retracted_at'),
    acknowledgedAt: instant('acknowledged_at'),
    escalatedAt: instant('escalated_at'),
  },
  (table) => [primaryKey({ columns: [table.caseId, table.recipient, table.entryId] })],
);

/** The ordered feed of one recipient: entries delivered and retracted, in the order of the rulings. */
export const recipientFeed = pgTable(
  'recipient_feed',
  {
    position: bigserial('position', { mode: 'number' }).primaryKey(),
    recipient: text('recipient').notNull(),
    kind: text('kind').notNull(),
    caseId: text('case_id').notNull(),
    /** Null of an interim measure, which comes before any entry. */
    entryId: text('entry_id'),
    /** The measure that begins or ends, where the item is about one. */
    measure: text('measure'),
    at: instant('at').notNull(),
  },
  (table) => [index('recipient_feed_order').on(table.recipient, table.position)],
);

/** The authorities this deployment serves, with the level the regimes speak of and the next-higher one. */
export const authority = pgTable('authority', {
  id: text('id').primaryKey(),
  title: text('title').notNull(),
  level: text('level').notNull(),
  superior: text('superior'),
  /** Under which regimes it acts. */
  regimes: jsonb('regimes').$type<readonly string[]>().notNull().default([]),
  /** Where it acts; in all of a jurisdiction where nothing is said. */
  territory: text('territory'),
});
