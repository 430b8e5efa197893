import { Connection, isGrpcServiceError } from '@temporalio/client';
import { msToTs } from '@temporalio/common/lib/time.js';
import temporalProto from '@temporalio/proto';
import { searchAttributes } from './search-attributes.ts';
import { waitFor } from './wait.ts';

const GRPC_INVALID_ARGUMENT = 3;
const GRPC_NOT_FOUND = 5;
const GRPC_ALREADY_EXISTS = 6;
const GRPC_UNAVAILABLE = 14;
const KEYWORD = temporalProto.temporal.api.enums.v1.IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD;
const LIMIT_MS = 60_000;
/** Enough ids to fall into each of the few shards of an embedded server. */
const PROBES = 16;

/** Runs `work`; answers `undefined` when the server says one of these codes. */
const unless = async <T>(codes: readonly number[], work: () => Promise<T>): Promise<T | undefined> => {
  try {
    return await work();
  } catch (thrown) {
    if (isGrpcServiceError(thrown) && codes.includes(thrown.code)) return undefined;
    throw thrown;
  }
};

const addSearchAttributes = async (connection: Connection, namespace: string): Promise<void> => {
  const { operatorService } = connection;
  const known = await waitFor(
    () => unless([GRPC_NOT_FOUND], () => operatorService.listSearchAttributes({ namespace })),
    { expected: `The namespace ${namespace} was not there`, limitMs: LIMIT_MS },
  );
  const missing = searchAttributes.filter((name) => known.customAttributes?.[name] === undefined);
  if (missing.length === 0) return;
  await unless([GRPC_ALREADY_EXISTS], () =>
    operatorService.addSearchAttributes({
      namespace,
      searchAttributes: Object.fromEntries(missing.map((name) => [name, KEYWORD])),
    }),
  );
};

/** The server's parts hear of a namespace one by one; a query that uses every attribute says when all have. */
const untilUsable = async (connection: Connection, namespace: string): Promise<void> => {
  const { workflowService } = connection;
  const query = searchAttributes.map((name) => `${name} = ''`).join(' AND ');
  await waitFor(
    () =>
      unless([GRPC_INVALID_ARGUMENT, GRPC_NOT_FOUND], () =>
        workflowService.countWorkflowExecutions({ namespace, query }),
      ),
    { expected: `The search attributes of ${namespace} were not usable`, limitMs: LIMIT_MS, everyMs: 150 },
  );
  // The front answers before those behind it do: a workflow that does not exist is looked for in each shard.
  await waitFor(
    () =>
      unless([GRPC_UNAVAILABLE], async () => {
        const ids = Array.from({ length: PROBES }, (_, index) => `probe-${index}`);
        const lookFor = (workflowId: string) =>
          unless([GRPC_NOT_FOUND], () =>
            workflowService.describeWorkflowExecution({ namespace, execution: { workflowId } }),
          );
        await Promise.all(ids.map(lookFor));
        return true;
      }),
    { expected: `Temporal could not start workflows in ${namespace}`, limitMs: LIMIT_MS },
  );
};

/**
 * Creates a namespace with the search attributes of the product and returns when both can be used. One that exists is
 * brought up to the same state.
 */
export const createNamespace = async (address: string, namespace: string): Promise<void> => {
  const connection = await Connection.connect({ address });
  try {
    await unless([GRPC_ALREADY_EXISTS], () =>
      connection.workflowService.registerNamespace({
        namespace,
        workflowExecutionRetentionPeriod: msToTs('30 days'),
      }),
    );
    await addSearchAttributes(connection, namespace);
    await untilUsable(connection, namespace);
  } finally {
    await connection.close();
  }
};
