import { proposeChange, type ProposedChange } from '../db/commands/change-propose.ts';
import { regimeChangeType, regimeChangeWorkflowId } from '../workflows/contract/regime-change.ts';
import type { Deps } from './deps.ts';

/** Writes a proposal down and has its preview made. The same proposal under the same id is one. */
export async function beginChange({ bench, engine }: Deps, proposed: ProposedChange): Promise<void> {
  await proposeChange(bench.sql, proposed);
  // An engine out of reach is told when somebody looks at the change.
  await engine.start({
    type: regimeChangeType,
    id: regimeChangeWorkflowId(proposed.id),
    input: { changeId: proposed.id },
  });
}

/** How many cases are changed in a second, at most, where nobody says otherwise. */
export const CASES_PER_SECOND = 500;
