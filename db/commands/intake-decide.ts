import type { Findings } from '../../domain/intake/finding.ts';
import { claimFindings, type Claim } from '../../domain/intake/judge-line.ts';
import { localDate } from '../../domain/calendar/local-time.ts';
import type { Refusal } from '../../domain/case/refusal.ts';
import type { Transaction } from '../client.ts';
import { open, seal } from '../sealing.ts';
import { identityOf } from './intake-judge.ts';
import { adopt } from './intake-take-over.ts';
import { lawAtTheDoor } from './law.ts';
import type { Bench } from './rule.ts';

/** What a supervisor decides about a line that was not taken over. */
export type AskedDecision = {
  readonly importId: string;
  readonly line: number;
  readonly by: string;
  /** The authority the supervisor decides for; none for one of the whole deployment. */
  readonly authority: string | undefined;
  readonly reasons: string;
  /** The entry as it ought to be, with its sources in the reasons; none where the line is dismissed. */
  readonly correction: Claim | null;
};

export type LineDecision =
  | { readonly kind: 'decided'; readonly decision: 'dismissed' | 'corrected'; readonly caseId: string | null }
  /** It waits for another supervisor to say the same. */
  | { readonly kind: 'proposed' }
  | { readonly kind: 'unknown-line' }
  | { readonly kind: 'decided-before' }
  | { readonly kind: 'taken-before'; readonly caseId: string }
  | { readonly kind: 'other-authority' }
  | { readonly kind: 'findings'; readonly findings: Findings }
  | { readonly kind: 'refused'; readonly refusals: readonly Refusal[] };

type LineRow = {
  readonly authority_id: string | null;
  readonly decision: string | null;
  readonly id: string;
  readonly regime: string;
  readonly version: string;
  readonly sandbox: boolean;
  readonly file_digest: string;
  readonly mapping: string;
  readonly day: string | null;
  readonly lives_from: string | null;
  readonly proposal: string | null;
  readonly proposed_by: string | null;
  readonly wrapped: Buffer;
  readonly now: Date;
};

/**
 * Decides one line of the clean-up: dismissed, or taken over as corrected, by the same gate as any other line. To take one over,
 * two supervisors say the same: the first proposes it, and with the second it is done.
 */
export async function decideLine(bench: Bench, asked: AskedDecision): Promise<LineDecision> {
  const { importId, line, correction } = asked;
  return bench.sql.begin(async (tx) => {
    await tx`select pg_advisory_xact_lock(hashtext('amends.intake'))`;
    const [row] = await tx<LineRow[]>`
      select l.authority_id, l.decision, i.id, i.regime, i.version, i.sandbox, i.file_digest, i.mapping,
        i.tally #>> '{asOf,day}' as day, i.lives_from::text as lives_from, l.proposal, l.proposed_by, i.wrapped, clock_timestamp() as now
      from intake_line l join intake i on i.id = l.intake_id
      where l.intake_id = ${importId} and l.line = ${line} and l.outcome = 'cleanup' for update of l`;
    if (row === undefined) return { kind: 'unknown-line' };
    if (row.decision !== null) return { kind: 'decided-before' };
    const about = correction?.authority.id ?? row.authority_id;
    if (asked.authority !== undefined && about !== null && about !== asked.authority)
      return { kind: 'other-authority' };
    if (correction === null) {
      await keepDecision(tx, bench, asked, row, 'dismissed');
      return { kind: 'decided', decision: 'dismissed', caseId: null };
    }
    const sandbox = row.sandbox && bench.sandbox;
    const law = await lawAtTheDoor(tx, bench.law, { ...row, sandbox });
    if (law.kind === 'unknown') throw new Error('the import names a law that this process does not hold');
    if (law.kind === 'closed') return { kind: 'refused', refusals: law.refusals };
    const { pack } = law;
    const takenOverOn = localDate(row.now.toISOString(), pack.timezone);
    const asOf = row.day ?? takenOverOn;
    const today = sandbox ? (row.lives_from ?? asOf) : takenOverOn;
    const findings = claimFindings(correction, {
      pack,
      calendars: bench.calendars,
      asOf,
      today,
      takenOverOn,
    });
    if (findings) return { kind: 'findings', findings };
    const identity = identityOf(correction, row);
    const [earlier] = await tx<{ content: string; case_id: string }[]>`
      select content, case_id from intake_taken where entry = ${identity.entry}`;
    if (earlier?.content === identity.content) return { kind: 'taken-before', caseId: earlier.case_id };
    if (row.proposed_by === null || row.proposed_by === asked.by || row.proposal !== identity.content) {
      await tx`
        update intake_line set proposal = ${identity.content}, proposed_by = ${asked.by}
        where intake_id = ${importId} and line = ${line}`;
      return { kind: 'proposed' };
    }
    const approvedBy = [row.proposed_by, asked.by];
    const [refused] = await adopt(tx, bench, { ...row, sandbox, approvedBy }, law, [
      { line, ...identity, claim: correction },
    ]);
    if (refused) return { kind: 'findings', findings: refused.findings };
    await keepDecision(tx, bench, asked, row, 'corrected');
    const [taken] = await tx<{ case_id: string }[]>`
      select case_id from intake_line where intake_id = ${importId} and line = ${line}`;
    return { kind: 'decided', decision: 'corrected', caseId: taken?.case_id ?? null };
  });
}

/** What a line said is not kept once it is decided; why it was decided so is. */
async function keepDecision(
  tx: Transaction,
  bench: Bench,
  { importId, line, by, reasons }: AskedDecision,
  { wrapped }: LineRow,
  decision: 'dismissed' | 'corrected',
): Promise<void> {
  await tx`
    update intake_line set decision = ${decision}, decided_by = ${by}, decided_at = clock_timestamp(),
      reasons = ${seal(open(bench.masterKey, wrapped), reasons)}, sealed = ''
    where intake_id = ${importId} and line = ${line}`;
}
