import { createHash, randomBytes } from 'node:crypto';
import type { Calendars } from '../../domain/calendar/calendar.ts';
import { localDate } from '../../domain/calendar/local-time.ts';
import { agenda } from '../../domain/case/agenda.ts';
import { actorName, type Actor, type Command } from '../../domain/case/commands.ts';
import { decide, decideOpening, isOpening, type Decision } from '../../domain/case/decide.ts';
import type { Context } from '../../domain/case/handler.ts';
import type { Refusal } from '../../domain/case/refusal.ts';
import type { CaseState, Instant, TextRef } from '../../domain/case/state.ts';
import { canonicalJson } from '../../domain/evidence/canonical-json.ts';
import { origin } from '../../domain/evidence/chain.ts';
import type { Catalogue } from '../../domain/regime/catalogue.ts';
import type { Pack } from '../../domain/regime/pack.ts';
import type { Sql, Transaction } from '../client.ts';
import { open, Sealer } from '../sealing.ts';
import { earlierCases, holdSubject, marksOfSubject, otherCases } from './subject-marks.ts';
import { lawAtTheDoor } from './law.ts';
import type { Ruled, Wake } from './project-ruling.ts';
import { followOn } from './follow-on.ts';
import { otherCase } from './other-case.ts';
import { presentOf, type TimeRow } from './case-time.ts';
import { subjectFile, type SubjectFile } from './subject-file.ts';
import { writing, type Writing } from './write-ruling.ts';

/** What rulings need besides the case: where the record is, the law, the calendars, the master key. */
export type Bench = {
  readonly sql: Sql;
  readonly law: Catalogue['found'];
  readonly calendars: Calendars;
  readonly masterKey: Buffer;
  /** Whether this deployment lets cases run in virtual time. */
  readonly sandbox: boolean;
};

export type SubjectData = {
  readonly ref: string;
  readonly kind: 'organisation' | 'person';
  readonly name: string;
  readonly identifiers: readonly { readonly scheme: string; readonly value: string }[];
  readonly [more: string]: unknown;
};

/** A command as it arrives: texts are still open, and are sealed inside the ruling's transaction. */
export type Asked = {
  /** The same id with the same request answers the same ruling, whatever happened in between. */
  readonly commandId: string;
  readonly caseId: string;
  readonly actor: Actor;
  /** What was asked, in full, for telling a repeated request from another one under the same id. */
  readonly request: unknown;
  readonly command: (text: (plain: string) => TextRef, pack: Pack) => Command;
  readonly opening?: {
    readonly regime: string;
    readonly version: string;
    readonly subject: SubjectData;
    readonly sandbox: boolean;
    /** A sandbox case may begin at another time than now. */
    readonly startsAt?: Instant;
  };
  /** What time it is for the case by its workflow: a sandbox case follows where that skips time, a real one never does. */
  readonly workflowTime?: Instant;
};

export type Answer = {
  readonly caseId: string;
  readonly seq: number;
  readonly stage: string;
  readonly outcome: string | null;
  readonly events: readonly { readonly seq: number; readonly type: string; readonly at: Instant }[];
};

export type RuleResult =
  | { readonly kind: 'ruled'; readonly answer: Answer; readonly repeated: boolean; readonly wake: Wake }
  | { readonly kind: 'refused'; readonly refusals: readonly Refusal[] }
  | { readonly kind: 'unknown-case' }
  | { readonly kind: 'unknown-regime' }
  | { readonly kind: 'other-request'; readonly commandId: string };

/** Ends the transaction of what is not written: it leaves nothing behind. */
class Undone extends Error {
  readonly result: RuleResult;

  constructor(result: RuleResult) {
    super('nothing is written');
    this.result = result;
  }
}

/** What came of a command, and how it is written, where something is. */
type Outcome = { readonly result: RuleResult; readonly statement?: Writing['statement'] };

const UNIQUE_VIOLATION = '23505';

/**
 * Rules one command in one PostgreSQL transaction: lock the case, decide, append the events to its chain, project the
 * read models, open duties, write the agenda, keep the answer. The time of the ruling is the database's clock (for a
 * sandbox case, the database's clock plus the case's offset). A refusal changes nothing.
 */
export async function rule(bench: Bench, asked: Asked): Promise<RuleResult> {
  let written: Promise<unknown> | undefined;
  try {
    const ruled = await bench.sql.begin(async (tx) => {
      const { result, statement } = await ruleIn(tx, bench, asked);
      if (statement === undefined) throw new Undone(result);
      // Not waited for here: it goes out together with COMMIT, which after a statement that failed writes nothing.
      written = statement.execute();
      return result;
    });
    await written;
    return ruled;
  } catch (error) {
    if (error instanceof Undone) return error.result;
    // Somebody else recorded the same command id between our look and our insert: answer as for any repetition.
    if (error instanceof Error && 'code' in error && error.code === UNIQUE_VIOLATION) {
      const earlier = await repeated(bench.sql, asked);
      if (earlier) return earlier;
    }
    throw error;
  }
}

type CaseRow = TimeRow & {
  readonly state: CaseState;
  readonly head: Buffer;
  readonly agenda_version: number;
  readonly soonest: Date | null;
  readonly wrapped: Buffer | null;
  /** Of the same command, where it was ruled before. */
  readonly digest: Buffer | null;
  readonly answer: Answer | null;
};

async function ruleIn(tx: Transaction, bench: Bench, asked: Asked): Promise<Outcome> {
  if (asked.opening) return openIn(tx, bench, asked, asked.opening);
  const [row] = await tx<CaseRow[]>`
      select f.state, f.head, f.agenda_version, f.soonest, f.sandbox, f.clock_offset, k.wrapped,
        clock_timestamp() as now, c.digest, c.answer
      from case_file f left join case_key k on k.case_id = f.id left join command c on c.id = ${asked.commandId}
      where f.id = ${asked.caseId} for update of f`;
  if (row === undefined) return { result: { kind: 'unknown-case' } };
  if (row.digest && row.answer)
    return { result: answeredBefore({ digest: row.digest, answer: row.answer }, asked) };
  const pack = bench.law(row.state.regime, row.state.version)?.pack;
  if (pack === undefined) return { result: { kind: 'unknown-regime' } };
  const at = presentOf(row, asked.workflowTime ?? null);
  const sealer = new Sealer(row.wrapped ? open(bench.masterKey, row.wrapped) : randomBytes(32));
  const command = asked.command(sealer.text, pack);
  if (isOpening(command)) return { result: { kind: 'unknown-case' } };
  const context: Context = {
    ...contextOf(bench, pack, asked.actor, at),
    ...(command.type === 'file-petition' && { earlier: await otherCases(tx, asked.caseId) }),
    ...(await namedCase(tx, asked.caseId, command)),
  };
  const decision = decide(row.state, command, context);
  // What does nothing here may be what did it while this one waited for the lock.
  if (decision.kind === 'refused' || decision.recorded.length === 0) {
    const earlier = await repeated(tx, asked);
    if (earlier) return { result: earlier };
  }
  if (decision.kind === 'refused') return { result: decision };
  return settle(tx, bench, asked, sealer, decision, {
    before: row.state,
    head: row.head,
    agendaVersion: row.agenda_version,
    soonest: row.soonest?.toISOString() ?? null,
    now: row.now.toISOString(),
    at,
    sandbox: row.sandbox,
    type: command.type,
  });
}

async function openIn(
  tx: Transaction,
  bench: Bench,
  asked: Asked,
  opening: NonNullable<Asked['opening']>,
): Promise<Outcome> {
  const { subject } = opening;
  const marks = marksOfSubject(bench.masterKey, subject);
  const held = holdSubject(tx, marks);
  const sandbox = opening.sandbox && bench.sandbox;
  // Asked in one go, one behind the other: what is known of the subject is read once it is held.
  const [[time], before, , law, earlier] = await Promise.all([
    tx<{ now: Date }[]>`select clock_timestamp() as now`,
    repeated(tx, asked),
    held,
    lawAtTheDoor(tx, bench.law, { ...opening, sandbox }),
    earlierCases(tx, marks),
  ]);
  if (before) return { result: before };
  if (law.kind === 'unknown' || time === undefined) return { result: { kind: 'unknown-regime' } };
  if (law.kind === 'closed') return { result: { kind: 'refused', refusals: law.refusals } };
  const { pack, packHash } = law;
  const now = time.now.toISOString();
  const at = sandbox && opening.startsAt ? opening.startsAt : now;
  const key = randomBytes(32);
  const sealer = new Sealer(key);
  const command = asked.command(sealer.text, pack);
  if (!isOpening(command)) return { result: { kind: 'unknown-case' } };
  const context = {
    ...contextOf(bench, pack, asked.actor, at),
    packHash,
    earlier,
    ...(await namedCase(tx, asked.caseId, command)),
  };
  const decision = decideOpening(asked.caseId, command, context);
  if (decision.kind === 'refused') return { result: decision };
  return settle(tx, bench, asked, sealer, decision, {
    before: null,
    head: origin,
    agendaVersion: 0,
    soonest: null,
    now,
    at,
    sandbox,
    type: command.type,
    subject: subjectFile({ masterKey: bench.masterKey, key }, subject, marks),
  });
}

async function namedCase(tx: Transaction, caseId: string, command: Command): Promise<Pick<Context, 'other'>> {
  const other = await otherCase(tx, caseId, command);
  return other ? { other } : {};
}

type Standing = {
  readonly before: CaseState | null;
  readonly head: Buffer;
  readonly agendaVersion: number;
  readonly soonest: Instant | null;
  readonly now: Instant;
  readonly at: Instant;
  readonly sandbox: boolean;
  readonly type: string;
  readonly subject?: SubjectFile;
};

async function settle(
  tx: Transaction,
  bench: Bench,
  asked: Asked,
  sealer: Sealer,
  decision: Extract<Decision, { kind: 'ruled' }>,
  standing: Standing,
): Promise<Outcome> {
  const { state, recorded } = decision;
  if (recorded.length === 0) {
    const answer = {
      caseId: asked.caseId,
      seq: state.seq,
      stage: state.stage,
      outcome: state.outcome ?? null,
      events: [],
    };
    return { result: { kind: 'ruled', answer, repeated: false, wake: 'never' } };
  }
  const ruled: Ruled = {
    caseId: asked.caseId,
    commandId: asked.commandId,
    digest: digestOf(asked),
    texts: sealer.texts,
    decision,
    ...standing,
    soonestAfter: agenda(state)[0]?.at ?? null,
  };
  const { written, statement } = writing(tx, [ruled, ...(await followOn(tx, bench, ruled))]);
  const [{ answer, wake }] = written;
  return { result: { kind: 'ruled', answer, repeated: false, wake }, statement };
}

function contextOf(bench: Bench, pack: Pack, actor: Actor, at: Instant): Context {
  return { pack, calendars: bench.calendars, actor, at, today: localDate(at, pack.timezone) };
}

function digestOf(asked: Asked): Buffer {
  return createHash('sha256')
    .update(
      canonicalJson({
        caseId: asked.opening ? null : asked.caseId,
        actor: actorName(asked.actor),
        request: asked.request,
      }),
    )
    .digest();
}

async function repeated(sql: Sql | Transaction, asked: Asked): Promise<RuleResult | null> {
  const [earlier] = await sql<Earlier[]>`select digest, answer from command where id = ${asked.commandId}`;
  return earlier ? answeredBefore(earlier, asked) : null;
}

type Earlier = { readonly digest: Buffer; readonly answer: Answer };

/** The same id with the same request answers the same ruling, whatever happened in between. */
function answeredBefore({ digest, answer }: Earlier, asked: Asked): RuleResult {
  return digest.equals(digestOf(asked))
    ? { kind: 'ruled', answer, repeated: true, wake: 'never' }
    : { kind: 'other-request', commandId: asked.commandId };
}
