import { WithStartWorkflowOperation, type Client } from '@temporalio/client';
import { defineSearchAttributeKey, TypedSearchAttributes } from '@temporalio/common';
import {
  caseWorkflowId,
  exclusionCaseType,
  searchAttributes,
  wakeUpdate,
  type ExclusionCaseInput,
} from './exclusion-case.ts';

const regime = defineSearchAttributeKey(searchAttributes.regime, 'KEYWORD');
const authority = defineSearchAttributeKey(searchAttributes.authority, 'KEYWORD');

export type ToWake = { readonly id: string; readonly regime: string; readonly authority: string };

/**
 * Wakes the workflow of a case, starting it where there is none, and waits until it is awake. An update, not a signal:
 * the engine hands it to the worker without storing it first, which halves its work. It is lost where no worker takes it
 * within `limitMs`, or the engine goes down; the relay makes up for that. May be repeated: a wake-up carries no content.
 */
export async function wakeCase(
  client: Client,
  taskQueue: string,
  { id, ...found }: ToWake,
  limitMs: number,
): Promise<void> {
  const input: ExclusionCaseInput = { caseId: id };
  await client.withDeadline(Date.now() + limitMs, () =>
    client.workflow.startUpdateWithStart(wakeUpdate, {
      waitForStage: 'ACCEPTED',
      startWorkflowOperation: new WithStartWorkflowOperation(exclusionCaseType, {
        workflowId: caseWorkflowId(id),
        taskQueue,
        args: [input],
        workflowIdConflictPolicy: 'USE_EXISTING',
        typedSearchAttributes: new TypedSearchAttributes([
          { key: regime, value: found.regime },
          { key: authority, value: found.authority },
        ]),
      }),
    }),
  );
}
