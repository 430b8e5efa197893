import type { Decision } from '../../domain/case/decide.ts';
import type { CaseState, Instant } from '../../domain/case/state.ts';
import { tasks, type Task } from '../../domain/case/tasks.ts';
import { unfoundedOf } from '../../domain/removal/unfounded.ts';
import { linkHash } from '../../domain/evidence/chain.ts';
import { effective } from '../../domain/register/copies.ts';
import { marksOf } from '../../domain/register/marks.ts';
import type { Sealed } from '../sealing.ts';
import { ClockRows } from './project-clocks.ts';
import { DutyRows, deliveries } from './project-duties.ts';
import type { Answer } from './rule.ts';
import type { SubjectFile } from './subject-file.ts';

/** One ruling, decided and ready to be written. */
export type Ruled = {
  readonly caseId: string;
  readonly commandId: string;
  readonly type: string;
  readonly digest: Buffer;
  readonly texts: readonly Sealed[];
  /** Of an opening. */
  readonly subject?: SubjectFile;
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

/** A row by its columns; bytes are written as hexadecimal. */
export type Row = Record<string, unknown>;

/** What a ruling changes in the row of its case. */
export type CaseRow = {
  readonly id: string;
  readonly version: string;
  readonly ground: string;
  readonly authority_id: string;
  readonly stage: string;
  readonly outcome: string | null;
  readonly state: CaseState;
  readonly seq: number;
  readonly head: string;
  readonly agenda_version: number;
  readonly soonest: Instant | null;
  readonly clock_offset: number;
  readonly updated_at: Instant;
};

/** The rows of rulings, gathered over a batch, each list for one statement. */
export type Rows = {
  readonly commands: Row[];
  readonly events: Row[];
  readonly opened: Row[];
  readonly moved: CaseRow[];
  readonly armedClocks: Row[];
  readonly changedClocks: Row[];
  readonly tasks: Row[];
  readonly staleTasks: Row[];
  readonly duties: Row[];
  readonly endedDuties: (Row & { readonly id: string })[];
  readonly entries: Row[];
  readonly ledger: Row[];
  readonly feed: Row[];
  readonly texts: Row[];
  readonly keys: Row[];
  readonly subjects: Row[];
  readonly marks: Row[];
  readonly links: Row[];
  /** Cases whose key is destroyed. */
  readonly erased: Row[];
};

export const noRows = (): Rows => ({
  commands: [],
  events: [],
  opened: [],
  moved: [],
  armedClocks: [],
  changedClocks: [],
  tasks: [],
  staleTasks: [],
  duties: [],
  endedDuties: [],
  entries: [],
  ledger: [],
  feed: [],
  texts: [],
  keys: [],
  subjects: [],
  marks: [],
  links: [],
  erased: [],
});

/** The workflow that is told of a ruling at once: there is something to perform, or a moment is near. */
export type ToWake = { readonly id: string; readonly regime: string; readonly authority: string };

/**
 * When the case's workflow has to be told of a ruling: now; or within seconds, by the relay, so that rulings that follow
 * each other closely wake it once; or not at all.
 */
export type Wake = ToWake | 'relayed' | 'never';

export type Written = { readonly answer: Answer; readonly wake: Wake };

/** Adds what one ruling leaves in the tables: its events, and everything that is read from the case. */
export function project(rows: Rows, ruling: Ruled): Written {
  const { caseId, decision, before, now } = ruling;
  const { state } = decision;
  const clocks = new ClockRows(rows, caseId, before);
  const duties = new DutyRows(rows, caseId, before);
  let head = ruling.head;
  let seq = before?.seq ?? 0;
  const answered: { seq: number; type: string; at: Instant }[] = [];
  for (const { event, at, actor } of decision.recorded) {
    seq += 1;
    const { type, ...payload } = event;
    const { commandId } = ruling;
    const hash = linkHash(head, { caseId, seq, type, at, recordedAt: now, actor, commandId, payload });
    rows.events.push({
      case_id: caseId,
      seq,
      type,
      at,
      recorded_at: now,
      actor,
      command_id: commandId,
      payload,
      prev_hash: hex(head),
      hash: hex(hash),
    });
    answered.push({ seq, type, at });
    head = hash;
    clocks.follow(event, seq, at, state);
    duties.follow(event, at);
    deliveries(rows, event, at, ruling, duties);
  }
  duties.drop(state, ruling.at);
  register(rows, ruling);
  queue(rows, before, state);
  file(rows, ruling);

  if (
    ruling.decision.recorded.some(({ event }) => event.type === 'case-erased' && event.afterwards === 'erase')
  )
    rows.erased.push({ case_id: caseId });
  for (const { id, sealed } of ruling.texts)
    rows.texts.push({ id, case_id: caseId, sealed: hex(sealed), at: ruling.at });
  const answer: Answer = {
    caseId,
    seq,
    stage: state.stage,
    outcome: state.outcome ?? null,
    events: answered,
  };
  rows.commands.push({
    id: ruling.commandId,
    case_id: caseId,
    type: ruling.type,
    digest: hex(ruling.digest),
    answer,
    at: ruling.at,
  });

  const wake = wakes(ruling);
  const row = {
    id: caseId,
    version: state.version,
    ground: state.ground,
    authority_id: state.authority.id,
    stage: state.stage,
    outcome: state.outcome ?? null,
    state,
    seq,
    head: hex(head),
    agenda_version: ruling.agendaVersion + (wake === 'never' ? 0 : 1),
    soonest: ruling.soonestAfter,
    clock_offset: ruling.sandbox ? Date.parse(ruling.at) - Date.parse(now) : 0,
    updated_at: now,
  };
  if (before === null) {
    const { regime, openedAt } = state;
    rows.opened.push({ ...row, regime, sandbox: ruling.sandbox, opened_at: openedAt });
  } else rows.moved.push(row);
  return { answer, wake };
}

const NEAR_MS = 60_000;

/**
 * The case's workflow is told of a case it does not know, of a moment sooner than the one it sleeps to, of a new duty, of
 * the end. A later moment needs no wake-up: it wakes at the old one and finds nothing due.
 */
function wakes({ caseId: id, before, decision: { state }, soonest, soonestAfter, at }: Ruled): Wake {
  const now: ToWake = { id, regime: state.regime, authority: state.authority.id };
  if (Object.keys(state.duties).some((duty) => before?.duties[duty] === undefined)) return now;
  const sooner = soonestAfter !== null && (soonest === null || soonestAfter < soonest);
  if (sooner && Date.parse(soonestAfter) - Date.parse(at) < NEAR_MS) return now;
  const ended = state.stage === 'closed' && before?.stage !== 'closed';
  return before === null || sooner || ended ? 'relayed' : 'never';
}

const hex = (bytes: Uint8Array): string => `\\x${Buffer.from(bytes).toString('hex')}`;

/** Whom a case is about, with the key it is sealed under, and which case it is tied to. */
function file(rows: Rows, { caseId, before, subject, decision: { state } }: Ruled): void {
  if (subject !== undefined) {
    const { ref, kind, sealed, wrapped, marks } = subject;
    rows.keys.push({ case_id: caseId, wrapped: hex(wrapped) });
    rows.subjects.push({ case_id: caseId, ref, kind, sealed: hex(sealed) });
    rows.marks.push(...marks.map((mark) => ({ case_id: caseId, mark: hex(mark) })));
  }
  if (before === null && state.linkedTo) rows.links.push({ case_id: caseId, main: state.linkedTo.caseId });
}

/** The entry's line of the register, written again when something on it has changed. */
function register(rows: Rows, { before, decision: { state } }: Ruled): void {
  const { entry } = state;
  if (entry === undefined) return;
  if (
    entry !== before?.entry ||
    state.removal !== before.removal ||
    state.authority !== before.authority ||
    state.version !== before.version ||
    state.subject !== before.subject ||
    state.basisFell !== before.basisFell ||
    // Marks change with objections and proceedings.
    state.objections !== before.objections ||
    state.proceedings !== before.proceedings
  )
    rows.entries.push(entryRow(state));
}

function entryRow(state: CaseState): Row {
  const { entry } = state;
  return {
    id: entry?.id,
    case_id: state.caseId,
    regime: state.regime,
    version: state.version,
    authority_id: state.authority.id,
    ground: state.ground,
    subject_kind: state.subject.kind,
    measures: effective(state),
    from_date: entry?.from,
    until_date: entry?.until ?? null,
    ends_at: entry?.end ?? null,
    published_at: entry?.publishedAt ?? null,
    removed_at: state.removal?.beganAt ?? null,
    removed_because: state.removal?.cause ?? null,
    suspensions: entry?.suspensions ?? [],
    marks: marksOf(state),
    unfounded: unfoundedOf(state),
  };
}

/** The queues: what the case waits for from persons now, and no longer. */
function queue(rows: Rows, before: CaseState | null, state: CaseState): void {
  const wanted = byKey(tasks(state));
  const was = before === null ? [] : byKey(tasks(before));
  for (const task of wanted) {
    const earlier = was.find((each) => each.key === task.key);
    if (before && earlier?.due === task.due && holder(task, before) === holder(task, state)) continue;
    rows.tasks.push({
      case_id: state.caseId,
      key: task.key,
      act: task.act,
      role: task.role,
      authority_id: holder(task, state),
      ref: task.ref ?? null,
      due: task.due,
    });
  }
  for (const { key } of was)
    if (!wanted.some((each) => each.key === key)) rows.staleTasks.push({ case_id: state.caseId, key });
}

/** Two reasons for one act are one task. */
function byKey(all: readonly Task[]): readonly Task[] {
  return [...new Map(all.map((task) => [task.key, task])).values()];
}

function holder({ role }: Task, { authority }: CaseState): string {
  return role === 'superior-authority' ? (authority.superior ?? authority.id) : authority.id;
}
