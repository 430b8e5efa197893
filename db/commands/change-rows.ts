import { localDate } from '../../domain/calendar/local-time.ts';
import { catchUp } from '../../domain/case/decide.ts';
import type { CaseEvent } from '../../domain/case/events.ts';
import type { Recorded } from '../../domain/case/evolve.ts';
import type { Context } from '../../domain/case/handler.ts';
import type { CaseState, CivilDate } from '../../domain/case/state.ts';
import { noEffect, type CaseEffect } from '../../domain/change/effect.ts';
import { effectOfCalendars, effectOnCase } from '../../domain/change/effect-on-case.ts';
import type { Pack } from '../../domain/regime/pack.ts';
import type { Sql, Transaction } from '../client.ts';
import type { Bench } from './rule.ts';

/** A change as its table has it. */
export type ChangeRow = {
  readonly id: string;
  readonly kind: 'calendar' | 'regime';
  readonly calendar: string | null;
  readonly regime: string | null;
  readonly version: string | null;
  readonly known_at: CivilDate | null;
  readonly per_second: number;
  readonly status: 'previewing' | 'previewed' | 'approved' | 'applied' | 'withdrawn';
  readonly previewed_to: string;
  readonly proposed_by: string;
};

export async function changeRow(sql: Sql | Transaction, id: string): Promise<ChangeRow | undefined> {
  const [row] = await sql<ChangeRow[]>`
    select id, kind, calendar, regime, version, known_at::text as known_at, per_second, status, previewed_to, proposed_by
    from change where id = ${id}`;
  return row;
}

/** A live case as a change looks at it. */
export type LiveCase = {
  readonly id: string;
  readonly state: CaseState;
  /** The present of the case. */
  readonly present: Date;
};

/** Live cases that a change may be about, after one of them, in the order of their ids. */
export async function liveCases(
  sql: Sql,
  change: Pick<ChangeRow, 'kind' | 'calendar' | 'regime' | 'version'>,
  { after, most }: { readonly after: string; readonly most: number },
): Promise<LiveCase[]> {
  return change.kind === 'calendar'
    ? sql<LiveCase[]>`
        select f.id, f.state, clock_timestamp() + f.clock_offset * interval '1 millisecond' as present
        from case_file f where f.stage <> 'closed' and f.id > ${after} and exists (
          select from clock c where c.case_id = f.id and c.ended_at is null and c.lapsed_at is null
            and (c.provisional or c.calendars @> jsonb_build_array(jsonb_build_object('calendar', ${change.calendar}::text))))
        order by f.id limit ${most}`
    : sql<LiveCase[]>`
        select f.id, f.state, clock_timestamp() + f.clock_offset * interval '1 millisecond' as present
        from case_file f where f.stage <> 'closed' and f.id > ${after} and f.regime = ${change.regime}
          and f.version < ${change.version}
        order by f.id limit ${most}`;
}

/** The records of cases, for counting their clocks from. */
export async function recordsOf(
  sql: Sql | Transaction,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Recorded[]>> {
  const rows = await sql<{ case_id: string; at: Date; actor: string; event: CaseEvent }[]>`
    select case_id, at, actor, jsonb_build_object('type', type) || payload as event from case_event
    where case_id = any(${[...ids]}) order by case_id, seq`;
  const records = new Map<string, Recorded[]>();
  for (const { case_id: caseId, at, actor, event } of rows) {
    const recorded: Recorded = { event, at: at.toISOString(), actor };
    const own = records.get(caseId);
    if (own === undefined) records.set(caseId, [recorded]);
    else own.push(recorded);
  }
  return records;
}

/** What a change of law needs besides the case: the version to be adopted and the case's record. */
export type Adopting = NonNullable<Context['adopting']>;

/** The law and the moment under which a change looks at a case. Undefined where the case's own law is not held here. */
export function contextOf(
  bench: Bench,
  { state, present }: LiveCase,
  adopting: Adopting | undefined,
): Context | undefined {
  const pack = bench.law(state.regime, state.version)?.pack;
  if (pack === undefined) return undefined;
  const at = present.toISOString();
  return {
    pack,
    calendars: bench.calendars,
    at,
    today: localDate(at, pack.timezone),
    actor: { kind: 'engine' },
    ...(adopting && { adopting }),
  };
}

/** As known on which day calendars count for a case: not on a day that is still ahead of it. */
export function knownAtFor(
  { known_at: knownAt }: Pick<ChangeRow, 'known_at'>,
  { today }: Context,
): CivilDate {
  return knownAt !== null && knownAt < today ? knownAt : today;
}

/** What a change does to one case, as its clocks have left it by now. */
export function effectOn(
  change: Pick<ChangeRow, 'kind' | 'known_at'>,
  live: LiveCase,
  context: Context,
): CaseEffect {
  const { state, recorded } = catchUp(live.state, context);
  if (state.stage === 'closed') return noEffect;
  if (change.kind === 'calendar') return effectOfCalendars(state, knownAtFor(change, context), context);
  const { adopting } = context;
  return effectOnCase(
    state,
    adopting ? { ...context, adopting: { ...adopting, record: [...adopting.record, ...recorded] } } : context,
  );
}

/** The version that a change of law is about. */
export function newerPack(bench: Bench, { regime, version }: ChangeRow): Pack | undefined {
  return regime === null || version === null ? undefined : bench.law(regime, version)?.pack;
}
