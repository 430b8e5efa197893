import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { identify, isAlive, signalProcess, type ProcessIdentity } from '../../cli/stack/process-identity.ts';
import { pickPort } from '../../cli/stack/ports.ts';
import { clearAbandoned } from '../../cli/stack/stack.ts';
import { waitFor } from '../../cli/stack/wait.ts';

const amends = fileURLToPath(new URL('../../cli/amends.mjs', import.meta.url));

const readyLine = z.object({
  api: z.url(),
  database: z.string(),
  pids: z.object({ up: z.int(), api: z.int(), worker: z.int(), temporal: z.int(), postgres: z.int() }),
});
type Addresses = z.infer<typeof readyLine>;

type Up = {
  readonly child: ChildProcess;
  readonly exit: Promise<number | null>;
  readonly said: { out: string; err: string };
};

const identities = (addresses: Addresses): ProcessIdentity[] =>
  Object.values(addresses.pids).flatMap((pid) => identify(pid) ?? []);

/** Looks at what `up` has said until `probe` finds something in it, or fails with its words when it has ended. */
const untilSaid = <T>({ child, said }: Up, expected: string, probe: () => T | undefined): Promise<T> =>
  waitFor(
    () => {
      const found = probe();
      if (found === undefined && child.exitCode !== null) throw new Error(`amends up ended: ${said.err}`);
      return found;
    },
    { expected, limitMs: 150_000 },
  );

const ready = (running: Up): Promise<Addresses> =>
  untilSaid(running, 'amends up was not ready', () =>
    running.said.out.includes('\n') ? readyLine.parse(JSON.parse(running.said.out)) : undefined,
  );

const answersHttp = async (url: string): Promise<boolean> => (await fetch(url)).status < 500;

// Each start takes seconds when the machine is idle; it is shared with other tests.
describe('amends up', { timeout: 300_000 }, () => {
  let stateDir: string;
  const children: ChildProcess[] = [];

  beforeAll(() => {
    stateDir = mkdtempSync(join(tmpdir(), 'amends-up-'));
  });
  afterAll(async () => {
    for (const child of children) child.kill('SIGKILL');
    await clearAbandoned(stateDir);
    rmSync(stateDir, { recursive: true, force: true });
  });

  const up = (...args: readonly string[]): Up => {
    const child = spawn(process.execPath, [amends, 'up', '--json', '--state', stateDir, ...args]);
    children.push(child);
    const said = { out: '', err: '' };
    child.stdout.on('data', (chunk: Buffer) => (said.out += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (said.err += chunk.toString()));
    return { child, said, exit: new Promise((resolve) => child.once('close', resolve)) };
  };

  it('starts all, refuses a second start, and on Ctrl-C leaves nothing running', async () => {
    // Kept for the starts that follow: the usual port may be another stack's in between.
    const first = up('--port', String(await pickPort(new Set())));
    const addresses = await ready(first);
    const started = identities(addresses);
    expect(started).toHaveLength(5);
    expect(await answersHttp(addresses.api)).toBe(true);

    const second = up();
    expect(await second.exit).toBe(1);
    expect(second.said.err).toContain(`process ${addresses.pids.up}, ${addresses.api}`);
    expect(started.filter(isAlive)).toHaveLength(5);

    first.child.kill('SIGINT');
    expect(await first.exit).toBe(0);
    expect(started.filter(isAlive)).toEqual([]);
    expect(existsSync(join(stateDir, 'lock'))).toBe(false);
  });

  it('goes on where it stopped: same addresses, same data', async () => {
    const first = up();
    const before = await ready(first);
    const sql = postgres(before.database, { max: 1 });
    await sql`create table kept (word text)`;
    await sql.end();
    first.child.kill('SIGTERM');
    expect(await first.exit).toBe(0);

    const second = up();
    const after = await ready(second);
    expect({ ...after, pids: {} }).toEqual({ ...before, pids: {} });
    const again = postgres(after.database, { max: 1 });
    expect(await again`select * from kept`).toHaveLength(0);
    await again.end();
    second.child.kill('SIGTERM');
    await second.exit;
  });

  it('after a kill -9 stops what was left running and starts again', async () => {
    const killed = up();
    const before = await ready(killed);
    const started = identities(before);
    killed.child.kill('SIGKILL');
    await killed.exit;
    expect(started.filter(isAlive).length).toBeGreaterThanOrEqual(2);

    const next = up();
    const after = await ready(next);
    expect(started.filter(isAlive)).toEqual([]);
    expect(next.said.err).toContain('left running by an earlier start that was killed');
    expect(after.api).toBe(before.api);
    expect(await answersHttp(after.api)).toBe(true);
    next.child.kill('SIGTERM');
    expect(await next.exit).toBe(0);
  });

  it('starts a worker and an API that crash again, and says so', async () => {
    const running = up();
    const addresses = await ready(running);
    signalProcess(addresses.pids.worker, 'SIGKILL');
    signalProcess(addresses.pids.api, 'SIGKILL');
    await untilSaid(running, 'Worker and API were not up again', () =>
      running.said.err.match(/is up again/gu)?.length === 2 ? true : undefined,
    );
    expect(running.said.err).toContain('The worker was ended by SIGKILL');
    expect(await answersHttp(addresses.api)).toBe(true);
    running.child.kill('SIGTERM');
    expect(await running.exit).toBe(0);
  });

  it('gives up a start when it is told to stop meanwhile', async () => {
    const running = up();
    await untilSaid(running, 'PostgreSQL was not started', () =>
      running.said.err.includes('PostgreSQL') ? true : undefined,
    );
    running.child.kill('SIGINT');
    expect(await running.exit).toBe(1);
    expect(await clearAbandoned(stateDir)).toBe(true);
    expect(existsSync(join(stateDir, 'lock'))).toBe(false);
  });
});
