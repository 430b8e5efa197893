import { proxyActivities, setCurrentDetails } from '@temporalio/workflow';
import type { IntakeActivities } from '../activities/intake.ts';
import type { CaseIntakeInput } from './contract/case-intake.ts';

/** One transaction over the whole file: long, and begun again from the start wherever its worker was lost. */
const { judgeLines } = proxyActivities<IntakeActivities>({
  startToCloseTimeout: '30m',
  heartbeatTimeout: '30s',
  retry: { initialInterval: '500ms', maximumInterval: '10s' },
});

/** Batch after batch, each a transaction of its own: a lost worker costs one batch. */
const { takeOverLines, finishIntake } = proxyActivities<IntakeActivities>({
  startToCloseTimeout: '5m',
  heartbeatTimeout: '15s',
  retry: { initialInterval: '500ms', maximumInterval: '10s' },
});

/**
 * Brings an existing list in. The lines are judged first, all of them, so that the whole report stands before the first
 * entry does; then what stands is taken over, batch by batch.
 */
export async function caseIntake({ importId }: CaseIntakeInput): Promise<void> {
  setCurrentDetails('The lines are read and judged.');
  await judgeLines({ importId });

  let taken = 0;
  for (;;) {
    const { lines, done } = await takeOverLines({ importId });
    taken += lines;
    setCurrentDetails(`Taken over: ${taken} lines.`);
    if (done) break;
  }

  await finishIntake({ importId });
  setCurrentDetails('Every line of the list is accounted for.');
}
