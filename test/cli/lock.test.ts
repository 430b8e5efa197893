import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { acquireLock } from '../../cli/stack/lock.ts';
import { identify, isAlive } from '../../cli/stack/process-identity.ts';

describe('the lock of a stack', () => {
  let folder: string;
  let file: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'amends-lock-'));
    file = join(folder, 'lock');
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const acquired = () => {
    const answer = acquireLock(file);
    if (answer.kind === 'held') throw new Error(`held by ${answer.holder.process.pid}`);
    return answer.lock;
  };

  it('is held by one living process and tells the next where that one is', () => {
    acquired().announce('http://127.0.0.1:8080');
    expect(acquireLock(file)).toEqual({
      kind: 'held',
      holder: { process: identify(process.pid), url: 'http://127.0.0.1:8080' },
    });
  });

  it('is free after its release, and leaves no file behind', () => {
    acquired().release();
    expect(readdirSync(folder)).toEqual([]);
    acquired();
  });

  it('is taken over from a process that was killed', async () => {
    const child = spawn('sleep', ['60']);
    const dead = identify(child.pid ?? 0);
    writeFileSync(file, JSON.stringify({ process: dead }));
    expect(acquireLock(file).kind).toBe('held');
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await gone;
    expect(acquireLock(file).kind).toBe('acquired');
  });

  it('is taken over when its process id belongs to a later process', () => {
    writeFileSync(file, JSON.stringify({ process: { pid: process.pid, born: 'long ago' } }));
    expect(acquireLock(file).kind).toBe('acquired');
  });

  it('is taken over when its file cannot be read', () => {
    writeFileSync(file, '{"proc');
    expect(acquireLock(file).kind).toBe('acquired');
  });

  it('is not released by one that no longer holds it', () => {
    const stale = acquired();
    const other = { process: { pid: 1, born: 'another' } };
    writeFileSync(file, JSON.stringify(other));
    stale.release();
    expect(readdirSync(folder)).toEqual(['lock']);
  });
});

describe('the identity of a process', () => {
  it('is alive while the process is', async () => {
    const child = spawn('sleep', ['60']);
    const identity = identify(child.pid ?? 0);
    expect(identity !== undefined && isAlive(identity)).toBe(true);
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await gone;
    expect(identity !== undefined && isAlive(identity)).toBe(false);
  });

  it('is not that of another process with the same id', () => {
    expect(isAlive({ pid: process.pid, born: 'long ago' })).toBe(false);
  });
});
