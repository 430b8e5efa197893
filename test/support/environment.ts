import { randomBytes } from 'node:crypto';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { inject } from 'vitest';
import {
  applicationEnding,
  startApplication,
  type ApplicationName,
  type ApplicationSettings,
} from '../../cli/stack/application.ts';
import { createDatabase, databaseUrl, dropDatabase } from '../../cli/stack/database.ts';
import {
  DEFAULT_AUDIENCE,
  DEVELOPMENT_ISSUER,
  ensureIssuer,
  mintToken,
  type TokenClaims,
} from '../../cli/stack/dev-issuer.ts';
import { createNamespace } from '../../cli/stack/namespace.ts';
import { pickPort } from '../../cli/stack/ports.ts';
import { newMasterKey } from '../../cli/stack/secrets.ts';
import { stopProcess } from '../../cli/stack/service.ts';

/** A worker or an API that a test started. */
export type ApplicationProcess = {
  readonly pid: number;
  readonly logFile: string;
  readonly stop: (signal?: NodeJS.Signals) => Promise<void>;
};

export type Environment = ApplicationSettings & {
  readonly name: string;
  readonly adminDatabaseUrl: string;
  /** Where an API started with `startApi` listens. */
  readonly apiUrl: string;
  readonly token: (claims: TokenClaims) => Promise<string>;
  readonly startWorkerProcess: (env?: NodeJS.ProcessEnv) => Promise<ApplicationProcess>;
  readonly startApiProcess: (env?: NodeJS.ProcessEnv) => Promise<ApplicationProcess>;
  /** Ends the processes and drops the database. */
  readonly dispose: () => Promise<void>;
};

/**
 * A world of its own for one test file, on the servers of the run: a fresh database, a namespace (and so task queues
 * that nobody else serves), a master key and an issuer. Sandbox cases and unverified law are allowed in it.
 */
export const createEnvironment = async (name: string): Promise<Environment> => {
  const stack = inject('stack');
  const unique = `${name}-${randomBytes(4).toString('hex')}`;
  const folder = join(stack.stateDir, 'environments', unique);
  mkdirSync(folder, { recursive: true });
  const template = new URL(stack.templateDatabaseUrl);
  const database = unique.replaceAll('-', '_');
  const [apiPort, jwks] = await Promise.all([
    pickPort(new Set()),
    ensureIssuer(folder),
    createDatabase(stack.adminDatabaseUrl, database, template.pathname.slice(1), template.username),
    createNamespace(stack.temporalAddress, unique),
  ]);
  const settings: ApplicationSettings = {
    databaseUrl: databaseUrl(stack.templateDatabaseUrl, database),
    temporalAddress: stack.temporalAddress,
    namespace: unique,
    masterKey: newMasterKey(),
    issuer: DEVELOPMENT_ISSUER,
    jwks,
    audience: DEFAULT_AUDIENCE,
    apiPort,
  };

  const running = new Set<ApplicationProcess>();
  const startProcess = async (
    application: ApplicationName,
    env: NodeJS.ProcessEnv,
  ): Promise<ApplicationProcess> => {
    const service = await startApplication(application, {
      settings,
      env: { AMENDS_SANDBOX: 'allowed', AMENDS_UNVERIFIED_LAW: 'allowed', ...env },
      logFile: join(folder, `${application}.log`),
    });
    const started: ApplicationProcess = {
      pid: service.identity.pid,
      logFile: service.logFile,
      stop: async (signal = applicationEnding.signal) => {
        await stopProcess(service.identity, { ...applicationEnding, signal });
        running.delete(started);
      },
    };
    running.add(started);
    return started;
  };

  return {
    ...settings,
    name: unique,
    adminDatabaseUrl: stack.adminDatabaseUrl,
    apiUrl: `http://127.0.0.1:${apiPort}`,
    token: (claims) => mintToken(folder, claims),
    startWorkerProcess: (env = {}) => startProcess('worker', env),
    startApiProcess: (env = {}) => startProcess('api', env),
    dispose: async () => {
      await Promise.all([...running].map((started) => started.stop()));
      await dropDatabase(stack.adminDatabaseUrl, database);
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
