import { execFile } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Connection } from '@temporalio/client';
import {
  createDatabase,
  databaseExists,
  databaseUrl,
  dropDatabase,
  ensureRole,
  execute,
} from './database.ts';
import { reasonOf, StackFailure } from './failure.ts';
import { pickPort } from './ports.ts';
import type { ProcessIdentity } from './process-identity.ts';
import { startService, type Ending, type Service } from './service.ts';
import type { TemporalBinary } from './temporal-binary.ts';

export type TemporalOptions = {
  readonly binary: TemporalBinary;
  readonly directory: string;
  readonly logFile: string;
  readonly port: number;
  readonly adminDatabaseUrl: string;
  readonly password: string;
  readonly onSpawn: (identity: ProcessIdentity) => void;
  readonly signal: AbortSignal;
};

// Its parts stop at once and then wait for one another, 14 s on our machine. All it knows is in PostgreSQL, so it is not
// given that long.
export const temporalEnding: Ending = { signal: 'SIGTERM', limitMs: 3000, force: 'SIGKILL' };

const ROLE = 'temporal';
const MAIN_STORE = 'temporal';
const STORES = [
  { database: MAIN_STORE, schema: 'postgresql/v12/temporal' },
  { database: 'temporal_visibility', schema: 'postgresql/v12/visibility' },
] as const;

// The first two allow virtual time, for sandbox cases and tests; the second name is the one that releases after 1.32
// read. The third lets a new namespace be used in half a second instead of two. The fourth lets a timer whose time is
// skipped fire at once instead of after a second.
const DYNAMIC_CONFIG = `
frontend.WorkflowTimeSkippingEnabled:
- value: true
system.workflowTimeSkippingEnabled:
- value: true
system.namespaceCacheRefreshInterval:
- value: 500ms
history.timerProcessorMaxTimeShift:
- value: 20ms
`;

/** Creates what is missing of Temporal's two databases and brings their schemas up to the server's version. */
const prepareStores = async (options: TemporalOptions): Promise<void> => {
  const server = new URL(options.adminDatabaseUrl);
  await ensureRole(options.adminDatabaseUrl, ROLE, options.password);
  const tool = async (database: string, ...args: readonly string[]) => {
    const connection = ['--plugin', 'postgres12', '--ep', server.hostname, '-p', server.port, '-u', ROLE];
    try {
      await promisify(execFile)(options.binary.schemaTool, [...connection, '--db', database, ...args], {
        env: { ...process.env, SQL_PASSWORD: options.password },
      });
    } catch (thrown) {
      throw new StackFailure(
        `The schema of Temporal's database ${database} could not be set up: ${reasonOf(thrown)}`,
      );
    }
  };
  for (const { database, schema } of STORES) {
    /* oxlint-disable no-await-in-loop -- each step needs the one before it */
    if (!(await databaseExists(options.adminDatabaseUrl, database))) {
      await createDatabase(options.adminDatabaseUrl, database, undefined, ROLE);
    }
    await tool(database, 'setup-schema', '-v', '0.0');
    await tool(database, 'update-schema', '--schema-name', schema);
    /* oxlint-enable no-await-in-loop */
  }
  // A server that was killed still stands there as a member, and the next one would wait for it to answer.
  await execute(databaseUrl(options.adminDatabaseUrl, MAIN_STORE), 'delete from cluster_membership');
};

/** Forgets all that Temporal knows. It must not be running. */
export const wipeTemporal = async (adminDatabaseUrl: string): Promise<void> => {
  for (const { database } of STORES) {
    // oxlint-disable-next-line no-await-in-loop -- two statements on one server
    await dropDatabase(adminDatabaseUrl, database);
  }
};

/** Whether a Temporal server answers at this address. */
export const temporalAnswers = async (address: string): Promise<boolean> => {
  try {
    const connection = await Connection.connect({ address, connectTimeout: 2000 });
    await connection.close();
    return true;
  } catch {
    return false;
  }
};

const INNER_PORTS = [
  'FRONTEND_MEMBERSHIP_PORT',
  'FRONTEND_HTTP_PORT',
  'HISTORY_GRPC_PORT',
  'HISTORY_MEMBERSHIP_PORT',
  'MATCHING_GRPC_PORT',
  'MATCHING_MEMBERSHIP_PORT',
  'WORKER_GRPC_PORT',
  'WORKER_MEMBERSHIP_PORT',
];

const pickInnerPorts = async (frontend: number): Promise<Record<string, string>> => {
  const taken = new Set([frontend]);
  const picked: Record<string, string> = {};
  for (const name of INNER_PORTS) {
    // oxlint-disable-next-line no-await-in-loop -- each port must differ from those before it
    picked[name] = String(await pickPort(taken));
  }
  return picked;
};

/** Starts a Temporal server on the PostgreSQL given, with its databases set up first where they are not. */
export const startTemporal = async (options: TemporalOptions): Promise<Service> => {
  await prepareStores(options);
  mkdirSync(options.directory, { recursive: true, mode: 0o700 });
  const dynamicConfig = join(options.directory, 'dynamic-config.yaml');
  writeFileSync(dynamicConfig, DYNAMIC_CONFIG);
  const store = new URL(options.adminDatabaseUrl);
  return startService({
    name: 'Temporal',
    command: options.binary.server,
    args: ['start'],
    env: {
      PATH: process.env['PATH'],
      HOME: process.env['HOME'],
      DB: 'postgres12',
      POSTGRES_SEEDS: store.hostname,
      DB_PORT: store.port,
      POSTGRES_USER: ROLE,
      POSTGRES_PWD: options.password,
      SQL_MAX_CONNS: '10',
      SQL_VIS_MAX_CONNS: '5',
      NUM_HISTORY_SHARDS: '4',
      BIND_ON_IP: '127.0.0.1',
      FRONTEND_GRPC_PORT: String(options.port),
      ...(await pickInnerPorts(options.port)),
      DYNAMIC_CONFIG_FILE_PATH: dynamicConfig,
      LOG_LEVEL: 'warn',
    },
    cwd: options.directory,
    logFile: options.logFile,
    ready: () => temporalAnswers(`127.0.0.1:${options.port}`),
    readyLimitMs: 60_000,
    onSpawn: options.onSpawn,
    signal: options.signal,
  });
};
