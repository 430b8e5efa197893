import type { Actor } from '../../domain/case/commands.ts';
import type { CaseState, Instant } from '../../domain/case/state.ts';
import { standsThoughReturned } from '../../domain/notice/service.ts';
import { standingOfSending } from '../queries/sendings.ts';
import type { What } from '../schema/outgoing.ts';
import { rule, type Bench, type RuleResult } from './rule.ts';

export type FailedSending = {
  readonly commandId: string;
  readonly caseId: string;
  readonly what: What;
  readonly sentSeq: number;
  readonly actor: Actor;
  readonly reason: string;
  /** Digest of what came back. */
  readonly evidence: string;
  readonly workflowTime?: Instant;
};

/**
 * Reports that what was sent did not arrive, so that service is open again, also where it was taken for proven. Only the
 * latest sending can fail: what comes back late, of an earlier one, must not undo a later. Nor is service undone that has effect
 * by its dispatch alone.
 */
export async function failSending(
  bench: Bench,
  failed: FailedSending,
): Promise<RuleResult | { readonly kind: 'not-awaited' }> {
  const { commandId, caseId, actor, reason, evidence, what, workflowTime } = failed;
  const [known] = await bench.sql`select 1 from command where id = ${commandId}`;
  const standing = await standingOfSending(bench.sql, failed);
  if (
    known === undefined &&
    (standing === 'replaced' || (standing === 'proven' && (await stands(bench, failed))))
  )
    return { kind: 'not-awaited' };
  const of = what === 'notice-sent' ? 'notice' : 'decision';
  return rule(bench, {
    commandId,
    caseId,
    actor,
    // Without the reason: a digest of what is asked is kept, and the reason may be about a person.
    request: 'sending-failed',
    command: (text) =>
      standing === 'proven'
        ? { type: 'set-aside-service', of, evidence, reason: text(reason) }
        : { type: 'report-service-failed', evidence, reason: text(reason) },
    ...(workflowTime !== undefined && { workflowTime }),
  });
}

async function stands({ sql, law }: Bench, { caseId, what }: FailedSending): Promise<boolean> {
  const [row] = await sql<{ state: CaseState }[]>`select state from case_file where id = ${caseId}`;
  if (row === undefined) return false;
  const { state } = row;
  const pack = law(state.regime, state.version)?.pack;
  const sent = what === 'notice-sent' ? state.notice : state.decisionService;
  return pack !== undefined && standsThoughReturned(pack, sent);
}
