import { condition, defineUpdate, proxyLocalActivities, setHandler } from '@temporalio/workflow';
import type { BareActivities } from './bare-activities.ts';

/** The least that a workflow of so many steps can be: an update each, and one local activity that writes one row. */
const { writeRow } = proxyLocalActivities<BareActivities>({ startToCloseTimeout: '30s' });

export const step = defineUpdate<void, [{ step: number }]>('step');

export async function bare({ id, steps }: { id: string; steps: number }): Promise<void> {
  let done = 0;
  setHandler(step, async ({ step: number }) => {
    await writeRow({ id, step: number });
    done += 1;
  });
  await condition(() => done >= steps);
}
