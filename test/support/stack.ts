import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { progressOn } from '../../cli/stack/progress.ts';
import { clearAbandoned, startStack, type Stack } from '../../cli/stack/stack.ts';

/** What a test file needs to reach the servers of the run. */
export type ProvidedStack = {
  readonly stateDir: string;
  readonly adminDatabaseUrl: string;
  readonly temporalAddress: string;
  /** A migrated database that nobody is connected to, to be copied; it belongs to the application's account. */
  readonly templateDatabaseUrl: string;
};

declare module 'vitest' {
  // oxlint-disable-next-line typescript/consistent-type-definitions -- only an interface can be added to
  interface ProvidedContext {
    stack: ProvidedStack;
  }
}

const PREFIX = 'amends-test-';

/** Ends and removes what test runs that were killed have left. */
const sweep = async (): Promise<void> => {
  for (const name of readdirSync(tmpdir()).filter((entry) => entry.startsWith(PREFIX))) {
    const folder = join(tmpdir(), name);
    // A run that is just starting has not locked its folder yet.
    if (!existsSync(join(folder, 'lock'))) continue;
    if (await clearAbandoned(folder)) rmSync(folder, { recursive: true, force: true });
  }
};

const start = async (): Promise<Stack> => {
  await sweep();
  const stateDir = mkdtempSync(join(tmpdir(), PREFIX));
  const stack = await startStack({
    stateDir,
    applications: false,
    supervised: false,
    durable: false,
    progress: progressOn(process.stderr),
  });
  process.once('exit', () => {
    for (const pid of Object.values(stack.pids())) process.kill(pid, 'SIGKILL');
  });
  return stack;
};

type Shared = { stack: Promise<Stack>; users: number };

declare global {
  // Each project of a run loads this module anew; the servers are shared by all.
  var amendsTestStack: Shared | undefined;
}

/** Starts PostgreSQL and Temporal once for all projects of the run, and stops them after the last. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const shared = (globalThis.amendsTestStack ??= { stack: start(), users: 0 });
  shared.users += 1;
  const stack = await shared.stack;
  project.provide('stack', {
    stateDir: stack.stateDir,
    adminDatabaseUrl: stack.adminDatabaseUrl,
    temporalAddress: stack.temporalAddress,
    templateDatabaseUrl: stack.databaseUrl,
  });
  return async () => {
    shared.users -= 1;
    if (shared.users > 0) return;
    globalThis.amendsTestStack = undefined;
    await stack.stop();
    rmSync(stack.stateDir, { recursive: true, force: true });
  };
}
