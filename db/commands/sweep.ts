import { createHash } from 'node:crypto';
import { localDate } from '../../domain/calendar/local-time.ts';
import { agenda } from '../../domain/case/agenda.ts';
import { decide } from '../../domain/case/decide.ts';
import type { CaseState, Instant } from '../../domain/case/state.ts';
import type { Bench } from './rule.ts';
import { write, type Ruled } from './write-ruling.ts';

type DueRow = {
  readonly id: string;
  readonly state: CaseState;
  readonly head: Buffer;
  readonly agenda_version: number;
  readonly soonest: Date;
  readonly sandbox: boolean;
  readonly clock_offset: string;
  readonly now: Date;
};

/**
 * Rules what is due in up to `most` cases, in one transaction. Cases somebody else is ruling are left to the next
 * sweep. Answers how many were ruled, so that the caller goes on while there are more.
 */
export async function sweep(bench: Bench, most: number): Promise<number> {
  return bench.sql.begin(async (tx) => {
    const rows = await tx<DueRow[]>`
      select id, state, head, agenda_version, soonest, sandbox, clock_offset, clock_timestamp() as now
      from case_file where soonest <= clock_timestamp() + clock_offset * interval '1 millisecond'
      order by soonest limit ${most} for update skip locked`;
    const rulings = rows.flatMap((row): Ruled[] => {
      const pack = bench.packs(row.state.regime, row.state.version);
      if (pack === undefined) return [];
      const now = row.now.toISOString();
      const at: Instant = new Date(row.now.getTime() + Number(row.clock_offset)).toISOString();
      const decision = decide(
        row.state,
        { type: 'keep-clocks' },
        {
          pack,
          calendars: bench.calendars,
          at,
          today: localDate(at, pack.timezone),
          actor: { kind: 'clock' },
        },
      );
      if (decision.kind === 'refused' || decision.recorded.length === 0) return [];
      const commandId = `sweep/${row.id}/${row.state.seq}`;
      return [
        {
          caseId: row.id,
          commandId,
          type: 'keep-clocks',
          digest: createHash('sha256').update(commandId).digest(),
          texts: [],
          decision,
          before: row.state,
          head: row.head,
          agendaVersion: row.agenda_version,
          soonest: row.soonest.toISOString(),
          soonestAfter: agenda(decision.state)[0]?.at ?? null,
          now,
          at,
          sandbox: row.sandbox,
        },
      ];
    });
    if (rulings.length > 0) await write(tx, rulings);
    return rulings.length;
  });
}
