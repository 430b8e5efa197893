import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, extname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { StackFailure } from './failure.ts';
import type { ProcessIdentity } from './process-identity.ts';
import { startService, type Ending, type Service } from './service.ts';

/** What the worker and the API are told about the world they run in. */
export type ApplicationSettings = {
  readonly databaseUrl: string;
  readonly temporalAddress: string;
  readonly namespace: string;
  readonly masterKey: string;
  readonly issuer: string;
  readonly jwks: string;
  readonly audience: string;
  readonly apiPort: number;
};

export type ApplicationName = 'api' | 'worker';

export const applicationEnding: Ending = { signal: 'SIGTERM', limitMs: 20_000, force: 'SIGKILL' };

const self = fileURLToPath(import.meta.url);
const root = join(dirname(self), '..', '..');
const entries: Readonly<Record<ApplicationName, string>> = { api: 'api/server', worker: 'worker' };

/** The settings as environment variables: the only way in which the processes are configured. */
export const environmentOf = (settings: ApplicationSettings): Readonly<Record<string, string>> => ({
  AMENDS_DATABASE_URL: settings.databaseUrl,
  AMENDS_TEMPORAL_ADDRESS: settings.temporalAddress,
  AMENDS_TEMPORAL_NAMESPACE: settings.namespace,
  AMENDS_MASTER_KEY: settings.masterKey,
  AMENDS_ISSUER: settings.issuer,
  AMENDS_JWKS: settings.jwks,
  AMENDS_AUDIENCE: settings.audience,
  AMENDS_HOST: '127.0.0.1',
  AMENDS_PORT: String(settings.apiPort),
});

const saysReady = (output: string): boolean =>
  output.split('\n').some((line) => {
    if (!line.startsWith('{"ready":')) return false;
    try {
      const said: unknown = JSON.parse(line);
      return typeof said === 'object' && said !== null && 'ready' in said && said.ready === true;
    } catch {
      return false;
    }
  });

/** Starts the worker or the API as a process of its own and returns when it says that it is ready. */
export const startApplication = (
  name: ApplicationName,
  options: {
    readonly settings: ApplicationSettings;
    /** Variables beyond the settings, such as AMENDS_SANDBOX. */
    readonly env: NodeJS.ProcessEnv;
    readonly logFile: string;
    readonly onSpawn?: (identity: ProcessIdentity) => void;
    readonly signal?: AbortSignal;
  },
): Promise<Service> => {
  const extension = extname(self);
  const entry = join(root, `${entries[name]}${extension}`);
  if (!existsSync(entry)) throw new StackFailure(`${entry} is missing; this copy of Amends is not complete.`);
  const loader =
    extension === '.ts'
      ? ['--import', pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href]
      : [];
  return startService({
    name: name === 'api' ? 'The API' : 'The worker',
    command: process.execPath,
    args: [...loader, entry],
    env: { ...process.env, ...options.env, ...environmentOf(options.settings) },
    cwd: root,
    logFile: options.logFile,
    ready: (output) => saysReady(output()),
    readyLimitMs: 120_000,
    ...(options.onSpawn === undefined ? {} : { onSpawn: options.onSpawn }),
    ...(options.signal === undefined ? {} : { signal: options.signal }),
  });
};
