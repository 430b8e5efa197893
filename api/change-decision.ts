import type { z } from '@hono/zod-openapi';
import type { ChangeDecision } from '../db/commands/change-propose.ts';
import { findChange } from '../db/queries/changes.ts';
import {
  regimeChangeType,
  regimeChangeWake,
  regimeChangeWorkflowId,
} from '../workflows/contract/regime-change.ts';
import { changeView, type changeSchema } from './change-view.ts';
import type { Deps } from './deps.ts';
import { Problem, refusedAs } from './problems.ts';

/** Tells the workflow of a decision, and answers the change as it stands; whatever is no decision is a problem. */
export async function decidedChange(
  deps: Deps,
  changeId: string,
  decision: ChangeDecision,
): Promise<z.output<typeof changeSchema>> {
  switch (decision.kind) {
    case 'unknown-change':
      throw new Problem('change-not-found');
    case 'not-now':
      throw new Problem('not-ready', { detail: `The change is ${decision.status}.` });
    case 'refused':
      throw new Problem(
        decision.refusals.some(({ rule }) => rule === 'change.second-person')
          ? 'not-entitled'
          : refusedAs(decision.refusals),
        { refusals: decision.refusals },
      );
    case 'decided': {
      // An engine out of reach finds the decision by itself.
      await deps.engine.start({
        type: regimeChangeType,
        id: regimeChangeWorkflowId(changeId),
        input: { changeId },
        signal: regimeChangeWake,
      });
      const found = await findChange(deps.connection.db, changeId);
      if (found === undefined) throw new Problem('change-not-found');
      return changeView(found);
    }
  }
}
