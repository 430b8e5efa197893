import { createHash } from 'node:crypto';
import { localDate } from '../../domain/calendar/local-time.ts';
import { agenda } from '../../domain/case/agenda.ts';
import { decide, type Decision } from '../../domain/case/decide.ts';
import type { CaseState, Instant } from '../../domain/case/state.ts';
import type { Transaction } from '../client.ts';
import { presentOf } from './case-time.ts';
import type { Ruled } from './project-ruling.ts';
import type { Bench } from './rule.ts';
import { write } from './write-ruling.ts';

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

export type Swept = {
  readonly ruled: number;
  /** Cases that are due and could not be ruled, with the reason. They must not stand in the way of the others. */
  readonly stuck: readonly { readonly caseId: string; readonly reason: string }[];
};

/**
 * Rules what is due in up to `most` cases, in one transaction. Cases somebody else is ruling are left to the next
 * sweep; the caller goes on while there are more.
 */
export async function sweep(bench: Bench, most: number, except: readonly string[] = []): Promise<Swept> {
  return bench.sql.begin(async (tx) => {
    const real = await dueRows(tx, false, most, except);
    const rows =
      bench.sandbox && real.length < most
        ? [...real, ...(await dueRows(tx, true, most - real.length, except))]
        : real;
    const stuck: { caseId: string; reason: string }[] = [];
    const rulings = rows.flatMap((row): Ruled[] => {
      const at = presentOf(row, null);
      const decision = rulingOf(bench, row.state, at);
      if (typeof decision === 'string') {
        stuck.push({ caseId: row.id, reason: decision });
        return [];
      }
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
          now: row.now.toISOString(),
          at,
          sandbox: row.sandbox,
        },
      ];
    });
    await write(tx, rulings);
    return { ruled: rulings.length, stuck };
  });
}

/** Real cases apart from sandbox cases: only a moment by one clock for all can be found by the index. */
function dueRows(tx: Transaction, sandbox: boolean, most: number, except: readonly string[]) {
  const present = sandbox ? tx`now() + clock_offset * interval '1 millisecond'` : tx`now()`;
  return tx<DueRow[]>`
    select id, state, head, agenda_version, soonest, sandbox, clock_offset, clock_timestamp() as now
    from case_file where soonest <= ${present} and sandbox = ${sandbox} and id <> all(${[...except]})
    order by soonest limit ${most} for update skip locked`;
}

function rulingOf(
  bench: Bench,
  state: CaseState,
  at: Instant,
): Extract<Decision, { kind: 'ruled' }> | string {
  const pack = bench.law(state.regime, state.version)?.pack;
  if (pack === undefined) return `this deployment does not hold ${state.regime} ${state.version}`;
  const today = localDate(at, pack.timezone);
  const { calendars } = bench;
  try {
    const decision = decide(
      state,
      { type: 'keep-clocks' },
      { pack, calendars, at, today, actor: { kind: 'clock' } },
    );
    if (decision.kind === 'refused') return decision.refusals[0].detail;
    return decision.recorded.length > 0 ? decision : 'nothing is due by its clocks';
  } catch (error) {
    return error instanceof Error ? error.message : 'unknown';
  }
}
