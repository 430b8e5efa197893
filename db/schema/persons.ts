import { date, index, pgTable, primaryKey, text, timestamp } from 'drizzle-orm/pg-core';

/**
 * Which person an account of the issuer belongs to. A person's id is an account of that person, so that a name is
 * resolved in one step and resolving it twice changes nothing.
 */
export const personAccount = pgTable('person_account', {
  account: text('account').primaryKey(),
  person: text('person').notNull(),
  /** When the account first acted or was named in a case; from then on it belongs to nobody else. */
  boundAt: timestamp('bound_at', { withTimezone: true }),
});

/** Whom the deployment knows: at which authority, in which roles. */
export const office = pgTable(
  'office',
  {
    person: text('person').notNull(),
    authorityId: text('authority_id').notNull(),
    /** As registered, or as the person's newest token for that authority says. */
    roles: text('roles').array().notNull(),
  },
  (table) => [primaryKey({ columns: [table.person, table.authorityId] })],
);

/** Who stands in for whom while that person is on leave. A deputy's act counts as an act of both. */
export const deputyship = pgTable(
  'deputyship',
  {
    principal: text('principal').notNull(),
    deputy: text('deputy').notNull(),
    authorityId: text('authority_id').notNull(),
    fromDate: date('from_date', { mode: 'string' }).notNull(),
    untilDate: date('until_date', { mode: 'string' }).notNull(),
    /** Where the days of the leave begin and end. */
    timezone: text('timezone').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.principal, table.deputy, table.authorityId] }),
    index('deputyship_of').on(table.deputy),
  ],
);
