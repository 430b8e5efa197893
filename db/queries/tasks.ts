import { and, asc, eq, gt, inArray, isNotNull, isNull, or, sql } from 'drizzle-orm';
import type { Instant } from '../../domain/case/state.ts';
import type { Role } from '../../domain/regime/pack.ts';
import type { Database } from '../client.ts';
import { caseFile, task } from '../schema/cases.ts';
import { caseNow } from './cases.ts';
import { isoOrNull } from './instant.ts';

export type ListedTask = {
  readonly caseId: string;
  readonly key: string;
  readonly act: string;
  readonly role: string;
  readonly authority: string;
  readonly ref: string | null;
  readonly due: Instant | null;
  readonly overdue: boolean;
  readonly regime: string;
  readonly stage: string;
};

export type TaskFilter = {
  readonly roles: readonly Role[];
  /** Undefined for every authority. */
  readonly authority?: string | undefined;
  /** A recipient sees its own tasks and no others. */
  readonly recipient?: string | undefined;
  readonly overdue?: boolean | undefined;
  readonly after?:
    | { readonly due: Instant | null; readonly caseId: string; readonly key: string }
    | undefined;
  readonly limit: number;
};

const isOverdue = sql<boolean>`coalesce(${task.due} <= ${caseNow}, false)`;

/** What waits for persons, the most urgent first. */
export async function listTasks(db: Database, filter: TaskFilter): Promise<ListedTask[]> {
  const { roles, authority, recipient, overdue, after, limit } = filter;
  const rows = await db
    .select({
      caseId: task.caseId,
      key: task.key,
      act: task.act,
      role: task.role,
      authority: task.authorityId,
      ref: task.ref,
      due: task.due,
      overdue: isOverdue,
      regime: caseFile.regime,
      stage: caseFile.stage,
    })
    .from(task)
    .innerJoin(caseFile, eq(caseFile.id, task.caseId))
    .where(
      and(
        inArray(task.role, [...roles]),
        authority === undefined ? undefined : eq(task.authorityId, authority),
        recipient === undefined ? undefined : eq(task.ref, recipient),
        overdue === undefined ? undefined : overdue ? isOverdue : sql`not ${isOverdue}`,
        after && afterKey(after),
      ),
    )
    .orderBy(sql`${task.due} asc nulls last`, asc(task.caseId), asc(task.key))
    .limit(limit);
  return rows.map((row) => ({ ...row, due: isoOrNull(row.due) }));
}

function afterKey({ due, caseId, key }: NonNullable<TaskFilter['after']>) {
  const sameDue = or(gt(task.caseId, caseId), and(eq(task.caseId, caseId), gt(task.key, key)));
  return due === null
    ? and(isNull(task.due), sameDue)
    : or(isNull(task.due), gt(task.due, due), and(isNotNull(task.due), eq(task.due, due), sameDue));
}
