import { createHash, randomBytes } from 'node:crypto';
import { localDate } from '../../domain/calendar/local-time.ts';
import { agenda } from '../../domain/case/agenda.ts';
import { decideOpening } from '../../domain/case/decide.ts';
import type { EarlierCase } from '../../domain/case/handler.ts';
import type { Refusal } from '../../domain/case/refusal.ts';
import type { CaseState } from '../../domain/case/state.ts';
import { origin } from '../../domain/evidence/chain.ts';
import { formal, type Findings } from '../../domain/intake/finding.ts';
import { adoption, findingsOf, type Claim } from '../../domain/intake/judge-line.ts';
import type { Pack } from '../../domain/regime/pack.ts';
import type { Transaction } from '../client.ts';
import { open } from '../sealing.ts';
import { intoCleanup } from './intake-judge.ts';
import type { Ruled } from './project-ruling.ts';
import { lawAtTheDoor } from './law.ts';
import type { Bench, SubjectData } from './rule.ts';
import { subjectFile } from './subject-file.ts';
import { earlierCases, holdSubject, marksOfSubject } from './subject-marks.ts';
import { write } from './write-ruling.ts';

/** The import, as far as taking over its lines needs it. */
type Intake = {
  readonly id: string;
  readonly regime: string;
  readonly version: string;
  readonly sandbox: boolean;
  readonly file_digest: string;
  readonly mapping: string;
  readonly day: string | null;
  readonly lives_from: string | null;
  readonly started_by: string;
  readonly approved_by: string | null;
  readonly wrapped: Buffer;
  readonly now: Date;
};

type Line = {
  readonly line: number;
  readonly sealed: Buffer;
  readonly content: string;
  readonly entry: string;
};

/** A line that is about to become an entry. */
type Taken = {
  readonly line: number;
  readonly content: string;
  readonly entry: string;
  readonly claim: Claim;
};

/**
 * Takes over up to `most` lines that stand, in one transaction: each becomes a case by the same decider as any other
 * opening, and is marked as taken with it. Answers how many lines were dealt with; none when there are no more.
 */
export async function takeOver(bench: Bench, intakeId: string, most: number): Promise<number> {
  return bench.sql.begin(async (tx) => {
    // Two imports may carry the same entry: they take turns, so that the second finds what the first has taken over.
    await tx`select pg_advisory_xact_lock(hashtext('amends.intake'))`;
    const [intake] = await tx<Intake[]>`
      select id, regime, version, sandbox, file_digest, mapping, tally #>> '{asOf,day}' as day,
        lives_from::text as lives_from, started_by, approved_by, wrapped, clock_timestamp() as now
      from intake where id = ${intakeId} and status = 'taking' for update`;
    if (intake === undefined) return 0;
    const lines = await tx<Line[]>`
      select line, sealed, content, entry from intake_line
      where intake_id = ${intakeId} and outcome = 'stands' and taken is null order by line limit ${most}`;
    if (lines.length === 0) return 0;
    const sandbox = intake.sandbox && bench.sandbox;
    const law = await lawAtTheDoor(tx, bench.law, { ...intake, sandbox });
    if (law.kind === 'unknown') throw new Error('the import names a law that this worker does not hold');
    const known = await tx<{ entry: string; content: string; case_id: string }[]>`
      select entry, content, case_id from intake_taken where entry = any(${lines.map(({ entry }) => entry)})`;
    const key = open(bench.masterKey, intake.wrapped);
    const fresh: Taken[] = [];
    for (const line of lines) {
      const earlier = known.find(({ entry }) => entry === line.entry);
      if (earlier === undefined) fresh.push({ ...line, claim: claimOf(key, line.sealed) });
      else if (earlier.content === line.content)
        await markTaken(tx, intakeId, [{ line: line.line, caseId: earlier.case_id, taken: 'before' }]);
      else await intoCleanup(tx, { intakeId, line: line.line }, [elsewhere(earlier.case_id)]);
    }
    const refused =
      law.kind === 'closed'
        ? fresh.map(({ line }) => ({ line, findings: underClosedLaw(law.refusals) }))
        : await adopt(tx, bench, { ...intake, sandbox, approvedBy: personsBehind(intake) }, law, fresh);
    for (const { line, findings } of refused) await intoCleanup(tx, { intakeId, line }, findings);
    return lines.length;
  });
}

const elsewhere = (caseId: string) =>
  formal(
    'possible-duplicate',
    `The entry was taken over before, as case ${caseId}, and this line says something else of it.`,
  );

function claimOf(key: Buffer, sealed: Buffer): Claim {
  const kept: { readonly claim: Claim } = JSON.parse(open(key, sealed).toString());
  return kept.claim;
}

function underClosedLaw([first, ...rest]: readonly [Refusal, ...Refusal[]]): Findings {
  const finding = (refusal: Refusal) => ({ reason: 'unlawful' as const, refusal });
  return [finding(first), ...rest.map(finding)];
}

const personsBehind = ({ started_by, approved_by }: Intake): string[] => [
  started_by,
  ...(approved_by === null ? [] : [approved_by]),
];

/** A list whose lines are taken over, by whom. */
export type Adoption = Omit<Intake, 'started_by' | 'approved_by'> & {
  readonly approvedBy: readonly string[];
};

/**
 * Opens a case for each line: one batch, written as any rulings are. Answers those that the decider refuses, with which
 * nothing was done.
 */
export async function adopt(
  tx: Transaction,
  bench: Bench,
  intake: Adoption,
  { pack, packHash }: { readonly pack: Pack; readonly packHash: string | null },
  lines: readonly Taken[],
): Promise<readonly { readonly line: number; readonly findings: Findings }[]> {
  const now = intake.now.toISOString();
  const { sandbox } = intake;
  const lives = sandbox ? (intake.lives_from ?? intake.day) : null;
  const at = lives === null ? now : `${lives}T12:00:00.000Z`;
  const takenOverOn = localDate(now, pack.timezone);
  const marked = lines.map((line) => ({
    ...line,
    marks: marksOfSubject(bench.masterKey, line.claim.subject),
  }));
  const allMarks = marked.flatMap(({ marks }) => marks);
  // Whoever opens a case about one of these subjects meanwhile is ruled after this, and sees it.
  await holdSubject(tx, allMarks);
  const earlier = new EarlierBySubject(await earlierCases(tx, allMarks));
  const context = {
    pack,
    packHash,
    calendars: bench.calendars,
    at,
    today: localDate(at, pack.timezone),
    actor: { kind: 'engine' as const },
  };
  const rulings: Ruled[] = [];
  const taken: { line: number; caseId: string; taken: 'now'; entry: string; content: string }[] = [];
  const refused: { line: number; findings: Findings }[] = [];
  for (const { line, content, entry, claim, marks } of marked) {
    const caseId = caseIdOf(content);
    const ref = `s${caseId.slice(1)}`;
    const source = `${intake.mapping} ${intake.file_digest.slice(0, 16)} line ${line}`;
    const command = adoption(claim, { ref, takenOverOn, approvedBy: intake.approvedBy }, source);
    const decision = decideOpening(caseId, command, {
      ...context,
      earlier: earlier.of(marks, command.subject.identifiers),
    });
    if (decision.kind === 'refused') {
      const findings = findingsOf(claim, decision.refusals, pack);
      if (findings) refused.push({ line, findings });
      continue;
    }
    earlier.add(marks, decision.state);
    const { kind, name, identifiers, address } = claim.subject;
    const subject: SubjectData = {
      ref,
      kind,
      name,
      identifiers,
      minor: false,
      ...(address !== '' && { address }),
    };
    taken.push({ line, caseId, taken: 'now', entry, content });
    rulings.push({
      caseId,
      commandId: `intake/${content}`,
      type: command.type,
      digest: createHash('sha256').update(`intake/${content}`).digest(),
      texts: [],
      subject: subjectFile({ masterKey: bench.masterKey, key: randomBytes(32) }, subject, marks),
      decision,
      before: null,
      head: origin,
      agendaVersion: 0,
      soonest: null,
      soonestAfter: agenda(decision.state)[0]?.at ?? null,
      now,
      at,
      sandbox,
    });
  }
  if (rulings.length === 0) return refused;
  await authorities(tx, lines);
  await write(tx, rulings);
  await tx`
    insert into intake_taken (entry, content, case_id, intake_id, line)
    select entry, content, "caseId", ${intake.id}, line
    from json_to_recordset(${asJson(taken)}::text::json) as t (entry text, content text, "caseId" text, line int)
    on conflict (entry) do update set content = excluded.content, case_id = excluded.case_id,
      intake_id = excluded.intake_id, line = excluded.line`;
  await markTaken(tx, intake.id, taken);
  return refused;
}

type Known = {
  readonly marks: ReadonlySet<string>;
  readonly schemes: readonly string[];
  readonly case: EarlierCase;
};

/** What earlier cases there are about each subject, those of the batch itself included. */
class EarlierBySubject {
  readonly #byMark = new Map<string, Known[]>();

  constructor(found: Awaited<ReturnType<typeof earlierCases>>) {
    for (const { marks, schemes, ...each } of found) this.#keep(marks, schemes, each);
  }

  /** Cases that share an identifier with a subject, and none of whose identifiers tells the two apart. */
  of(marks: readonly Buffer[], schemes: readonly string[]): EarlierCase[] {
    const own = marks.map(hexOf);
    const sharing = new Set(own.flatMap((mark) => this.#byMark.get(mark) ?? []));
    return [...sharing]
      .filter((known) => {
        const shared = own.filter((mark) => known.marks.has(mark)).length;
        return shared >= new Set(schemes.filter((scheme) => known.schemes.includes(scheme))).size;
      })
      .map((known) => known.case);
  }

  add(marks: readonly Buffer[], state: CaseState): void {
    const { caseId, regime, stage, authority, entry, subject } = state;
    this.#keep(marks, subject.identifiers, {
      caseId,
      regime,
      stage,
      outcome: null,
      instrument: null,
      instrumentOn: null,
      trigger: null,
      underReview: false,
      removedAt: null,
      authority: authority.id,
      listedFrom: entry?.from ?? null,
    });
  }

  #keep(marks: readonly Buffer[], schemes: readonly string[], each: EarlierCase): void {
    const known: Known = { marks: new Set(marks.map(hexOf)), schemes, case: each };
    for (const mark of known.marks) this.#byMark.set(mark, [...(this.#byMark.get(mark) ?? []), known]);
  }
}

const hexOf = (mark: Buffer): string => mark.toString('hex');

/** The bodies of the list become authorities of this deployment, where they are not yet. */
async function authorities(tx: Transaction, lines: readonly Taken[]): Promise<void> {
  const rows = new Map(lines.map(({ claim: { authority } }) => [authority.id, authority]));
  await tx`
    insert into authority (id, title, level, regimes)
    select id, title, level, regimes from json_to_recordset(${asJson([...rows.values()])}::text::json)
      as a (id text, title text, level text, regimes jsonb)
    on conflict (id) do nothing`;
}

/** Marks lines as taken. Their data live on in their cases, under the cases' own keys, and no longer here. */
async function markTaken(
  tx: Transaction,
  intakeId: string,
  lines: readonly { readonly line: number; readonly caseId: string; readonly taken: 'now' | 'before' }[],
): Promise<void> {
  await tx`
    update intake_line l set taken = n.taken, case_id = n."caseId", sealed = ''
    from json_to_recordset(${asJson(lines)}::text::json) as n (line int, "caseId" text, taken text)
    where l.intake_id = ${intakeId} and l.line = n.line`;
}

const asJson = (of: unknown): string => JSON.stringify(of);

const BASE32 = 'abcdefghijklmnopqrstuvwxyz234567';
const ID_LENGTH = 20;

/** The id of a case follows from what its line says, so that nothing can open it twice. */
function caseIdOf(content: string): string {
  const hash = createHash('sha256').update(`intake/${content}`).digest();
  return `c${[...hash.subarray(0, ID_LENGTH)].map((byte) => BASE32[byte & 31]).join('')}`;
}

/** Closes an import whose lines are all dealt with. */
export async function finishIntake(bench: Bench, intakeId: string): Promise<void> {
  await bench.sql`
    update intake i set status = 'done', finished_at = clock_timestamp() where id = ${intakeId} and status = 'taking'
      and not exists (select from intake_line l where l.intake_id = i.id and outcome = 'stands' and taken is null)`;
}
