import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { platform } from 'node:os';
import { z } from 'zod';

/** A process id alone may be reused; together with the moment the process was born it names one process only. */
export const processIdentity = z.object({ pid: z.int().positive(), born: z.string().min(1) });
export type ProcessIdentity = Readonly<z.infer<typeof processIdentity>>;

const readLinux = (pid: number): string | undefined => {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The command name stands in brackets and may hold anything, so fields are counted from its end.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const [state, startTime] = [fields[0], fields[19]];
    if (state === 'Z' || state === 'X' || startTime === undefined) return undefined;
    return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()}/${startTime}`;
  } catch {
    return undefined;
  }
};

const readPs = (pid: number): string | undefined => {
  try {
    const line = execFileSync('ps', ['-o', 'stat=,lstart=', '-p', String(pid)], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const [state = '', ...born] = line.trim().split(/\s+/u);
    return state === '' || state.startsWith('Z') ? undefined : born.join(' ');
  } catch {
    return undefined;
  }
};

/** The identity of the process that has this id now; `undefined` when none is alive. */
export const identify = (pid: number): ProcessIdentity | undefined => {
  const born = platform() === 'linux' ? readLinux(pid) : readPs(pid);
  return born === undefined ? undefined : { pid, born };
};

/** Whether exactly this process, and not a later one with its id, is alive. */
export const isAlive = (process: ProcessIdentity): boolean => identify(process.pid)?.born === process.born;

/** Sends a signal; a process that has just gone is no failure. */
export const signalProcess = (pid: number, signal: NodeJS.Signals): void => {
  try {
    process.kill(pid, signal);
  } catch (thrown) {
    if (!(thrown instanceof Error && 'code' in thrown && thrown.code === 'ESRCH')) throw thrown;
  }
};
