import type { Client } from '@temporalio/client';
import { defineSearchAttributeKey, TypedSearchAttributes } from '@temporalio/common';
import {
  caseWorkflowId,
  exclusionCaseType,
  searchAttributes,
  wakeSignal,
  type ExclusionCaseInput,
} from './exclusion-case.ts';

const regime = defineSearchAttributeKey(searchAttributes.regime, 'KEYWORD');
const authority = defineSearchAttributeKey(searchAttributes.authority, 'KEYWORD');

export type ToWake = { readonly id: string; readonly regime: string; readonly authority: string };

/** Wakes the workflow of a case, starting it where there is none. May be repeated: a wake-up carries no content. */
export async function wakeCase(client: Client, taskQueue: string, { id, ...found }: ToWake): Promise<void> {
  const input: ExclusionCaseInput = { caseId: id };
  await client.workflow.signalWithStart(exclusionCaseType, {
    workflowId: caseWorkflowId(id),
    taskQueue,
    args: [input],
    signal: wakeSignal,
    typedSearchAttributes: new TypedSearchAttributes([
      { key: regime, value: found.regime },
      { key: authority, value: found.authority },
    ]),
  });
}
