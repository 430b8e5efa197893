import { pgTable, primaryKey, text, timestamp } from 'drizzle-orm/pg-core';

/** The published versions of regimes as this deployment first saw them. What cases rest on never has another content. */
export const publishedLaw = pgTable(
  'published_law',
  {
    regime: text('regime').notNull(),
    version: text('version').notNull(),
    hash: text('hash').notNull(),
    firstSeen: timestamp('first_seen', { withTimezone: true, mode: 'string', precision: 3 }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.regime, table.version] })],
);
