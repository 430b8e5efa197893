import type { Decision } from '../../domain/case/decide.ts';
import type { CaseState, Clock, Instant } from '../../domain/case/state.ts';
import { marksOf } from '../../domain/register/marks.ts';
import { tasks } from '../../domain/case/tasks.ts';
import { linkHash } from '../../domain/evidence/chain.ts';
import type { Transaction } from '../client.ts';
import type { Sealed } from '../sealing.ts';
import type { Answer } from './rule.ts';

/** One ruling, decided and ready to be written. */
export type Ruled = {
  readonly caseId: string;
  readonly commandId: string;
  readonly type: string;
  readonly digest: Buffer;
  readonly texts: readonly Sealed[];
  readonly decision: Extract<Decision, { kind: 'ruled' }>;
  readonly before: CaseState | null;
  readonly head: Buffer;
  readonly agendaVersion: number;
  readonly soonest: Instant | null;
  readonly soonestAfter: Instant | null;
  readonly now: Instant;
  readonly at: Instant;
  readonly sandbox: boolean;
};

export type Written = { readonly answer: Answer; readonly wake: boolean };

/** Rows of one table, gathered over all the rulings of a batch and written by one statement. */
type Rows = Record<string, unknown>[];

/**
 * Writes rulings with everything that follows from them, set by set: a batch of one costs what a single ruling costs,
 * a batch of five hundred costs little more per case than its rows.
 */
export async function write(tx: Transaction, rulings: readonly Ruled[]): Promise<Written[]> {
  const events: Rows = [];
  const commands: Rows = [];
  const opened: Rows = [];
  const moved: Rows = [];
  const armed: Rows = [];
  const ended: Rows = [];
  const taskRows: Rows = [];
  const staleTasks: Rows = [];
  const duties: Rows = [];
  const endedDuties: Rows = [];
  const entries: Rows = [];
  const ledger: Rows = [];
  const feed: Rows = [];
  const texts: Rows = [];
  const answers: Written[] = [];

  for (const ruling of rulings) {
    const { caseId, decision, before, now } = ruling;
    const { state } = decision;
    let head = ruling.head;
    let seq = before?.seq ?? 0;
    const answered: { seq: number; type: string; at: Instant }[] = [];
    for (const { event, at, actor } of decision.recorded) {
      seq += 1;
      const { type, ...payload } = event;
      const hash = linkHash(head, {
        caseId,
        seq,
        type,
        at,
        recordedAt: now,
        actor,
        commandId: ruling.commandId,
        payload,
      });
      events.push({
        case_id: caseId,
        seq,
        type,
        at,
        recorded_at: now,
        actor,
        command_id: ruling.commandId,
        payload,
        prev_hash: hex(head),
        hash: hex(hash),
      });
      answered.push({ seq, type, at });
      head = hash;
      if (event.type === 'clock-armed') armed.push(clockRow(caseId, seq, at, event.clock));
      else if (event.type === 'clock-met' || event.type === 'clock-stopped')
        ended.push({
          case_id: caseId,
          key: event.key,
          armed_seq: seq,
          outcome: event.type.slice('clock-'.length),
          ended_at: at,
          lapsed_at: null,
        });
      else if (event.type === 'clock-lapsed')
        ended.push({
          case_id: caseId,
          key: event.key,
          armed_seq: seq,
          outcome: event.effect === 'escalate' && state.clocks[event.key] ? null : 'lapsed',
          ended_at: event.effect === 'escalate' ? null : at,
          lapsed_at: event.dueAt,
        });
      else if (event.type === 'duties-opened')
        for (const duty of event.duties)
          duties.push({
            id: duty.id,
            case_id: caseId,
            kind: duty.kind,
            recipient: duty.recipient ?? null,
            opened_at: at,
          });
      else if (event.type === 'duties-performed') {
        for (const duty of event.duties) {
          endedDuties.push({ id: duty.id, ended_at: at, proof: duty.proof });
          const opening = before?.duties[duty.id];
          if (opening?.recipient === undefined || state.entry === undefined) continue;
          const { recipient, kind } = opening;
          feed.push({ recipient, kind, case_id: caseId, entry_id: state.entry.id, at });
          if (kind === 'deliver' || kind === 'retract')
            ledger.push(
              ledgerRow(caseId, recipient, state.entry.id, {
                [`${kind === 'deliver' ? 'delivered' : 'retracted'}_at`]: at,
              }),
            );
        }
      } else if (event.type === 'removal-began') {
        for (const duty of Object.values(before?.duties ?? {}))
          if (duty.kind === 'deliver') endedDuties.push({ id: duty.id, ended_at: at, proof: null });
      } else if (event.type === 'entry-adopted') {
        for (const recipient of event.recipients)
          ledger.push(ledgerRow(caseId, recipient, state.entry?.id ?? '', { delivered_at: at }));
      } else if (event.type === 'retraction-acknowledged' || event.type === 'recipient-escalated')
        ledger.push(
          ledgerRow(caseId, event.ref, state.entry?.id ?? '', {
            [event.type === 'recipient-escalated' ? 'escalated_at' : 'acknowledged_at']: at,
          }),
        );
    }

    if (
      state.entry &&
      (state.entry !== before?.entry || state.removal !== before?.removal || marksChanged(before, state))
    )
      entries.push(entryRow(state));

    const earlier =
      Math.sign(
        Date.parse(ruling.soonestAfter ?? '9999-12-31') - Date.parse(ruling.soonest ?? '9999-12-31'),
      ) < 0;
    const owes = Object.keys(state.duties).some((id) => before?.duties[id] === undefined);
    const closes = state.stage === 'closed' && before?.stage !== 'closed';
    const wake = before === null || earlier || owes || closes;
    const row = {
      id: caseId,
      stage: state.stage,
      outcome: state.outcome ?? null,
      state,
      seq,
      head: hex(head),
      agenda_version: ruling.agendaVersion + (wake ? 1 : 0),
      soonest: ruling.soonestAfter,
      clock_offset: ruling.sandbox ? Date.parse(ruling.at) - Date.parse(now) : 0,
      updated_at: now,
    };
    if (before === null)
      opened.push({
        ...row,
        regime: state.regime,
        version: state.version,
        authority_id: state.authority.id,
        ground: state.ground,
        sandbox: ruling.sandbox,
        opened_at: state.openedAt,
      });
    else moved.push(row);

    const due = tasks(state);
    const was = before === null ? [] : tasks(before);
    for (const task of due)
      if (!was.some((each) => each.key === task.key && each.due === task.due))
        taskRows.push({
          case_id: caseId,
          key: task.key,
          act: task.act,
          role: task.role,
          authority_id:
            task.role === 'superior-authority'
              ? (state.authority.superior ?? state.authority.id)
              : state.authority.id,
          ref: task.ref ?? null,
          due: task.due,
        });
    for (const task of was)
      if (!due.some((each) => each.key === task.key)) staleTasks.push({ case_id: caseId, key: task.key });

    for (const { id, sealed } of ruling.texts)
      texts.push({ id, case_id: caseId, sealed: hex(sealed), at: ruling.at });
    const answer: Answer = {
      caseId,
      seq,
      stage: state.stage,
      outcome: state.outcome ?? null,
      events: answered,
    };
    commands.push({
      id: ruling.commandId,
      case_id: caseId,
      type: ruling.type,
      digest: hex(ruling.digest),
      answer,
      at: ruling.at,
    });
    answers.push({ answer, wake });
  }

  // Statements of one transaction go out together; the server runs them in this order.
  const json = (rows: Rows) => tx.json(JSON.parse(JSON.stringify(rows)));
  await Promise.all([
    tx`insert into command select * from jsonb_populate_recordset(null::command, ${json(commands)})`,
    ...(events.length > 0
      ? [tx`insert into case_event select * from jsonb_populate_recordset(null::case_event, ${json(events)})`]
      : []),
    ...(opened.length > 0
      ? [
          tx`insert into case_file (id, regime, version, authority_id, ground, stage, outcome, state, seq, head, agenda_version, soonest, sandbox, clock_offset, opened_at, updated_at)
             select id, regime, version, authority_id, ground, stage, outcome, state, seq, head, agenda_version, soonest, sandbox, clock_offset, opened_at, updated_at
             from jsonb_populate_recordset(null::case_file, ${json(opened)})`,
        ]
      : []),
    ...(moved.length > 0
      ? [
          tx`update case_file f set stage = n.stage, outcome = n.outcome, state = n.state, seq = n.seq, head = n.head,
               agenda_version = n.agenda_version, soonest = n.soonest, clock_offset = n.clock_offset, updated_at = n.updated_at
             from jsonb_populate_recordset(null::case_file, ${json(moved)}) n where f.id = n.id`,
        ]
      : []),
    ...(armed.length > 0
      ? [tx`insert into clock select * from jsonb_populate_recordset(null::clock, ${json(armed)})`]
      : []),
    ...(ended.length > 0
      ? [
          tx`update clock c set outcome = n.outcome, ended_at = n.ended_at, lapsed_at = coalesce(n.lapsed_at, c.lapsed_at)
             from (select case_id, key, max(armed_seq) before_seq, max(outcome) outcome, max(ended_at) ended_at, max(lapsed_at) lapsed_at
                   from jsonb_populate_recordset(null::clock, ${json(ended)}) group by case_id, key) n
             where c.case_id = n.case_id and c.key = n.key and c.armed_seq < n.before_seq and c.ended_at is null`,
        ]
      : []),
    ...(staleTasks.length > 0
      ? [
          tx`delete from task t using jsonb_populate_recordset(null::task, ${json(staleTasks)}) n
             where t.case_id = n.case_id and t.key = n.key`,
        ]
      : []),
    ...(taskRows.length > 0
      ? [
          tx`insert into task select * from jsonb_populate_recordset(null::task, ${json(taskRows)})
             on conflict (case_id, key) do update set due = excluded.due`,
        ]
      : []),
    ...(duties.length > 0
      ? [
          tx`insert into duty (id, case_id, kind, recipient, opened_at)
             select id, case_id, kind, recipient, opened_at from jsonb_populate_recordset(null::duty, ${json(duties)})`,
        ]
      : []),
    ...(endedDuties.length > 0
      ? [
          tx`update duty d set ended_at = n.ended_at, proof = n.proof
             from jsonb_populate_recordset(null::duty, ${json(endedDuties)}) n where d.id = n.id and d.ended_at is null`,
        ]
      : []),
    ...(entries.length > 0
      ? [
          tx`insert into register_entry select * from jsonb_populate_recordset(null::register_entry, ${json(entries)})
             on conflict (id) do update set ends_at = excluded.ends_at, until_date = excluded.until_date,
               published_at = excluded.published_at, removed_at = excluded.removed_at, removed_because = excluded.removed_because,
               suspensions = excluded.suspensions, marks = excluded.marks`,
        ]
      : []),
    ...(ledger.length > 0
      ? [
          tx`insert into recipient_ledger
             select case_id, recipient, max(entry_id), max(delivered_at), max(retracted_at), max(acknowledged_at), max(escalated_at)
             from jsonb_populate_recordset(null::recipient_ledger, ${json(ledger)}) group by case_id, recipient
             on conflict (case_id, recipient) do update set
               delivered_at = coalesce(recipient_ledger.delivered_at, excluded.delivered_at),
               retracted_at = coalesce(recipient_ledger.retracted_at, excluded.retracted_at),
               acknowledged_at = coalesce(recipient_ledger.acknowledged_at, excluded.acknowledged_at),
               escalated_at = coalesce(recipient_ledger.escalated_at, excluded.escalated_at)`,
        ]
      : []),
    ...(feed.length > 0
      ? [
          tx`insert into recipient_feed (recipient, kind, case_id, entry_id, at)
             select recipient, kind, case_id, entry_id, at from jsonb_populate_recordset(null::recipient_feed, ${json(feed)})`,
        ]
      : []),
    ...(texts.length > 0
      ? [
          tx`insert into sealed_text select * from jsonb_populate_recordset(null::sealed_text, ${json(texts)})`,
        ]
      : []),
  ]);
  return answers;
}

const hex = (bytes: Uint8Array): string => `\\x${Buffer.from(bytes).toString('hex')}`;

function clockRow(caseId: string, seq: number, at: Instant, clock: Clock): Record<string, unknown> {
  return {
    case_id: caseId,
    key: clock.key,
    armed_seq: seq,
    rule: clock.rule,
    against: clock.against,
    effect: clock.effect,
    due: clock.due,
    ends_at: clock.end,
    provisional: clock.provisional,
    calendars: clock.calendars,
    armed_at: at,
  };
}

function entryRow(state: CaseState): Record<string, unknown> {
  const { entry } = state;
  return {
    id: entry?.id,
    case_id: state.caseId,
    regime: state.regime,
    version: state.version,
    authority_id: state.authority.id,
    ground: state.ground,
    subject_kind: state.subject.kind,
    measures: (entry?.measures ?? []).map(({ id }) => id),
    from_date: entry?.from,
    until_date: entry?.until ?? null,
    ends_at: entry?.end ?? null,
    published_at: entry?.publishedAt ?? null,
    removed_at: state.removal?.beganAt ?? null,
    removed_because: state.removal?.cause ?? null,
    suspensions: entry?.suspensions ?? [],
    marks: marksOf(state),
  };
}

function ledgerRow(
  caseId: string,
  recipient: string,
  entryId: string,
  change: Record<string, Instant>,
): Record<string, unknown> {
  return { case_id: caseId, recipient, entry_id: entryId, ...change };
}

/** Marks change with objections and proceedings; only then is the entry's row written again for their sake. */
function marksChanged(before: CaseState | null, state: CaseState): boolean {
  return before?.objections !== state.objections || before.proceedings !== state.proceedings;
}
