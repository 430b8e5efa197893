import { continueAsNew, proxyActivities, workflowInfo } from '@temporalio/workflow';
import type { ReconciliationActivities } from '../activities/reconciliation.ts';

/** Long-lived and heartbeating; a lost worker is noticed within seconds and another takes over. */
const { reconcile, forgetCarried } = proxyActivities<ReconciliationActivities>({
  startToCloseTimeout: '15m',
  heartbeatTimeout: '10s',
  retry: { initialInterval: '1s', maximumInterval: '5s' },
});

const ROUNDS = 50;

/**
 * One per deployment: relays wake-ups that were not carried and rules, in batches, what is due. Its very first run means
 * that the engine knows no cases, whatever the record thinks it carried: then every open case is told again.
 */
export async function reconciliation(): Promise<void> {
  if (workflowInfo().continuedFromExecutionRunId === undefined) await forgetCarried();
  for (let round = 0; round < ROUNDS; round += 1) await reconcile();
  await continueAsNew<typeof reconciliation>();
}
