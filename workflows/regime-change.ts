import {
  condition,
  continueAsNew,
  defineSignal,
  proxyActivities,
  setCurrentDetails,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import type { RegimeChangeActivities } from '../activities/regime-change.ts';
import { regimeChangeWake, type RegimeChangeInput } from './contract/regime-change.ts';

/** Batch after batch, each a transaction of its own: a lost worker costs one batch. */
const change = proxyActivities<RegimeChangeActivities>({
  startToCloseTimeout: '5m',
  heartbeatTimeout: '15s',
  retry: { initialInterval: '500ms', maximumInterval: '10s' },
});

const wake = defineSignal(regimeChangeWake);
/** The approval wakes it; it looks by itself as well, in case the approval could not reach the engine. */
const LOOK_AGAIN = '5m';
const LONG_HISTORY = 500;

/**
 * One change of calendar or law on the live cases: what it would do is written down first, case by case; once a second
 * person has approved it, it is applied case by case, at the rate it was proposed with.
 */
export async function regimeChange({ changeId }: RegimeChangeInput): Promise<void> {
  let woken = false;
  setHandler(wake, () => {
    woken = true;
  });

  setCurrentDetails('Preview: what the change would do to each live case.');
  let looked = 0;
  for (;;) {
    const { cases, done } = await change.previewCases({ changeId });
    looked += cases;
    setCurrentDetails(`Preview: ${looked} cases looked at.`);
    if (done) break;
  }

  setCurrentDetails('Previewed: it waits for the approval of a second person.');
  for (;;) {
    woken = false;
    const { status } = await change.standOfChange({ changeId });
    if (status === 'approved') break;
    if (status !== 'previewed') return;
    if (!woken && workflowInfo().historyLength > LONG_HISTORY)
      await continueAsNew<typeof regimeChange>({ changeId });
    await condition(() => woken, LOOK_AGAIN);
  }

  let applied = 0;
  for (;;) {
    const { cases, done } = await change.applyToCases({ changeId });
    applied += cases;
    setCurrentDetails(`Applied to ${applied} cases.`);
    if (done) break;
  }
  await change.finishChange({ changeId });
  setCurrentDetails(`Applied to ${applied} cases; nothing is left.`);
}
