import { chmodSync, mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { migrate } from '../../db/migrate.ts';
import {
  applicationEnding,
  startApplication,
  type ApplicationName,
  type ApplicationSettings,
} from './application.ts';
import { createDatabase, databaseExists, databaseUrl, ensureRole } from './database.ts';
import { DEFAULT_AUDIENCE, DEVELOPMENT_ISSUER, ensureIssuer } from './dev-issuer.ts';
import { StackFailure } from './failure.ts';
import { acquireLock, type Lock } from './lock.ts';
import { createNamespace } from './namespace.ts';
import { choosePort, holdPort } from './ports.ts';
import type { ProcessIdentity } from './process-identity.ts';
import { openProcessRecord, type ProcessRecord, type ServiceName } from './process-record.ts';
import { postgresEnding, startPostgres } from './postgres.ts';
import { during, silent, type Progress } from './progress.ts';
import { loadSecrets } from './secrets.ts';
import type { Ending } from './service.ts';
import { readState, writeState } from './state-file.ts';
import { createSupervisor, type Supervisor } from './supervisor.ts';
import { obtainBinary } from './temporal-binary.ts';
import { startTemporal, temporalAnswers, temporalEnding, wipeTemporal } from './temporal-server.ts';

export type StackOptions = {
  /** Where data, secrets, ports and logs are kept, such as `.amends`. */
  readonly stateDir: string;
  readonly ports?: { readonly api?: number; readonly postgres?: number; readonly temporal?: number };
  /** A Temporal server that runs already; then none is started. */
  readonly temporalAddress?: string;
  readonly namespace?: string;
  /** False for PostgreSQL and Temporal alone; the worker and the API can be started later. */
  readonly applications?: boolean;
  /** Whether a service that ends by itself is started again. */
  readonly supervised?: boolean;
  /** False where the data may be lost with the machine's power (tests). */
  readonly durable?: boolean;
  /** Variables for the worker and the API beyond those of the contract, such as AMENDS_SANDBOX. */
  readonly env?: NodeJS.ProcessEnv;
  readonly progress?: Progress;
  /** Gives up a start under way. */
  readonly signal?: AbortSignal;
};

export type Stack = {
  readonly stateDir: string;
  /** The application's database, as its owner. */
  readonly databaseUrl: string;
  /** The server's administrator, for creating and dropping databases. */
  readonly adminDatabaseUrl: string;
  readonly temporalAddress: string;
  readonly namespace: string;
  readonly apiUrl: string;
  readonly issuer: string;
  readonly jwks: string;
  readonly settings: ApplicationSettings;
  /** Of the services that run now. */
  readonly pids: () => Readonly<Partial<Record<ServiceName, number>>>;
  readonly startWorker: () => Promise<void>;
  readonly stopWorker: (signal?: NodeJS.Signals) => Promise<void>;
  readonly startApi: () => Promise<void>;
  readonly stopApi: (signal?: NodeJS.Signals) => Promise<void>;
  /** Starts Temporal again; with `wipe`, on empty databases, namespace and all set up anew. */
  readonly startTemporal: (options?: { readonly wipe?: boolean }) => Promise<void>;
  readonly stopTemporal: (signal?: NodeJS.Signals) => Promise<void>;
  readonly startPostgres: () => Promise<void>;
  readonly stopPostgres: (signal?: NodeJS.Signals) => Promise<void>;
  /** Stops everything, those who write before those they write to. */
  readonly stop: () => Promise<void>;
};

const DATABASE = 'amends';
const USUAL_API_PORT = 8080;

const endings: Readonly<Record<ServiceName, Ending>> = {
  api: applicationEnding,
  worker: applicationEnding,
  temporal: temporalEnding,
  postgres: postgresEnding,
};

const portsFile = z.object({ api: z.int(), postgres: z.int(), temporal: z.int() });

const takeLock = (stateDir: string): Lock => {
  const answer = acquireLock(join(stateDir, 'lock'));
  if (answer.kind === 'acquired') return answer.lock;
  const { process, url } = answer.holder;
  throw new StackFailure(
    `Amends already runs on ${stateDir}: process ${process.pid}, ${url ?? 'still starting'}. ` +
      `Stop it with Ctrl-C there, or with: kill ${process.pid}`,
  );
};

const choosePorts = async (
  file: string,
  told: StackOptions['ports'] = {},
): Promise<z.infer<typeof portsFile>> => {
  const last = readState(file, portsFile);
  const taken = new Set<number>();
  const ports = {
    api: await choosePort({ option: 'port', told: told.api, preferred: [last?.api, USUAL_API_PORT] }, taken),
    postgres: await choosePort(
      { option: 'postgres-port', told: told.postgres, preferred: [last?.postgres] },
      taken,
    ),
    temporal: await choosePort(
      { option: 'temporal-port', told: told.temporal, preferred: [last?.temporal] },
      taken,
    ),
  };
  writeState(file, ports);
  return ports;
};

/** Ends what a start that was killed has left running on `stateDir`; answers false while somebody still runs it. */
export const clearAbandoned = async (stateDir: string): Promise<boolean> => {
  const answer = acquireLock(join(stateDir, 'lock'));
  if (answer.kind === 'held') return false;
  const record = openProcessRecord(join(stateDir, 'processes.json'));
  await createSupervisor({
    record,
    endings,
    progress: silent,
    restarts: false,
    stopping: new AbortController(),
  }).clearAway();
  answer.lock.release();
  return true;
};

/**
 * Starts the embedded stack on `stateDir`: PostgreSQL, a Temporal server on it, migrations, the worker and the API.
 * What an earlier start left there is resumed; whatever of it still runs without its parent is stopped first.
 */
export const startStack = async (options: StackOptions): Promise<Stack> => {
  const stateDir = resolve(options.stateDir);
  mkdirSync(join(stateDir, 'logs'), { recursive: true });
  // PostgreSQL's account must be able to pass through when we are root; what is secret is closed file by file.
  chmodSync(stateDir, process.getuid?.() === 0 ? 0o711 : 0o700);
  const progress = options.progress ?? silent;
  const lock = takeLock(stateDir);
  const record = openProcessRecord(join(stateDir, 'processes.json'));
  const stopping = new AbortController();
  const giveUp = () => stopping.abort();
  options.signal?.addEventListener('abort', giveUp);
  const restarts = options.supervised ?? true;
  const supervisor = createSupervisor({ record, endings, progress, restarts, stopping });
  const stop = async () => {
    await supervisor.stop();
    lock.release();
  };
  try {
    const stack = await assemble(
      { ...options, stateDir, progress, signal: stopping.signal },
      supervisor,
      record,
    );
    lock.announce(stack.apiUrl);
    return { ...stack, stop };
  } catch (thrown) {
    const wasGivenUp = stopping.signal.aborted;
    await stop();
    throw wasGivenUp ? new StackFailure('The start was given up.') : thrown;
  } finally {
    options.signal?.removeEventListener('abort', giveUp);
  }
};

const assemble = async (
  options: StackOptions & { readonly progress: Progress; readonly signal: AbortSignal },
  supervisor: Supervisor,
  record: ProcessRecord,
): Promise<Omit<Stack, 'stop'>> => {
  const { stateDir, progress, namespace = 'amends', durable = true } = options;
  const inState = (...names: readonly string[]) => join(stateDir, ...names);
  const service = (name: ServiceName) => ({
    logFile: inState('logs', `${name}.log`),
    onSpawn: (identity: ProcessIdentity) => record.remember(name, identity),
    signal: options.signal,
  });
  const step = async <T>(label: string, work: () => Promise<T>): Promise<T> => {
    options.signal.throwIfAborted();
    return during(progress, label, work);
  };

  await supervisor.clearAway();
  const secrets = loadSecrets(inState('secrets.json'));
  const ports = await choosePorts(inState('ports.json'), options.ports);
  // Until the API listens, so that a stack started meanwhile does not choose the same one.
  const releaseApiPort = await holdPort(ports.api);
  options.signal.addEventListener('abort', () => void releaseApiPort(), { once: true });
  const jwks = await ensureIssuer(stateDir);

  const adminDatabaseUrl = `postgres://postgres:${secrets.postgresPassword}@127.0.0.1:${ports.postgres}/postgres`;
  const owner = { user: 'amends', password: secrets.amendsPassword };
  const temporalAddress = options.temporalAddress ?? `127.0.0.1:${ports.temporal}`;
  const settings: ApplicationSettings = {
    databaseUrl: databaseUrl(adminDatabaseUrl, DATABASE, owner),
    temporalAddress,
    namespace,
    masterKey: secrets.masterKey,
    issuer: DEVELOPMENT_ISSUER,
    jwks,
    audience: DEFAULT_AUDIENCE,
    apiPort: ports.api,
  };

  const startDatabase = () =>
    supervisor.launch('postgres', () =>
      startPostgres({
        directory: inState('postgres'),
        adminUrl: adminDatabaseUrl,
        durable,
        ...service('postgres'),
      }),
    );

  const startEngine = async ({ wipe = false } = {}) => {
    if (options.temporalAddress === undefined) {
      const binary = await obtainBinary(progress, options.signal);
      if (wipe) {
        await supervisor.halt('temporal');
        await wipeTemporal(adminDatabaseUrl);
      }
      const start = () =>
        startTemporal({
          binary,
          directory: inState('temporal'),
          port: ports.temporal,
          adminDatabaseUrl,
          password: secrets.temporalPassword,
          ...service('temporal'),
        });
      await supervisor.launch('temporal', start);
    }
    await createNamespace(temporalAddress, namespace);
  };

  const startApp = (name: ApplicationName) =>
    supervisor.launch(name, () =>
      startApplication(name, { settings, env: options.env ?? {}, ...service(name) }),
    );

  if (options.temporalAddress === undefined) await obtainBinary(progress, options.signal);
  else if (!(await temporalAnswers(options.temporalAddress))) {
    throw new StackFailure(`No Temporal server answers at ${options.temporalAddress}.`);
  }
  await step('PostgreSQL', startDatabase);
  await step('Database schema', async () => {
    await ensureRole(adminDatabaseUrl, owner.user, owner.password);
    if (!(await databaseExists(adminDatabaseUrl, DATABASE))) {
      await createDatabase(adminDatabaseUrl, DATABASE, undefined, owner.user);
    }
    await migrate(settings.databaseUrl);
  });
  await step('Temporal', startEngine);
  if (!(options.applications ?? true)) await releaseApiPort();
  else {
    await step('Worker', () => startApp('worker'));
    await releaseApiPort();
    await step('API', () => startApp('api'));
  }

  return {
    stateDir,
    databaseUrl: settings.databaseUrl,
    adminDatabaseUrl,
    temporalAddress,
    namespace,
    apiUrl: `http://127.0.0.1:${ports.api}`,
    issuer: settings.issuer,
    jwks,
    settings,
    pids: supervisor.pids,
    startWorker: () => startApp('worker'),
    stopWorker: (signal) => supervisor.halt('worker', signal),
    startApi: () => startApp('api'),
    stopApi: (signal) => supervisor.halt('api', signal),
    startTemporal: startEngine,
    stopTemporal: (signal) => supervisor.halt('temporal', signal),
    startPostgres: startDatabase,
    stopPostgres: (signal) => supervisor.halt('postgres', signal),
  };
};
