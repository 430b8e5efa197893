import type { Sql } from '../db/client.ts';

export type BareActivities = ReturnType<typeof createBareActivities>;

export function createBareActivities(sql: Sql) {
  return {
    async writeRow({ id, step }: { id: string; step: number }): Promise<void> {
      await sql`insert into bare_row values (${id}, ${step}, clock_timestamp()) on conflict do nothing`;
    },
  };
}
