import { createHash } from 'node:crypto';
import { localDate } from '../../domain/calendar/local-time.ts';
import { agenda } from '../../domain/case/agenda.ts';
import type { CommandOf } from '../../domain/case/commands.ts';
import { decide } from '../../domain/case/decide.ts';
import type { Recorded } from '../../domain/case/evolve.ts';
import type { ActType } from '../../domain/case/procedure.ts';
import type { CaseState } from '../../domain/case/state.ts';
import type { Transaction } from '../client.ts';
import { presentOf, type TimeRow } from './case-time.ts';
import type { Ruled } from './project-ruling.ts';
import type { Bench } from './rule.ts';

type Followed = { readonly caseId: string; readonly command: CommandOf<ActType> };

type Row = TimeRow & {
  readonly state: CaseState;
  readonly head: Buffer;
  readonly agenda_version: number;
  readonly soonest: Date | null;
};

/**
 * What a ruling on one case brings about in others, in the same transaction: a joined case is taken up, cases that are
 * tied to one whose basis fell are looked at. A case that has meanwhile gone where this can do nothing is left alone.
 */
export async function followOn(
  tx: Transaction,
  bench: Bench,
  { caseId, commandId, decision }: Pick<Ruled, 'caseId' | 'commandId' | 'decision'>,
): Promise<Ruled[]> {
  const rulings: Ruled[] = [];
  for (const { caseId: id, command } of await followed(tx, caseId, decision.recorded)) {
    const [row] = await tx<Row[]>`
      select state, head, agenda_version, soonest, sandbox, clock_offset, clock_timestamp() as now
      from case_file where id = ${id} for update`;
    const pack = row && bench.law(row.state.regime, row.state.version)?.pack;
    if (row === undefined || pack === undefined) continue;
    const at = presentOf(row, null);
    const today = localDate(at, pack.timezone);
    const ruled = decide(row.state, command, {
      pack,
      calendars: bench.calendars,
      at,
      today,
      actor: { kind: 'engine' },
    });
    if (ruled.kind === 'refused' || ruled.recorded.length === 0) continue;
    const follows = `follow/${commandId}/${id}`;
    rulings.push({
      caseId: id,
      commandId: follows,
      type: command.type,
      digest: createHash('sha256').update(follows).digest(),
      texts: [],
      decision: ruled,
      before: row.state,
      head: row.head,
      agendaVersion: row.agenda_version,
      soonest: row.soonest?.toISOString() ?? null,
      soonestAfter: agenda(ruled.state)[0]?.at ?? null,
      now: row.now.toISOString(),
      at,
      sandbox: row.sandbox,
    });
  }
  return rulings;
}

async function followed(
  tx: Transaction,
  caseId: string,
  recorded: readonly Recorded[],
): Promise<readonly Followed[]> {
  const joined = recorded.flatMap(({ event }): Followed[] =>
    event.type === 'case-joined'
      ? [
          {
            caseId: event.into,
            command: { type: 'receive-joined-case', from: caseId, responses: event.responses },
          },
        ]
      : [],
  );
  if (!recorded.some(lostBasis)) return joined;
  const linked = await tx<{ id: string }[]>`
    select case_id as id from case_link where main = ${caseId} order by case_id`;
  return [
    ...joined,
    ...linked.map(({ id }): Followed => ({
      caseId: id,
      command: { type: 'begin-basis-review', main: caseId },
    })),
  ];
}

function lostBasis({ event }: Recorded): boolean {
  if (event.type === 'basis-fell') return true;
  const how =
    event.type === 'removal-began' ? event.cause : event.type === 'case-closed' ? event.outcome : undefined;
  return how === 'basis-fell' || how === 'annulled';
}
