import type { PendingQuery, Row } from 'postgres';
import type { Transaction } from '../client.ts';
import { noRows, project, type Rows, type Ruled, type Written } from './project-ruling.ts';

/**
 * Writes rulings with everything that follows from them, set by set: a batch of one costs what a single ruling costs,
 * a batch of five hundred costs little more per case than its rows.
 */
export async function write(tx: Transaction, rulings: readonly Ruled[]): Promise<Written[]> {
  const rows = noRows();
  const written = rulings.map((ruling) => project(rows, ruling));
  // As text: the driver would turn a JSON parameter into text of its own, a second time.
  const json = (of: readonly unknown[]) => tx`${JSON.stringify(of)}::text::json`;
  const when = <T>(of: readonly unknown[], statement: () => T): T[] => (of.length > 0 ? [statement()] : []);
  // Named besides the join, so that the rows are always found by their key, however small the planner takes a table for.
  const cases = rulings.map(({ caseId }) => caseId);

  // Statements of one transaction go out together; the server runs them in this order.
  await Promise.all([
    tx`insert into command select * from json_populate_recordset(null::command, ${json(rows.commands)})`,
    ...when(
      rows.events,
      () =>
        tx`insert into case_event select * from json_populate_recordset(null::case_event, ${json(rows.events)})`,
    ),
    ...when(
      rows.opened,
      () =>
        tx`insert into case_file (id, regime, version, authority_id, ground, stage, outcome, state, seq, head, agenda_version, soonest, sandbox, clock_offset, opened_at, updated_at)
           select id, regime, version, authority_id, ground, stage, outcome, state, seq, head, agenda_version, soonest, sandbox, clock_offset, opened_at, updated_at
           from json_populate_recordset(null::case_file, ${json(rows.opened)})`,
    ),
    ...when(rows.moved, () => move(tx, rows.moved, json)),
    ...when(
      rows.armedClocks,
      () =>
        tx`insert into clock select * from json_populate_recordset(null::clock, ${json(rows.armedClocks)})`,
    ),
    ...when(
      rows.changedClocks,
      () =>
        tx`update clock c set due = n.due, ends_at = n.ends_at, provisional = n.provisional, calendars = n.calendars
           from json_populate_recordset(null::clock, ${json(rows.changedClocks)}) n
           where c.case_id = any(${cases}) and c.case_id = n.case_id and c.key = n.key and c.armed_seq < n.armed_seq
             and c.ended_at is null`,
    ),
    ...when(
      rows.endedClocks,
      () =>
        tx`update clock c set outcome = n.outcome, ended_at = n.ended_at, lapsed_at = coalesce(n.lapsed_at, c.lapsed_at)
           from json_populate_recordset(null::clock, ${json(rows.endedClocks)}) n
           where c.case_id = any(${cases}) and c.case_id = n.case_id and c.key = n.key and c.armed_seq < n.armed_seq
             and c.ended_at is null`,
    ),
    ...when(
      rows.staleTasks,
      () =>
        tx`delete from task t using json_populate_recordset(null::task, ${json(rows.staleTasks)}) n
           where t.case_id = any(${cases}) and t.case_id = n.case_id and t.key = n.key`,
    ),
    ...when(
      rows.tasks,
      () =>
        tx`insert into task select * from json_populate_recordset(null::task, ${json(rows.tasks)})
           on conflict (case_id, key) do update set due = excluded.due, authority_id = excluded.authority_id`,
    ),
    ...when(
      rows.duties,
      () =>
        tx`insert into duty (id, case_id, kind, recipient, opened_at, ended_at, proof)
           select id, case_id, kind, recipient, opened_at, ended_at, proof
           from json_populate_recordset(null::duty, ${json(rows.duties)})`,
    ),
    ...when(
      rows.endedDuties,
      () =>
        tx`update duty d set ended_at = n.ended_at, proof = n.proof
           from json_populate_recordset(null::duty, ${json(rows.endedDuties)}) n
           where d.id = any(${rows.endedDuties.map(({ id }) => id)}) and d.id = n.id and d.ended_at is null`,
    ),
    ...when(
      rows.entries,
      () =>
        tx`insert into register_entry select * from json_populate_recordset(null::register_entry, ${json(rows.entries)})
           on conflict (id) do update set version = excluded.version, subject_kind = excluded.subject_kind, authority_id = excluded.authority_id, measures = excluded.measures,
             ends_at = excluded.ends_at, until_date = excluded.until_date, published_at = excluded.published_at,
             removed_at = excluded.removed_at, removed_because = excluded.removed_because,
             suspensions = excluded.suspensions, marks = excluded.marks, unfounded = excluded.unfounded`,
    ),
    ...when(
      rows.ledger,
      () =>
        tx`insert into recipient_ledger
           select case_id, recipient, entry_id, max(delivered_at), max(retracted_at), max(acknowledged_at), max(escalated_at)
           from json_populate_recordset(null::recipient_ledger, ${json(rows.ledger)}) group by case_id, recipient, entry_id
           on conflict (case_id, recipient, entry_id) do update set
             delivered_at = coalesce(recipient_ledger.delivered_at, excluded.delivered_at),
             retracted_at = coalesce(recipient_ledger.retracted_at, excluded.retracted_at),
             acknowledged_at = coalesce(recipient_ledger.acknowledged_at, excluded.acknowledged_at),
             escalated_at = coalesce(recipient_ledger.escalated_at, excluded.escalated_at)`,
    ),
    ...when(
      rows.feed,
      () =>
        tx`insert into recipient_feed (recipient, kind, case_id, entry_id, at)
           select recipient, kind, case_id, entry_id, at from json_populate_recordset(null::recipient_feed, ${json(rows.feed)})`,
    ),
    ...when(
      rows.erased,
      () =>
        tx`with gone as (delete from case_key where case_id in (select case_id from json_populate_recordset(null::case_key, ${json(rows.erased)})) returning case_id)
           delete from subject_mark m using gone where m.case_id = gone.case_id`,
    ),
    ...when(
      rows.texts,
      () =>
        tx`insert into sealed_text select * from json_populate_recordset(null::sealed_text, ${json(rows.texts)})`,
    ),
  ]);
  return written;
}

type Json = (of: readonly unknown[]) => PendingQuery<Row[]>;

/** One case by its values, which costs half of what a set of one does: nine of ten rulings are about one case. */
function move(tx: Transaction, moved: Rows['moved'], json: Json): PendingQuery<Row[]> {
  const [one, ...others] = moved;
  return one && others.length === 0
    ? tx`update case_file set version = ${one.version}, authority_id = ${one.authority_id}, stage = ${one.stage}, outcome = ${one.outcome},
           state = ${JSON.stringify(one.state)}::text::json, seq = ${one.seq}, head = ${one.head}::text::bytea,
           agenda_version = ${one.agenda_version}, soonest = ${one.soonest}, clock_offset = ${one.clock_offset},
           updated_at = ${one.updated_at} where id = ${one.id}`
    : tx`update case_file f set version = n.version, authority_id = n.authority_id, stage = n.stage, outcome = n.outcome, state = n.state, seq = n.seq,
           head = n.head, agenda_version = n.agenda_version, soonest = n.soonest, clock_offset = n.clock_offset, updated_at = n.updated_at
         from json_populate_recordset(null::case_file, ${json(moved)}) n
         where f.id = any(${moved.map(({ id }) => id)}) and f.id = n.id`;
}
