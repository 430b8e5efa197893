import { randomUUID } from 'node:crypto';
import { isGrpcServiceError, type Connection } from '@temporalio/client';
import { msToTs, tsToMs } from '@temporalio/common/lib/time.js';
import temporalProto from '@temporalio/proto';

const Polled = temporalProto.temporal.api.enums.v1.FastForwardPollingResult;
const GRPC_NOT_FOUND = 5;
const GRPC_DEADLINE_EXCEEDED = 4;
// The server counts each timer that it skips to and stops at 200 unless told otherwise: less than a case with daily
// timers has in a year.
const MOST_SKIPS = 100_000;

const grpcCode = (thrown: unknown): number | undefined =>
  isGrpcServiceError(thrown) ? thrown.code : undefined;

export type FastForward = {
  readonly namespace: string;
  readonly workflowId: string;
  readonly durationMs: number;
  /** Real time it may take: a workflow that waits for an activity nobody performs skips nothing. */
  readonly limitMs?: number;
};

/**
 * Lets one workflow live through `durationMs` at once: its clock jumps from timer to timer and its work is done at each.
 * Answers whether that moment was reached or the workflow ended before it. Later runs of the workflow inherit its clock.
 */
export const fastForward = async (
  connection: Connection,
  { namespace, workflowId, durationMs, limitMs = 60_000 }: FastForward,
): Promise<'reached' | 'ended'> => {
  const fastForwardId = randomUUID();
  const { workflowService } = connection;
  // No run id: the chain of runs is followed when the workflow continues as new.
  const workflowExecution = { workflowId };
  const end = Date.now() + limitMs;
  try {
    await workflowService.updateWorkflowExecutionOptions({
      namespace,
      workflowExecution,
      workflowExecutionOptions: {
        timeSkippingConfig: {
          enabled: true,
          fastForwardConfig: { id: fastForwardId, duration: msToTs(durationMs) },
          maxSessionSkipCount: MOST_SKIPS,
        },
      },
      updateMask: { paths: ['time_skipping_config'] },
    });
  } catch (thrown) {
    if (grpcCode(thrown) === GRPC_NOT_FOUND) return 'ended';
    throw thrown;
  }

  for (;;) {
    try {
      // oxlint-disable-next-line no-await-in-loop -- a long poll, asked again when the server's own limit ends it
      const polled = await connection.withDeadline(end, () =>
        workflowService.pollWorkflowExecutionTimeSkipping({ namespace, workflowExecution, fastForwardId }),
      );
      if (polled.fastForwardPollingResult === Polled.FAST_FORWARD_POLLING_RESULT_FAST_FORWARD_COMPLETED)
        return 'reached';
      if (polled.fastForwardPollingResult === Polled.FAST_FORWARD_POLLING_RESULT_FAST_FORWARD_FAILED) {
        if (polled.failedReason.includes('ended')) return 'ended';
        throw new Error(`The workflow ${workflowId} did not pass the time: ${polled.failedReason}`);
      }
    } catch (thrown) {
      if (grpcCode(thrown) === GRPC_DEADLINE_EXCEEDED) {
        throw new Error(
          `The workflow ${workflowId} did not pass the time within ${limitMs / 1000} seconds; is its worker running?`,
          { cause: thrown },
        );
      }
      throw thrown;
    }
  }
};

/** What time it is for one workflow, in milliseconds since the epoch. */
export const virtualNow = async (
  connection: Connection,
  { namespace, workflowId }: Pick<FastForward, 'namespace' | 'workflowId'>,
): Promise<number> => {
  const description = await connection.workflowService.describeWorkflowExecution({
    namespace,
    execution: { workflowId },
  });
  const current = description.workflowExtendedInfo?.timeSkippingInfo?.currentTime;
  return current ? tsToMs(current) : Date.now();
};
