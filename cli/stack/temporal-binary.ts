import { execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { accessSync, constants, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { arch, homedir, platform } from 'node:os';
import { delimiter, join } from 'node:path';
import { createInterface } from 'node:readline';
import { reasonOf, StackFailure } from './failure.ts';
import { acquireLock, type Lock } from './lock.ts';
import { during, type Progress, type Step } from './progress.ts';
import { waitFor } from './wait.ts';

/** The release of Temporal that everything is built and tested with. */
export const TEMPORAL_VERSION = '1.32.2';
const GO_TOOLCHAIN = 'go1.26.10';
const CONNECT_LIMIT_MS = 5000;
const DOWNLOAD_LIMIT_MS = 10 * 60_000;
const OTHER_BUILD_LIMIT_MS = 20 * 60_000;

/**
 * SHA-256 of the official archives that we have verified ourselves. None yet: until one is pinned here, an archive is
 * checked against the list of checksums published beside it, which proves that it is complete, not who made it.
 */
const PINNED_CHECKSUMS: Readonly<Record<string, string>> = {};

export type TemporalBinary = { readonly server: string; readonly schemaTool: string };

export type Surroundings = {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly home: string;
  readonly isExecutable: (path: string) => boolean;
  /** What a binary answers to `--version`, or nothing. */
  readonly versionOf: (path: string) => string | undefined;
};

const isExecutable = (path: string): boolean => {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

const versionOf = (path: string): string | undefined => {
  try {
    return execFileSync(path, ['--version'], {
      encoding: 'utf8',
      timeout: 10_000,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
  } catch {
    return undefined;
  }
};

/** This machine. */
export const here = (): Surroundings => ({ env: process.env, home: homedir(), isExecutable, versionOf });

/** Where downloaded and built servers are kept, outside any checkout and by version. A variable left empty says nothing. */
export const cacheFolder = ({ env, home }: Pick<Surroundings, 'env' | 'home'>): string => {
  const root = env['AMENDS_CACHE'] || join(env['XDG_CACHE_HOME'] || join(home, '.cache'), 'amends');
  return join(root, 'temporal', TEMPORAL_VERSION);
};

const cached = (folder: string): TemporalBinary => ({
  server: join(folder, 'server'),
  schemaTool: join(folder, 'sql'),
});

/**
 * A server that is on this machine already: one on PATH under the names of the official release, when it is the version
 * that the product is tested with, else the cached one.
 */
export const findBinary = (surroundings: Surroundings): TemporalBinary | undefined => {
  const folders = (surroundings.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  const onPath = (name: string) =>
    folders.map((folder) => join(folder, name)).find((path) => surroundings.isExecutable(path));
  const [server, schemaTool] = [onPath('temporal-server'), onPath('temporal-sql-tool')];
  const isWanted = (path: string) => surroundings.versionOf(path)?.includes(TEMPORAL_VERSION) ?? false;
  if (server !== undefined && schemaTool !== undefined && isWanted(server) && isWanted(schemaTool)) {
    return { server, schemaTool };
  }
  const candidate = cached(cacheFolder(surroundings));
  const isThere =
    surroundings.isExecutable(candidate.server) && surroundings.isExecutable(candidate.schemaTool);
  return isThere ? candidate : undefined;
};

/** Puts a finished pair into the cache file by file; the server comes last, so whoever sees it has both. */
const keep = (made: TemporalBinary, folder: string): TemporalBinary => {
  const kept = cached(folder);
  renameSync(made.schemaTool, kept.schemaTool);
  renameSync(made.server, kept.server);
  return kept;
};

const archiveName = (): string | undefined => {
  const systems: Readonly<Record<string, string>> = { linux: 'linux', darwin: 'darwin' };
  const processors: Readonly<Record<string, string>> = { x64: 'amd64', arm64: 'arm64' };
  const [system, processor] = [systems[platform()], processors[arch()]];
  if (system === undefined || processor === undefined) return undefined;
  return `temporal_${TEMPORAL_VERSION}_${system}_${processor}.tar.gz`;
};

type Making = { readonly into: string; readonly step: Step; readonly signal: AbortSignal };

const fetchWithin = async (url: string, limitMs: number, signal: AbortSignal): Promise<Response> => {
  const response = await fetch(url, { signal: AbortSignal.any([signal, AbortSignal.timeout(limitMs)]) });
  if (!response.ok) throw new StackFailure(`${url} answered ${response.status}`);
  return response;
};

const download = async ({ into, step, signal }: Making): Promise<TemporalBinary> => {
  const name = archiveName();
  if (name === undefined) throw new StackFailure(`there is no official archive for ${platform()} ${arch()}`);
  const release = `https://github.com/temporalio/temporal/releases/download/v${TEMPORAL_VERSION}`;
  const published = await (await fetchWithin(`${release}/checksums.txt`, CONNECT_LIMIT_MS, signal)).text();
  const checksums = new Map(
    published.split('\n').map((line) => {
      const [sum = '', file = ''] = line.trim().split(/\s+/u);
      return [file, sum] as const;
    }),
  );
  const expected = PINNED_CHECKSUMS[name] ?? checksums.get(name);
  if (expected === undefined) throw new StackFailure(`no checksum is published for ${name}`);

  step.note(name);
  const archive = Buffer.from(
    await (await fetchWithin(`${release}/${name}`, DOWNLOAD_LIMIT_MS, signal)).arrayBuffer(),
  );
  const actual = createHash('sha256').update(archive).digest('hex');
  if (actual !== expected) throw new StackFailure(`${name} has the checksum ${actual}, not ${expected}`);
  const file = join(into, name);
  await writeFile(file, archive);
  execFileSync('tar', ['-xzf', file, '-C', into]);
  return { server: join(into, 'temporal-server'), schemaTool: join(into, 'temporal-sql-tool') };
};

const goInstall = async ({ into, step, signal }: Making, packagePath: string): Promise<void> => {
  const target = `${packagePath}@v${TEMPORAL_VERSION}`;
  const child = spawn('go', ['install', '-v', '-trimpath', '-ldflags', '-s -w', target], {
    env: { ...process.env, GOTOOLCHAIN: GO_TOOLCHAIN, GOBIN: into, CGO_ENABLED: '0' },
    stdio: ['ignore', 'ignore', 'pipe'],
    signal,
  });
  const said: string[] = [];
  createInterface({ input: child.stderr }).on('line', (line) => {
    step.note(line);
    said.push(line);
  });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (code !== 0) throw new StackFailure(`go install ${target} failed: ${said.slice(-5).join(' ')}`);
};

const build = async (making: Making): Promise<TemporalBinary> => {
  await goInstall(making, 'go.temporal.io/server/cmd/tools/sql');
  await goInstall(making, 'go.temporal.io/server/cmd/server');
  return cached(making.into);
};

const lockCache = async (folder: string, progress: Progress): Promise<Lock> => {
  const file = `${folder}.lock`;
  const first = acquireLock(file);
  if (first.kind === 'acquired') return first.lock;
  const label = `Waiting for process ${first.holder.process.pid}, which is fetching Temporal already`;
  return during(progress, label, () =>
    waitFor(
      () => {
        const answer = acquireLock(file);
        return answer.kind === 'acquired' ? answer.lock : undefined;
      },
      { expected: 'It did not finish', limitMs: OTHER_BUILD_LIMIT_MS, everyMs: 500 },
    ),
  );
};

/** The Temporal server: found, else downloaded, else built; says in one sentence what to do when it cannot be had. */
export const obtainBinary = async (
  progress: Progress,
  signal: AbortSignal = new AbortController().signal,
): Promise<TemporalBinary> => {
  const found = findBinary(here());
  if (found !== undefined) return found;

  const folder = cacheFolder(here());
  mkdirSync(folder, { recursive: true });
  const lock = await lockCache(folder, progress);
  // On the file system of the cache, so that the finished files can be moved into it.
  const workshop = mkdtempSync(`${folder}.making-`);
  try {
    const meanwhile = findBinary(here());
    if (meanwhile !== undefined) return meanwhile;
    const reasons: string[] = [];
    for (const [label, make] of [
      [`Downloading Temporal ${TEMPORAL_VERSION}`, download],
      [`Building Temporal ${TEMPORAL_VERSION} with Go (some minutes, once)`, build],
    ] as const) {
      try {
        // oxlint-disable-next-line no-await-in-loop -- the second way is taken when the first has failed
        return keep(await during(progress, label, (step) => make({ into: workshop, step, signal })), folder);
      } catch (thrown) {
        signal.throwIfAborted();
        reasons.push(reasonOf(thrown));
      }
    }
    throw new StackFailure(
      `Temporal server ${TEMPORAL_VERSION} is not on this machine and could be neither downloaded nor built ` +
        `(${reasons.join('; ')}); install Go 1.26 or later, or set AMENDS_TEMPORAL_ADDRESS to a server that runs.`,
    );
  } finally {
    rmSync(workshop, { recursive: true, force: true });
    lock.release();
  }
};
