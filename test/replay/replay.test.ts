import { DeterminismViolationError } from '@temporalio/workflow';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import temporalProto from '@temporalio/proto';
import {
  bundleWorkflowCode,
  DefaultLogger,
  makeTelemetryFilterString,
  Runtime,
  Worker,
  type WorkflowBundleWithSourceMap,
} from '@temporalio/worker';
import { beforeAll, describe, expect, it } from 'vitest';
import { historyFromText } from './history-text.ts';

const { History } = temporalProto.temporal.api.history.v1;
const folder = fileURLToPath(new URL('./histories/', import.meta.url));
const workflowsPath = fileURLToPath(new URL('../../workflows/index.ts', import.meta.url));
const kept = readdirSync(folder).filter((file) => file.endsWith('.json'));

const read = (file: string) => historyFromText(readFileSync(`${folder}${file}`, 'utf8'));

/** The same history as another procedure would have written it: where this one sleeps, that one does something. */
function altered({ events }: ReturnType<typeof read>): ReturnType<typeof read> {
  return History.fromObject({
    events: events.map(({ timerStartedEventAttributes: timer, ...event }) =>
      timer
        ? {
            ...event,
            eventType: 'EVENT_TYPE_ACTIVITY_TASK_SCHEDULED',
            activityTaskScheduledEventAttributes: {
              activityId: '1',
              activityType: { name: 'somethingElse' },
              workflowTaskCompletedEventId: timer.workflowTaskCompletedEventId,
            },
          }
        : event,
    ),
  });
}

describe('the workflows of this release', () => {
  let workflowBundle: WorkflowBundleWithSourceMap;
  beforeAll(async () => {
    Runtime.install({
      logger: new DefaultLogger('ERROR'),
      telemetryOptions: { logging: { filter: makeTelemetryFilterString({ core: 'ERROR' }) } },
    });
    workflowBundle = await bundleWorkflowCode({ workflowsPath, logger: new DefaultLogger('ERROR') });
  });

  it('build into a bundle for the sandbox', () => {
    expect(workflowBundle.code).toContain('exclusionCase');
    expect(workflowBundle.code.length).toBeLessThan(4_000_000);
  });

  it('are held to histories of every way that a case can take', () => {
    for (const path of [
      'term-ended',
      'repaired',
      'basis-fell',
      'dismissed',
      'asleep',
      'woken-often',
      'continued',
    ])
      expect(
        kept.some((file) => file.startsWith('exclusionCase.') && file.endsWith(`.${path}.json`)),
        path,
      ).toBe(true);
    expect(kept.some((file) => file.startsWith('reconciliation.'))).toBe(true);
  });

  it.each(kept)('go on from %s', async (file) => {
    await Worker.runReplayHistory({ workflowBundle }, read(file));
  });

  it('do not go on from a history that another procedure wrote', async () => {
    const [file] = kept.filter((each) => each.endsWith('.term-ended.json'));
    await expect(Worker.runReplayHistory({ workflowBundle }, altered(read(file!)))).rejects.toThrow(
      DeterminismViolationError,
    );
  });
});
