import { agenda } from '../../domain/case/agenda.ts';
import type { CaseState, Duty, Instant } from '../../domain/case/state.ts';
import type { Sql } from '../client.ts';
import { presentOf, type TimeRow } from './case-time.ts';

type Carried = {
  readonly standing: {
    readonly caseId: string;
    readonly present: Instant;
    readonly seq: number;
    readonly stage: CaseState['stage'];
    readonly soonest: { readonly inMs: number; readonly key: string } | null;
    readonly duties: readonly {
      readonly id: string;
      readonly kind: Duty['kind'];
    }[];
  };
  /** Whether a moment is due that nobody has ruled yet. */
  readonly due: boolean;
};

type StandingRow = TimeRow & { readonly state: CaseState };

/**
 * Reads where a case stands and marks as carried what was read, no more: a ruling that comes between the two is told
 * again. `workflowTime` counts for sandbox cases only.
 */
export async function carriedStanding(
  sql: Sql,
  caseId: string,
  workflowTime: Instant | null,
): Promise<Carried> {
  const [row] = await sql<StandingRow[]>`
    with carried as (
      update case_file set carried_version = agenda_version
      where id = ${caseId} and agenda_version > carried_version
      returning state, sandbox, clock_offset)
    select state, sandbox, clock_offset, clock_timestamp() as now from carried
    union all
    select state, sandbox, clock_offset, clock_timestamp() from case_file
    where id = ${caseId} and not exists (select from carried)`;
  if (row === undefined) throw new Error('the workflow carries a case that the record does not know');
  const { state } = row;
  const present = presentOf(row, workflowTime);
  const [moment] = agenda(state);
  const inMs = moment === undefined ? null : Date.parse(moment.at) - Date.parse(present);
  return {
    due: inMs !== null && inMs <= 0,
    standing: {
      caseId,
      present,
      seq: state.seq,
      stage: state.stage,
      soonest:
        moment === undefined || inMs === null
          ? null
          : { inMs, key: moment.rung === null ? moment.key : `${moment.key} (${moment.rung})` },
      duties: Object.values(state.duties).map(({ id, kind }) => ({ id, kind })),
    },
  };
}

/**
 * The engine has lost its store: no case counts as carried any more, and the relay tells every open one again, and
 * every closed one that still owes something.
 */
export async function forgetCarried(sql: Sql): Promise<number> {
  const rows = await sql`
    update case_file f set carried_version = 0 where carried_version > 0
      and (stage <> 'closed' or exists (select from duty d where d.case_id = f.id and d.ended_at is null))`;
  return rows.count;
}

export type Uncarried = {
  readonly id: string;
  readonly regime: string;
  readonly authority: string;
  readonly version: number;
};

/**
 * Cases, after one of them, whose wake-up is older than `seconds` and was not carried. The partial index makes this
 * cost what waits.
 */
export async function uncarried(
  sql: Sql,
  { seconds, after, most }: { readonly seconds: number; readonly after: string; readonly most: number },
): Promise<Uncarried[]> {
  return sql<Uncarried[]>`
    select id, regime, authority_id as authority, agenda_version as version from case_file
    where agenda_version > carried_version and updated_at < clock_timestamp() - ${seconds} * interval '1 second'
      and id > ${after}
    order by id limit ${most}`;
}
