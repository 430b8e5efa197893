import { agenda } from '../../domain/case/agenda.ts';
import type { CaseEvent } from '../../domain/case/events.ts';
import { begin, evolve, type Recorded } from '../../domain/case/evolve.ts';
import type { CaseState } from '../../domain/case/state.ts';
import { canonicalJson } from '../../domain/evidence/canonical-json.ts';
import { linkHash, origin } from '../../domain/evidence/chain.ts';
import type { Sql } from '../../db/client.ts';

type RecordProblem = {
  readonly caseId: string;
  /** The event at which it shows; null where it concerns the case as a whole. */
  readonly seq: number | null;
  readonly what: string;
};

export type RecordCheck = {
  readonly cases: number;
  readonly events: number;
  readonly problems: readonly RecordProblem[];
};

type CaseRow = {
  readonly id: string;
  readonly state: CaseState;
  readonly stage: string;
  readonly outcome: string | null;
  readonly seq: number;
  readonly head: Buffer;
  readonly soonest: Date | null;
};

type EventRow = {
  readonly case_id: string;
  readonly seq: number;
  readonly type: CaseEvent['type'];
  readonly at: Date;
  readonly recorded_at: Date;
  readonly actor: string;
  readonly command_id: string;
  readonly payload: object;
  /** Type and payload together, as the decider wrote them. */
  readonly event: CaseEvent;
  readonly prev_hash: Buffer;
  readonly hash: Buffer;
};

const BATCH = 200;

/**
 * Recomputes the chain of one case, or of all, and folds its events again. Reads in batches, each from one snapshot, so
 * that cases that move meanwhile are not taken for broken ones.
 */
export async function checkRecord(
  sql: Sql,
  caseId: string | undefined,
  progress: (cases: number, of: number) => void,
): Promise<RecordCheck> {
  const [total] = await sql<{ count: number }[]>`
    select count(*)::int as count from case_file ${caseId === undefined ? sql`` : sql`where id = ${caseId}`}`;
  const of = total?.count ?? 0;
  let after = '';
  let cases = 0;
  let events = 0;
  const problems: RecordProblem[] = [];
  for (;;) {
    // oxlint-disable-next-line no-await-in-loop -- one batch after the other, so that memory stays bounded
    const batch = await readBatch(sql, caseId, after);
    for (const row of batch.files) {
      const own = batch.events.get(row.id) ?? [];
      problems.push(...checkCase(row, own));
      cases += 1;
      events += own.length;
      after = row.id;
    }
    progress(cases, of);
    if (batch.files.length < BATCH) return { cases, events, problems };
  }
}

async function readBatch(
  sql: Sql,
  caseId: string | undefined,
  after: string,
): Promise<{ readonly files: readonly CaseRow[]; readonly events: ReadonlyMap<string, EventRow[]> }> {
  return sql.begin('isolation level repeatable read read only', async (tx) => {
    const files = await tx<CaseRow[]>`
      select id, state, stage, outcome, seq, head, soonest from case_file
      where id > ${after} ${caseId === undefined ? tx`` : tx`and id = ${caseId}`}
      order by id limit ${BATCH}`;
    const rows = await tx<EventRow[]>`
      select case_id, seq, type, at, recorded_at, actor, command_id, payload, prev_hash, hash,
        jsonb_build_object('type', type) || payload::jsonb as event from case_event
      where case_id = any(${files.map(({ id }) => id)}) order by case_id, seq`;
    const events = new Map<string, EventRow[]>();
    for (const row of rows) events.set(row.case_id, [...(events.get(row.case_id) ?? []), row]);
    return { files, events };
  });
}

function checkCase(file: CaseRow, events: readonly EventRow[]): RecordProblem[] {
  const problems: RecordProblem[] = [];
  const found = (seq: number | null, what: string): void =>
    void problems.push({ caseId: file.id, seq, what });
  let head: Buffer = origin;
  let state: CaseState | null = null;
  for (const [index, row] of events.entries()) {
    if (row.seq !== index + 1) found(row.seq, `follows event ${index}: events are missing`);
    if (!row.prev_hash.equals(head)) found(row.seq, 'does not follow from the event before it');
    const link = {
      caseId: file.id,
      seq: row.seq,
      type: row.type,
      at: row.at.toISOString(),
      recordedAt: row.recorded_at.toISOString(),
      actor: row.actor,
      commandId: row.command_id,
      payload: row.payload,
    };
    if (!linkHash(row.prev_hash, link).equals(row.hash)) found(row.seq, 'was changed after it was recorded');
    head = row.hash;
    const recorded: Recorded = { event: row.event, at: link.at, actor: row.actor };
    state = state === null ? begin(file.id, recorded) : evolve(state, recorded);
    if (state === null) {
      found(row.seq, `a record cannot begin with ${row.type}`);
      return problems;
    }
  }
  if (state === null) found(null, 'has no record');
  else {
    if (!file.head.equals(head)) found(null, 'its head is not the hash of its last event');
    if (canonicalJson(state) !== canonicalJson(file.state))
      found(null, `its state is not the fold of its record: ${differences(state, file.state).join(', ')}`);
    const kept = {
      seq: file.seq,
      stage: file.stage,
      outcome: file.outcome,
      soonest: file.soonest?.toISOString() ?? null,
    };
    const folded = {
      seq: state.seq,
      stage: state.stage,
      outcome: state.outcome ?? null,
      soonest: agenda(state)[0]?.at ?? null,
    };
    if (canonicalJson(kept) !== canonicalJson(folded))
      found(null, `its columns do not say what its record says: ${differences(folded, kept).join(', ')}`);
  }
  return problems;
}

/** The members in which two objects differ. */
function differences(left: object, right: object): string[] {
  const members = (value: object): Map<string, string> =>
    new Map(Object.entries(value).map(([name, member]) => [name, canonicalJson(member ?? null)]));
  const [one, other] = [members(left), members(right)];
  return [...new Set([...one.keys(), ...other.keys()])].filter((name) => one.get(name) !== other.get(name));
}
