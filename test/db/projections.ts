import type { Sql } from '../../db/client.ts';
import type { CaseState } from '../../domain/case/state.ts';
import { tasks } from '../../domain/case/tasks.ts';
import { marksOf } from '../../domain/register/marks.ts';

type Iso = string | null;
const iso = (at: Date | null): Iso => at?.toISOString() ?? null;

/** What the read models say of one case, in the words of its state. */
export async function shown(sql: Sql, caseId: string) {
  const [clocks, queue, duties, entries] = await Promise.all([
    sql<{ key: string; due: string | null; ends_at: Date | null; lapsed_at: Date | null }[]>`
      select key, due::text, ends_at, lapsed_at from clock where case_id = ${caseId} and ended_at is null order by key`,
    sql<{ key: string; act: string; role: string; authority_id: string; due: Date | null }[]>`
      select key, act, role, authority_id, due from task where case_id = ${caseId} order by key`,
    sql<{ id: string }[]>`select id from duty where case_id = ${caseId} and ended_at is null order by id`,
    sql<
      {
        id: string;
        ends_at: Date | null;
        published_at: Date | null;
        removed_at: Date | null;
        marks: string[];
      }[]
    >`
      select id, ends_at, published_at, removed_at, marks from register_entry where case_id = ${caseId}
      order by removed_at is null, id`,
  ]);
  const standing = entries.filter((entry) => entry.removed_at === null);
  const current = entries.at(-1);
  return {
    clocks: clocks.map(({ key, due, ends_at, lapsed_at }) => ({
      key,
      due,
      end: iso(ends_at),
      lapsedAt: iso(lapsed_at),
    })),
    tasks: queue.map((row) => ({
      key: row.key,
      act: row.act,
      role: row.role,
      authority: row.authority_id,
      due: iso(row.due),
    })),
    duties: duties.map(({ id }) => id),
    standing: standing.map(({ id }) => id),
    entry: current && {
      id: current.id,
      end: iso(current.ends_at),
      publishedAt: iso(current.published_at),
      removedAt: iso(current.removed_at),
      marks: current.marks,
    },
  };
}

/** What the read models ought to say of a case that stands like this. */
export function expected(state: CaseState): Awaited<ReturnType<typeof shown>> {
  const byKey = (left: { key: string }, right: { key: string }) => (left.key < right.key ? -1 : 1);
  const { entry, authority } = state;
  return {
    clocks: Object.values(state.clocks)
      .map(({ key, due, end, lapsedAt }) => ({ key, due, end, lapsedAt: lapsedAt ?? null }))
      .sort(byKey),
    tasks: [...new Map(tasks(state).map((task) => [task.key, task])).values()]
      .map(({ key, act, role, due }) => ({
        key,
        act,
        role,
        authority: role === 'superior-authority' ? (authority.superior ?? authority.id) : authority.id,
        due,
      }))
      .sort(byKey),
    duties: Object.keys(state.duties).sort(),
    standing: entry && state.removal === undefined ? [entry.id] : [],
    entry: entry && {
      id: entry.id,
      end: entry.end,
      publishedAt: entry.publishedAt ?? null,
      removedAt: state.removal?.beganAt ?? null,
      marks: marksOf(state),
    },
  };
}
