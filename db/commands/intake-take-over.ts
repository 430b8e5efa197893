import { createHash, randomBytes } from 'node:crypto';
import { localDate } from '../../domain/calendar/local-time.ts';
import { agenda } from '../../domain/case/agenda.ts';
import { decideOpening } from '../../domain/case/decide.ts';
import { origin } from '../../domain/evidence/chain.ts';
import { formal, someOf, type Findings } from '../../domain/intake/finding.ts';
import { adoption, type Claim } from '../../domain/intake/judge-line.ts';
import type { Pack } from '../../domain/regime/pack.ts';
import type { Transaction } from '../client.ts';
import { open, seal } from '../sealing.ts';
import { intoCleanup } from './intake-judge.ts';
import type { Ruled } from './project-ruling.ts';
import type { Bench, SubjectData } from './rule.ts';
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
      select id, regime, version, sandbox, file_digest, mapping, tally #>> '{asOf,day}' as day, wrapped,
        clock_timestamp() as now
      from intake where id = ${intakeId} and status = 'taking' for update`;
    if (intake === undefined) return 0;
    const lines = await tx<Line[]>`
      select line, sealed, content, entry from intake_line
      where intake_id = ${intakeId} and outcome = 'stands' and taken is null order by line limit ${most}`;
    if (lines.length === 0) return 0;
    const pack = bench.packs(intake.regime, intake.version);
    if (pack === undefined) throw new Error('the import names a law that this worker does not hold');
    const known = await tx<{ entry: string; content: string; case_id: string }[]>`
      select entry, content, case_id from intake_taken where entry = any(${lines.map(({ entry }) => entry)})`;
    const key = open(bench.masterKey, intake.wrapped);
    const fresh: Taken[] = [];
    for (const line of lines) {
      const earlier = known.find(({ entry }) => entry === line.entry);
      if (earlier === undefined) fresh.push({ ...line, claim: claimOf(key, line.sealed) });
      else if (earlier.content === line.content)
        await marked(tx, intakeId, [{ line: line.line, caseId: earlier.case_id, taken: 'before' }]);
      else await intoCleanup(tx, { intakeId, line: line.line }, [elsewhere(earlier.case_id)]);
    }
    for (const { line, findings } of await adopt(tx, bench, intake, pack, fresh))
      await intoCleanup(tx, { intakeId, line }, findings);
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

/**
 * Opens a case for each line: one batch, written as any rulings are. Answers those that the decider refuses, with which
 * nothing was done.
 */
export async function adopt(
  tx: Transaction,
  bench: Bench,
  intake: Intake,
  pack: Pack,
  lines: readonly Taken[],
): Promise<readonly { readonly line: number; readonly findings: Findings }[]> {
  const now = intake.now.toISOString();
  const sandbox = intake.sandbox && bench.sandbox;
  const at = sandbox && intake.day !== null ? `${intake.day}T12:00:00.000Z` : now;
  const context = {
    pack,
    calendars: bench.calendars,
    at,
    today: localDate(at, pack.timezone),
    actor: { kind: 'engine' as const },
  };
  const rulings: Ruled[] = [];
  const keys: Record<string, unknown>[] = [];
  const subjects: Record<string, unknown>[] = [];
  const taken: { line: number; caseId: string; taken: 'now'; entry: string; content: string }[] = [];
  const refused: { line: number; findings: Findings }[] = [];
  for (const { line, content, entry, claim } of lines) {
    const caseId = caseIdOf(content);
    const ref = `s${caseId.slice(1)}`;
    const source = `${intake.mapping} ${intake.file_digest.slice(0, 16)} line ${line}`;
    const command = adoption(claim, { ref }, source);
    const decision = decideOpening(caseId, command, context);
    if (decision.kind === 'refused') {
      const findings = someOf(decision.refusals.map((refusal) => ({ reason: 'unlawful' as const, refusal })));
      if (findings) refused.push({ line, findings });
      continue;
    }
    const key = randomBytes(32);
    const { kind, name, identifiers, address } = claim.subject;
    const subject: SubjectData = {
      ref,
      kind,
      name,
      identifiers,
      minor: false,
      ...(address !== '' && { address }),
    };
    keys.push({ case_id: caseId, wrapped: hex(seal(bench.masterKey, key)) });
    subjects.push({ case_id: caseId, ref, kind, sealed: hex(seal(key, JSON.stringify(subject))) });
    taken.push({ line, caseId, taken: 'now', entry, content });
    rulings.push({
      caseId,
      commandId: `intake/${content}`,
      type: command.type,
      digest: createHash('sha256').update(`intake/${content}`).digest(),
      texts: [],
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
  await tx`insert into case_key select * from json_populate_recordset(null::case_key, ${asJson(keys)}::text::json)`;
  await tx`insert into subject select * from json_populate_recordset(null::subject, ${asJson(subjects)}::text::json)`;
  await write(tx, rulings);
  await tx`
    insert into intake_taken (entry, content, case_id, intake_id, line)
    select entry, content, "caseId", ${intake.id}, line
    from json_to_recordset(${asJson(taken)}::text::json) as t (entry text, content text, "caseId" text, line int)
    on conflict (entry) do update set content = excluded.content, case_id = excluded.case_id,
      intake_id = excluded.intake_id, line = excluded.line`;
  await marked(tx, intake.id, taken);
  return refused;
}

/** The bodies of the list become authorities of this deployment, where they are not yet. */
async function authorities(tx: Transaction, lines: readonly Taken[]): Promise<void> {
  const rows = new Map(lines.map(({ claim: { authority } }) => [authority.id, authority]));
  await tx`
    insert into authority (id, title, level)
    select id, title, level from json_to_recordset(${asJson([...rows.values()])}::text::json)
      as a (id text, title text, level text)
    on conflict (id) do nothing`;
}

/** Marks lines as taken. Their data live on in their cases, under the cases' own keys, and no longer here. */
async function marked(
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
const hex = (bytes: Uint8Array): string => `\\x${Buffer.from(bytes).toString('hex')}`;

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
