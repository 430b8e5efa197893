import type { PendingQuery, Row } from 'postgres';
import type { Transaction } from '../client.ts';
import { noRows, project, type Rows, type Ruled, type Written } from './project-ruling.ts';

type Part = PendingQuery<Row[]>;

/** What rulings come to, and the statement that writes it. Nothing is sent before somebody waits for the statement. */
export type Writing = { readonly written: readonly [Written, ...Written[]]; readonly statement: Part };

/**
 * Rulings, with everything that follows from them, as one statement, table by table: a batch of one costs what a single
 * ruling costs, a batch of five hundred costs little more per case than its rows. No part reads what another writes, so
 * their order does not matter.
 */
export function writing(tx: Transaction, [first, ...others]: readonly [Ruled, ...Ruled[]]): Writing {
  const rows = noRows();
  const written: Writing['written'] = [
    project(rows, first),
    ...others.map((ruling) => project(rows, ruling)),
  ];
  const [part, ...rest] = parts(tx, rows, [first, ...others]);
  const all = rest.reduce((before, each) => tx`${before}, ${each}`, part);
  return { written, statement: tx`with ${all} select` };
}

/** Writes a batch of rulings, if there are any. */
export async function write(tx: Transaction, [first, ...others]: readonly Ruled[]): Promise<void> {
  if (first) await writing(tx, [first, ...others]).statement;
}

function parts(tx: Transaction, rows: Rows, rulings: readonly Ruled[]): [Part, ...Part[]] {
  // As text: the driver would turn a JSON parameter into text of its own, a second time.
  const json = (of: readonly unknown[]) => tx`${JSON.stringify(of)}::text::json`;
  // Named besides the join, so that the rows are always found by their key, however small the planner takes a table for.
  const cases = rulings.map(({ caseId }) => caseId);
  /** Rows that are new, under the name of their table. */
  const inserted = (table: string, of: readonly unknown[]): Part => tx`${tx(`new_${table}`)} as (
    insert into ${tx(table)} select * from json_populate_recordset(null::${tx(table)}, ${json(of)}))`;
  const all: [Part, ...Part[]] = [inserted('command', rows.commands)];
  const put = (of: readonly unknown[], part: () => Part): void => {
    if (of.length > 0) all.push(part());
  };

  put(rows.events, () => inserted('case_event', rows.events));
  put(
    rows.opened,
    () => tx`p_opened as (insert into case_file (id, regime, version, authority_id, ground, stage, outcome, state, seq, head,
        agenda_version, soonest, sandbox, clock_offset, opened_at, updated_at)
      select id, regime, version, authority_id, ground, stage, outcome, state, seq, head,
        agenda_version, soonest, sandbox, clock_offset, opened_at, updated_at
      from json_populate_recordset(null::case_file, ${json(rows.opened)}))`,
  );
  put(rows.moved, () => tx`p_moved as (${moved(tx, rows.moved, json)})`);
  put(rows.armedClocks, () => inserted('clock', rows.armedClocks));
  put(
    rows.changedClocks,
    () => tx`p_changed as (update clock c
      set due = n.due, ends_at = n.ends_at, provisional = n.provisional, calendars = n.calendars,
        outcome = n.outcome, ended_at = n.ended_at, lapsed_at = n.lapsed_at
      from json_populate_recordset(null::clock, ${json(rows.changedClocks)}) n
      where c.case_id = any(${cases}) and c.case_id = n.case_id and c.key = n.key and c.armed_seq < n.armed_seq
        and c.ended_at is null)`,
  );
  put(
    rows.staleTasks,
    () => tx`p_stale as (delete from task t using json_populate_recordset(null::task, ${json(rows.staleTasks)}) n
      where t.case_id = any(${cases}) and t.case_id = n.case_id and t.key = n.key)`,
  );
  put(
    rows.tasks,
    () => tx`p_task as (insert into task select * from json_populate_recordset(null::task, ${json(rows.tasks)})
      on conflict (case_id, key) do update set due = excluded.due, authority_id = excluded.authority_id)`,
  );
  put(
    rows.duties,
    () => tx`p_duty as (insert into duty (id, case_id, kind, recipient, opened_at, ended_at, proof)
      select id, case_id, kind, recipient, opened_at, ended_at, proof
      from json_populate_recordset(null::duty, ${json(rows.duties)}))`,
  );
  put(
    rows.endedDuties,
    () => tx`p_done as (update duty d set ended_at = n.ended_at, proof = n.proof
      from json_populate_recordset(null::duty, ${json(rows.endedDuties)}) n
      where d.id = any(${rows.endedDuties.map(({ id }) => id)}) and d.id = n.id and d.ended_at is null)`,
  );
  put(
    rows.entries,
    () => tx`p_entry as (insert into register_entry
      select * from json_populate_recordset(null::register_entry, ${json(rows.entries)})
      on conflict (id) do update set version = excluded.version, subject_kind = excluded.subject_kind,
        authority_id = excluded.authority_id, ground = excluded.ground, measures = excluded.measures, ends_at = excluded.ends_at,
        until_date = excluded.until_date, published_at = excluded.published_at, removed_at = excluded.removed_at,
        removed_because = excluded.removed_because, suspensions = excluded.suspensions, marks = excluded.marks,
        unfounded = excluded.unfounded)`,
  );
  put(
    rows.ledger,
    () => tx`p_ledger as (insert into recipient_ledger
      select case_id, recipient, entry_id, max(delivered_at), max(retracted_at), max(acknowledged_at), max(escalated_at)
      from json_populate_recordset(null::recipient_ledger, ${json(rows.ledger)}) group by case_id, recipient, entry_id
      on conflict (case_id, recipient, entry_id) do update set
        delivered_at = coalesce(recipient_ledger.delivered_at, excluded.delivered_at),
        retracted_at = coalesce(recipient_ledger.retracted_at, excluded.retracted_at),
        acknowledged_at = coalesce(recipient_ledger.acknowledged_at, excluded.acknowledged_at),
        escalated_at = coalesce(recipient_ledger.escalated_at, excluded.escalated_at))`,
  );
  put(
    rows.feed,
    () => tx`p_feed as (insert into recipient_feed (recipient, kind, case_id, entry_id, measure, at)
      select recipient, kind, case_id, entry_id, measure, at
      from json_populate_recordset(null::recipient_feed, ${json(rows.feed)}))`,
  );
  put(rows.keys, () => inserted('case_key', rows.keys));
  put(rows.subjects, () => inserted('subject', rows.subjects));
  put(
    rows.marks,
    () => tx`p_mark as (insert into subject_mark
      select * from json_populate_recordset(null::subject_mark, ${json(rows.marks)}) on conflict do nothing)`,
  );
  put(rows.links, () => inserted('case_link', rows.links));
  put(
    rows.erased,
    () => tx`p_erased as (delete from case_key where case_id in
        (select case_id from json_populate_recordset(null::case_key, ${json(rows.erased)})) returning case_id),
      p_unmarked as (delete from subject_mark m using p_erased where m.case_id = p_erased.case_id)`,
  );
  put(rows.texts, () => inserted('sealed_text', rows.texts));
  return all;
}

/** One case by its values, which costs half of what a set of one does: nine of ten rulings are about one case. */
function moved(tx: Transaction, rows: Rows['moved'], json: (of: readonly unknown[]) => Part): Part {
  const [one, ...others] = rows;
  return one && others.length === 0
    ? tx`update case_file set version = ${one.version}, ground = ${one.ground}, authority_id = ${one.authority_id}, stage = ${one.stage},
           outcome = ${one.outcome}, state = ${JSON.stringify(one.state)}::text::json, seq = ${one.seq},
           head = ${one.head}::text::bytea, agenda_version = ${one.agenda_version}, soonest = ${one.soonest},
           clock_offset = ${one.clock_offset}, updated_at = ${one.updated_at} where id = ${one.id}`
    : tx`update case_file f set version = n.version, ground = n.ground, authority_id = n.authority_id, stage = n.stage, outcome = n.outcome,
           state = n.state, seq = n.seq, head = n.head, agenda_version = n.agenda_version, soonest = n.soonest,
           clock_offset = n.clock_offset, updated_at = n.updated_at
         from json_populate_recordset(null::case_file, ${json(rows)}) n
         where f.id = any(${rows.map(({ id }) => id)}) and f.id = n.id`;
}
