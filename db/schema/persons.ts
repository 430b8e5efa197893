import { date, index, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';

/** Which person an account of the issuer belongs to. An account that is not here is a person of its own. */
export const personAccount = pgTable('person_account', {
  account: text('account').primaryKey(),
  person: text('person').notNull(),
});

/** Who may stand in for whom, and for which days. A deputy's act counts as an act of both. */
export const deputyship = pgTable(
  'deputyship',
  {
    principal: text('principal').notNull(),
    deputy: text('deputy').notNull(),
    authorityId: text('authority_id').notNull(),
    fromDate: date('from_date', { mode: 'string' }).notNull(),
    untilDate: date('until_date', { mode: 'string' }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.principal, table.deputy, table.authorityId] }),
    index('deputyship_of').on(table.deputy),
  ],
);
