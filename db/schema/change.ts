import { sql } from 'drizzle-orm';
import { date, index, integer, jsonb, pgTable, primaryKey, text, timestamp } from 'drizzle-orm/pg-core';
import type { CalendarYear } from '../../domain/calendar/calendar.ts';
import type { CaseEffect } from '../../domain/change/effect.ts';

const instant = (name: string) => timestamp(name, { withTimezone: true, mode: 'string', precision: 3 });

/** Years of working calendars that were published to this deployment, besides those it was shipped with. Append-only. */
export const calendarEdition = pgTable(
  'calendar_edition',
  {
    calendar: text('calendar').notNull(),
    year: integer('year').notNull(),
    version: integer('version').notNull(),
    body: jsonb('body').$type<CalendarYear>().notNull(),
    publishedBy: text('published_by').notNull(),
    publishedAt: instant('published_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.calendar, table.year, table.version] })],
);

/** A change of calendar or law on live cases: proposed, previewed, approved by somebody else, applied case by case. */
export const change = pgTable('change', {
  id: text('id').primaryKey(),
  /** calendar or regime. */
  kind: text('kind').notNull(),
  calendar: text('calendar'),
  regime: text('regime'),
  version: text('version'),
  /** As known on which day calendars count; by default each case's own today. */
  knownAt: date('known_at', { mode: 'string' }),
  /** How many cases are changed in a second. */
  perSecond: integer('per_second').notNull(),
  /** previewing, previewed, approved, applied or withdrawn. */
  status: text('status').notNull(),
  /** How far the preview has come: the last case it looked at. */
  previewedTo: text('previewed_to').notNull().default(''),
  looked: integer('looked').notNull().default(0),
  proposedBy: text('proposed_by').notNull(),
  proposedAt: instant('proposed_at').notNull(),
  reason: text('reason').notNull(),
  previewedAt: instant('previewed_at'),
  decidedBy: text('decided_by'),
  decidedAt: instant('decided_at'),
  decisionReason: text('decision_reason'),
  appliedAt: instant('applied_at'),
});

/** What a change does to one case: previewed, then applied. A case that it does not touch has no row. */
export const changeItem = pgTable(
  'change_item',
  {
    changeId: text('change_id').notNull(),
    caseId: text('case_id').notNull(),
    effect: jsonb('effect').$type<CaseEffect>().notNull(),
    /** Whether the case was found only after the preview. */
    late: integer('late').notNull().default(0),
    /** pending, applied, gone (there is nothing to change any more), or stays (under the version it is pinned to). */
    status: text('status').notNull(),
    appliedAt: instant('applied_at'),
  },
  (table) => [
    primaryKey({ columns: [table.changeId, table.caseId] }),
    index('change_item_pending')
      .on(table.changeId, table.caseId)
      .where(sql`status = 'pending'`),
  ],
);
