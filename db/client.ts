import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';

/** The raw client, for rulings: their statements are pipelined and prepared. */
export type Sql = postgres.Sql<Record<string, never>>;
export type Transaction = postgres.TransactionSql<Record<string, never>>;
export type Database = PostgresJsDatabase;

export type Connection = { readonly sql: Sql; readonly db: Database; readonly close: () => Promise<void> };

/** Opens the pools of one process. */
export function connect(url: string, options: { readonly max?: number } = {}): Connection {
  const settings = {
    max: options.max ?? 10,
    onnotice: () => undefined,
    connect_timeout: 5,
    // Whoever waits for a server that is back must not wait for long: the usual back-off goes up to twenty seconds.
    backoff: (attempt: number) => Math.min(0.05 * 2 ** attempt, 0.5),
  };
  // Rulings find rows by key only. Planned while a table was empty, they would scan it whole, and keep that plan as it grows;
  // planned anew for each of its first calls, as is usual, one costs more than it does.
  const byKey = { ...settings, connection: { enable_seqscan: 'off', plan_cache_mode: 'force_generic_plan' } };
  const sql = postgres(url, byKey);
  // drizzle changes the date parsers of the client it is given, so it gets one of its own.
  const reader = postgres(url, settings);
  return {
    sql,
    db: drizzle(reader),
    close: async () => {
      await Promise.all([sql.end({ timeout: 5 }), reader.end({ timeout: 5 })]);
    },
  };
}
