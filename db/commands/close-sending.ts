import type { Instant } from '../../domain/case/state.ts';
import { rule, type Bench, type RuleResult } from './rule.ts';

/** Closes a duty of service with its proof. Whoever comes first closes it; to the others it is closed already. */
export async function closeSending(
  bench: Bench,
  closing: {
    readonly caseId: string;
    readonly dutyId: string;
    readonly proof: string;
    readonly workflowTime?: Instant;
  },
): Promise<RuleResult> {
  const { caseId, dutyId, proof, workflowTime } = closing;
  return rule(bench, {
    commandId: `serve/${dutyId}`,
    caseId,
    actor: { kind: 'engine' },
    request: 'serve',
    command: () => ({ type: 'perform-duties', duties: [{ id: dutyId, proof }] }),
    ...(workflowTime !== undefined && { workflowTime }),
  });
}
