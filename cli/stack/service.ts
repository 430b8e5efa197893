import { spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync, renameSync, statSync } from 'node:fs';
import { StackFailure } from './failure.ts';
import { identify, isAlive, signalProcess, type ProcessIdentity } from './process-identity.ts';
import { waitFor } from './wait.ts';

const LOG_LIMIT_BYTES = 10 * 1024 * 1024;

export type ServiceOptions = {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  readonly logFile: string;
  readonly cwd?: string;
  readonly uid?: number;
  readonly gid?: number;
  /** Asked again and again until it answers; gets what the process has written since it started. */
  readonly ready: (output: () => string) => Promise<boolean> | boolean;
  readonly readyLimitMs: number;
  /** Gives up the start. */
  readonly signal?: AbortSignal;
  /** Told before the wait for readiness, so that a record of the process exists from its first moment. */
  readonly onSpawn?: (identity: ProcessIdentity) => void;
};

export type Exit = { readonly code: number | null; readonly signal: NodeJS.Signals | null };

export type Service = {
  readonly name: string;
  readonly identity: ProcessIdentity;
  readonly logFile: string;
  /** Settles when the process is gone, however it went. */
  readonly gone: Promise<Exit>;
};

/** How a process is asked to end, how long it may take, and what it gets when it has not. */
export type Ending = {
  readonly signal: NodeJS.Signals;
  readonly limitMs: number;
  readonly force: NodeJS.Signals;
};

const rotate = (logFile: string): void => {
  if (existsSync(logFile) && statSync(logFile).size > LOG_LIMIT_BYTES) renameSync(logFile, `${logFile}.1`);
};

const lastLines = (text: string, count: number): string =>
  text.trimEnd().split('\n').slice(-count).join('\n');

/** How an ended process is spoken of. */
export const describeExit = (exit: Exit): string =>
  exit.signal === null ? `ended with code ${exit.code ?? 'unknown'}` : `was ended by ${exit.signal}`;

/**
 * Starts a process that outlives neither `stop` nor the next start of the stack, and waits until it is ready.
 * Its output goes straight to its log file, so it never depends on this process reading a pipe. It is the leader of a
 * process group of its own: Ctrl-C in a terminal reaches this process only, which then stops all in order.
 */
export const startService = async (options: ServiceOptions): Promise<Service> => {
  rotate(options.logFile);
  const log = openSync(options.logFile, 'a', 0o600);
  const offset = statSync(options.logFile).size;
  const output = () => readFileSync(options.logFile).subarray(offset).toString('utf8');

  const child = spawn(options.command, options.args, {
    env: options.env,
    stdio: ['ignore', log, log],
    detached: true,
    ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
    ...(options.uid === undefined ? {} : { uid: options.uid }),
    ...(options.gid === undefined ? {} : { gid: options.gid }),
  });
  let ended: Exit | undefined;
  const gone = new Promise<Exit>((resolve) => {
    child.once('exit', (code, signal) => {
      ended = { code, signal };
      resolve(ended);
    });
  });
  try {
    await new Promise<void>((resolve, reject) => {
      child.once('spawn', resolve);
      child.once('error', reject);
    });
  } catch (thrown) {
    throw new StackFailure(`${options.name} could not be started: ${String(thrown)}`, { cause: thrown });
  } finally {
    closeSync(log);
  }

  const failed = (what: string) =>
    new StackFailure(
      `${options.name} ${what}; its last words (all in ${options.logFile}):\n${lastLines(output(), 20)}`,
    );
  const identity = child.pid === undefined ? undefined : identify(child.pid);
  if (identity === undefined) throw failed('ended at once');
  options.onSpawn?.(identity);

  try {
    await waitFor(
      async () => {
        if (ended !== undefined) throw failed(`${describeExit(ended)} before it was ready`);
        return (await options.ready(output)) ? true : undefined;
      },
      {
        expected: `${options.name} was not ready`,
        limitMs: options.readyLimitMs,
        ...(options.signal === undefined ? {} : { signal: options.signal }),
      },
    );
  } catch (thrown) {
    if (ended !== undefined) throw thrown;
    const unready = failed(`was not ready within ${options.readyLimitMs / 1000} seconds`);
    signalProcess(identity.pid, 'SIGKILL');
    await gone;
    throw unready;
  }
  return { name: options.name, identity, logFile: options.logFile, gone };
};

/**
 * Ends a process, ours or one that an earlier run left behind, and returns when it is gone. Answers whether it was
 * alive; a later process with the same id is left alone.
 */
export const stopProcess = async (target: ProcessIdentity, ending: Ending): Promise<boolean> => {
  const gone = () => (isAlive(target) ? undefined : true);
  if (gone()) return false;
  signalProcess(target.pid, ending.signal);
  try {
    await waitFor(gone, { expected: 'It did not end', limitMs: ending.limitMs });
  } catch {
    signalProcess(target.pid, ending.force);
    await waitFor(gone, { expected: `Process ${target.pid} did not end`, limitMs: 10_000 });
  }
  return true;
};
