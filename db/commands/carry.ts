import { agenda } from '../../domain/case/agenda.ts';
import type { CaseState, Instant } from '../../domain/case/state.ts';
import type { Sql } from '../client.ts';

type Carried = {
  readonly standing: {
    readonly caseId: string;
    readonly stage: CaseState['stage'];
    readonly soonest: { readonly at: Instant; readonly key: string } | null;
    readonly duties: readonly {
      readonly id: string;
      readonly kind: 'serve' | 'deliver' | 'retract' | 'lift' | 'restore';
    }[];
  };
  /** Whether a moment is due that nobody has ruled yet. */
  readonly due: boolean;
};

/**
 * Marks the agenda of a case as carried and reads where the case stands. `workflowTime` counts for sandbox cases only:
 * their time runs with their workflow's, and never back.
 */
export async function carriedStanding(sql: Sql, caseId: string, workflowTime: Instant): Promise<Carried> {
  const [row] = await sql<{ state: CaseState; due: boolean }[]>`
    update case_file set carried_version = agenda_version where id = ${caseId}
    returning state, soonest is not null and soonest <= greatest(
      clock_timestamp() + clock_offset * interval '1 millisecond',
      case when sandbox then ${workflowTime}::timestamptz end) as due`;
  if (row === undefined) throw new Error('the workflow carries a case that the record does not know');
  const { state } = row;
  const [moment] = agenda(state);
  return {
    due: row.due,
    standing: {
      caseId,
      stage: state.stage,
      soonest: moment
        ? { at: moment.at, key: moment.rung === null ? moment.key : `${moment.key} (${moment.rung})` }
        : null,
      duties: Object.values(state.duties).map(({ id, kind }) => ({ id, kind })),
    },
  };
}

/** The engine has lost its store: no case counts as carried any more, and the relay tells every open one again. */
export async function forgetCarried(sql: Sql): Promise<number> {
  const rows =
    await sql`update case_file set carried_version = 0 where stage <> 'closed' and carried_version > 0`;
  return rows.count;
}

export type Uncarried = { readonly id: string; readonly regime: string; readonly authority: string };

/** Cases whose wake-up is older than `seconds` and was not carried. The partial index makes this cost what waits. */
export async function uncarried(sql: Sql, seconds: number, most: number): Promise<Uncarried[]> {
  return sql<Uncarried[]>`
    select id, regime, authority_id as authority from case_file
    where agenda_version > carried_version and updated_at < clock_timestamp() - ${seconds} * interval '1 second'
    order by id limit ${most}`;
}
