import { createHash } from 'node:crypto';
import { agenda } from '../../domain/case/agenda.ts';
import type { CommandOf } from '../../domain/case/commands.ts';
import { catchUp, decide } from '../../domain/case/decide.ts';
import type { Context } from '../../domain/case/handler.ts';
import type { CaseState, Instant } from '../../domain/case/state.ts';
import { noEffect, type CaseEffect } from '../../domain/change/effect.ts';
import type { Transaction } from '../client.ts';
import {
  changeRow,
  contextOf,
  effectOn,
  knownAtFor,
  recordsOf,
  type Adopting,
  type ChangeRow,
} from './change-rows.ts';
import { lawAtTheDoor } from './law.ts';
import type { Ruled } from './project-ruling.ts';
import type { Bench } from './rule.ts';
import { write } from './write-ruling.ts';

type ItemRow = {
  readonly id: string;
  readonly state: CaseState;
  readonly head: Buffer;
  readonly agenda_version: number;
  readonly soonest: Date | null;
  readonly sandbox: boolean;
  readonly present: Date;
  readonly now: Date;
};

type Settled = {
  readonly caseId: string;
  readonly status: 'applied' | 'gone';
  readonly effect: CaseEffect;
};

/**
 * Applies a change to up to `most` of the cases it is pending for, in one transaction: each is ruled by the decider like
 * any command, its result written down with it. Answers how many cases were dealt with.
 */
export async function applyChange(bench: Bench, changeId: string, most: number): Promise<number> {
  return bench.sql.begin(async (tx) => {
    const change = await changeRow(tx, changeId);
    if (change?.status !== 'approved') return 0;
    const rows = await tx<ItemRow[]>`
      select f.id, f.state, f.head, f.agenda_version, f.soonest, f.sandbox,
        clock_timestamp() + f.clock_offset * interval '1 millisecond' as present, clock_timestamp() as now
      from change_item i join case_file f on f.id = i.case_id
      where i.change_id = ${changeId} and i.status = 'pending' order by f.id limit ${most} for update of f`;
    const newer = await openLaw(tx, bench, change);
    if (newer === 'closed') return 0;
    const records =
      newer === undefined
        ? undefined
        : await recordsOf(
            tx,
            rows.map(({ id }) => id),
          );
    const rulings: Ruled[] = [];
    const settled = rows.map((row): Settled => {
      const context = contextOf(bench, row, newer && { ...newer, record: records?.get(row.id) ?? [] });
      if (context === undefined) return { caseId: row.id, status: 'gone', effect: noEffect };
      const effect = effectOn(change, row, context);
      const ruling = ruledFor(change, row, context);
      if (ruling === undefined) return { caseId: row.id, status: 'gone', effect };
      rulings.push(ruling);
      return { caseId: row.id, status: 'applied', effect };
    });
    await write(tx, rulings);
    await note(tx, changeId, settled);
    return rows.length;
  });
}

/** The law that cases are brought under, as it is at the door now; what has closed since the approval lets no case in. */
async function openLaw(
  tx: Transaction,
  bench: Bench,
  { regime, version }: ChangeRow,
): Promise<Pick<Adopting, 'pack' | 'packHash'> | 'closed' | undefined> {
  if (regime === null || version === null) return undefined;
  const law = await lawAtTheDoor(tx, bench.law, { regime, version, sandbox: false });
  return law.kind === 'open' ? { pack: law.pack, packHash: law.packHash } : 'closed';
}

function ruledFor(change: ChangeRow, row: ItemRow, before: Context): Ruled | undefined {
  // What the clocks have done by now belongs to the record that the new clocks are counted from.
  const { recorded } = catchUp(row.state, before);
  const { adopting } = before;
  const context: Context = adopting
    ? { ...before, adopting: { ...adopting, record: [...adopting.record, ...recorded] } }
    : before;
  const command = commandOf(change, context);
  const decision = decide(row.state, command, context);
  if (decision.kind === 'refused' || decision.recorded.length === 0) return undefined;
  const commandId = `change/${change.id}/${row.id}`;
  const at: Instant = context.at;
  return {
    caseId: row.id,
    commandId,
    type: command.type,
    digest: createHash('sha256').update(commandId).digest(),
    texts: [],
    decision,
    before: row.state,
    head: row.head,
    agendaVersion: row.agenda_version,
    soonest: row.soonest?.toISOString() ?? null,
    soonestAfter: agenda(decision.state)[0]?.at ?? null,
    now: row.now.toISOString(),
    at,
    sandbox: row.sandbox,
  };
}

function commandOf(change: ChangeRow, context: Context): CommandOf<'rederive-clocks' | 'adopt-version'> {
  return change.kind === 'calendar'
    ? { type: 'rederive-clocks', change: change.id, knownAt: knownAtFor(change, context) }
    : { type: 'adopt-version', change: change.id, version: change.version ?? '' };
}

async function note(tx: Transaction, changeId: string, settled: readonly Settled[]): Promise<void> {
  if (settled.length === 0) return;
  // What was done is what counts: between preview and application the case may have moved on.
  await tx`
    update change_item i set status = n.status, applied_at = clock_timestamp(),
      effect = case when n.status = 'applied' then n.effect else i.effect end
    from jsonb_to_recordset(${JSON.stringify(settled)}::text::jsonb) as n ("caseId" text, status text, effect jsonb)
    where i.change_id = ${changeId} and i.case_id = n."caseId"`;
}

/** Closes a change that has nothing left to do. */
export async function finishChange(bench: Bench, changeId: string): Promise<void> {
  await bench.sql`
    update change c set status = 'applied', applied_at = clock_timestamp() where id = ${changeId} and status = 'approved'
      and not exists (select from change_item i where i.change_id = c.id and i.status = 'pending')`;
}
