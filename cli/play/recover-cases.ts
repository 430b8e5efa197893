import type { Sql } from '../../db/client.ts';
import { forgetCarried } from '../../db/commands/carry.ts';
import { waitFor } from '../stack/wait.ts';

export type Recovery = {
  /** How many open cases were marked. */
  readonly forgotten: number;
  /** How many were waiting to be carried, those included that were marked already. */
  readonly recovered: number;
};

const EVERY_MS = 250;

/**
 * Marks every open case as carried by nobody, so that the relay starts each again from the record, and watches until all
 * are taken up. Whatever is not by the limit stays marked, and is taken up when the engine comes back.
 */
export async function recoverCases(
  sql: Sql,
  limitMs: number,
  progress: (recovered: number, of: number) => void,
): Promise<Recovery> {
  const forgotten = await forgetCarried(sql);
  const of = await waitingCases(sql);
  let left = of;
  if (of > 0)
    await waitFor(
      async () => {
        left = await waitingCases(sql);
        progress(of - left, of);
        return left === 0 ? true : undefined;
      },
      {
        expected: `Not all of ${of} cases were taken up (is the worker running?); they stay marked and none is lost. Watched`,
        limitMs,
        everyMs: EVERY_MS,
      },
    );
  return { forgotten, recovered: of };
}

async function waitingCases(sql: Sql): Promise<number> {
  const [row] = await sql<{ count: number }[]>`
    select count(*)::int as count from case_file where agenda_version > carried_version and stage <> 'closed'`;
  return row?.count ?? 0;
}
