import { createHash } from 'node:crypto';
import { canonicalJson } from '../../domain/evidence/canonical-json.ts';
import type { Finding } from '../../domain/intake/finding.ts';
import { judgeFile, type JudgedFile } from '../../domain/intake/judge-file.ts';
import type { Claim } from '../../domain/intake/judge-line.ts';
import type { JudgedLine } from '../../domain/intake/judged-line.ts';
import type { Mapping } from '../../domain/intake/mapping.ts';
import type { Sql, Transaction } from '../client.ts';
import { open, seal } from '../sealing.ts';
import type { Bench } from './rule.ts';

type IntakeRow = {
  readonly status: string;
  readonly file_name: string;
  readonly file_digest: string;
  readonly mapping: string;
  readonly regime: string;
  readonly version: string;
  readonly as_of: string | null;
  readonly judged_on: string;
  readonly headerless: boolean;
  readonly sandbox: boolean;
  readonly lives_from: string | null;
  readonly wrapped: Buffer;
};

const LINES_AT_ONCE = 1000;

/**
 * Reads a received file and judges its lines, in one transaction: it is judged whole or not at all. Answers false where
 * that is done already, or the file is not the one that was announced.
 */
export async function judgeIntake(
  bench: Bench,
  mappings: (name: string) => Mapping | undefined,
  id: string,
): Promise<boolean> {
  return bench.sql.begin(async (tx) => {
    const [row] = await tx<IntakeRow[]>`
      select status, file_name, file_digest, mapping, regime, version, as_of::text as as_of,
        judged_on::text as judged_on, headerless, sandbox, lives_from::text as lives_from, wrapped
      from intake where id = ${id} for update`;
    if (row?.status !== 'judging') return false;
    const key = open(bench.masterKey, row.wrapped);
    const bytes = await received(tx, id, key);
    const pack = bench.law(row.regime, row.version)?.pack;
    const mapping = mappings(row.mapping);
    if (pack === undefined || mapping === undefined)
      throw new Error('the import names a law or a mapping that this worker does not hold');
    if (createHash('sha256').update(bytes).digest('hex') !== row.file_digest)
      return unreadable(tx, id, 'What was received is not the file that was announced.');
    const judged = judgeFile({
      bytes,
      name: row.file_name,
      mapping,
      pack,
      calendars: bench.calendars,
      today: row.judged_on,
      headerless: row.headerless,
      ...(row.sandbox && { virtual: { from: row.lives_from } }),
      ...(row.as_of !== null && { asOf: row.as_of }),
    });
    await keepLines(tx, id, key, judged, row);
    await tx`delete from intake_part where intake_id = ${id}`;
    await tx`
      update intake set status = 'taking', tally = ${JSON.stringify(judged.tally)}::text::jsonb where id = ${id}`;
    return true;
  });
}

async function received(tx: Transaction, id: string, key: Buffer): Promise<Buffer> {
  const parts = await tx<{ sealed: Buffer }[]>`
    select sealed from intake_part where intake_id = ${id} order by no`;
  return Buffer.concat(parts.map(({ sealed }) => open(key, sealed)));
}

async function unreadable(tx: Transaction, id: string, problem: string): Promise<false> {
  await tx`delete from intake_part where intake_id = ${id}`;
  await tx`
    update intake set status = 'unreadable', problem = ${problem}, finished_at = clock_timestamp() where id = ${id}`;
  return false;
}

async function keepLines(
  tx: Transaction,
  id: string,
  key: Buffer,
  { lines }: JudgedFile,
  list: { readonly mapping: string; readonly regime: string },
): Promise<void> {
  for (let first = 0; first < lines.length; first += LINES_AT_ONCE) {
    const rows = lines.slice(first, first + LINES_AT_ONCE).map((each) => lineRow(id, key, each, list));
    // One statement after the other, so that a large file is not held as text as a whole.
    await tx`
      insert into intake_line (intake_id, line, span, outcome, reason, findings, authority_id, sealed, content, entry)
      select intake_id, line, span, outcome, reason, findings, authority_id, sealed, content, entry
      from json_populate_recordset(null::intake_line, ${JSON.stringify(rows)}::text::json)`;
  }
}

function lineRow(
  id: string,
  key: Buffer,
  each: JudgedLine,
  list: { readonly mapping: string; readonly regime: string },
): Record<string, unknown> {
  const { line, span, fields } = each;
  const claim = each.kind === 'stands' ? each.claim : undefined;
  return {
    intake_id: id,
    line,
    span,
    outcome: each.kind,
    reason: each.kind === 'cleanup' ? each.findings[0].reason : null,
    findings: each.kind === 'cleanup' ? each.findings : null,
    authority_id: claim?.authority.id ?? null,
    sealed: `\\x${seal(key, JSON.stringify({ fields, ...(claim && { claim }) })).toString('hex')}`,
    ...(claim && identityOf(claim, list)),
  };
}

/** What a claim says, and which entry it is: under these digests it is taken over once, whichever list carries it. */
export function identityOf(
  claim: Claim,
  { mapping, regime }: { readonly mapping: string; readonly regime: string },
): { readonly content: string; readonly entry: string } {
  const digest = (of: unknown): string => createHash('sha256').update(canonicalJson(of)).digest('hex');
  return {
    content: digest({ mapping, regime, claim }),
    entry: digest({ mapping, regime, authority: claim.authority.id, number: claim.number }),
  };
}

/** Puts a line that stood by itself into the clean-up after all. */
export async function intoCleanup(
  sql: Sql | Transaction,
  at: { readonly intakeId: string; readonly line: number },
  findings: readonly [Finding, ...Finding[]],
): Promise<void> {
  await sql`
    update intake_line set outcome = 'cleanup', reason = ${findings[0].reason},
      findings = ${JSON.stringify(findings)}::text::jsonb
    where intake_id = ${at.intakeId} and line = ${at.line}`;
}
