import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { caseWorkflowId } from '../../workflows/contract/exclusion-case.ts';
import { reconciliationWorkflowId } from '../../workflows/contract/reconciliation.ts';
import { defaultTaskQueue } from '../../workflows/contract/task-queue.ts';
import packageJson from '../../package.json' with { type: 'json' };
import { ownStack } from '../faults/own-stack.ts';
import { carriedOn } from '../workflows/carried.ts';
import { life, live, parted, ways } from '../workflows/lives.ts';
import { historyToText } from './history-text.ts';

/**
 * Lives the lives of the workflow tests once more, on servers of their own, and keeps the histories that the engine has
 * of them: every later release has to be able to go on from each.
 */
const folder = fileURLToPath(new URL('./histories/', import.meta.url));
mkdirSync(folder, { recursive: true });

const carried = await carriedOn(await ownStack({ supervised: false }));
try {
  const keep = async (type: string, path: string, workflowId: string, runId?: string): Promise<void> => {
    const handle = carried.client.workflow.getHandle(workflowId, runId);
    const file = `${type}.${packageJson.version}.${path}.json`;
    writeFileSync(`${folder}${file}`, historyToText(await handle.fetchHistory()));
    console.log(file);
  };
  const keepCase = (path: string, caseId: string, runId?: string) =>
    keep('exclusionCase', path, caseWorkflowId(caseId), runId);

  for (const way of ways) {
    await live(carried, way, life(way));
    await carried.ended(way);
    await keepCase(way, way);
  }

  await live(carried, 'asleep', parted(life('term-ended'), 'delivered').before);
  await carried.readByEngine('asleep');
  await keepCase('asleep', 'asleep');

  await live(carried, 'unserved', parted(life('dismissed'), 'notice sent').before);
  await carried.readByEngine('unserved');
  const first = (await carried.workflow('unserved')).runId;
  // Wakes without end: the history is left behind for a new one.
  while ((await carried.workflow('unserved')).runId === first)
    await Promise.all(Array.from({ length: 20 }, () => carried.wake('unserved')));
  await keepCase('woken-often', 'unserved', first);
  await keepCase('continued', 'unserved');

  await keep('reconciliation', 'running', `${reconciliationWorkflowId}/${defaultTaskQueue}`);
} finally {
  await carried.dispose();
}
