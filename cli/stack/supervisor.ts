import { setTimeout as delay } from 'node:timers/promises';
import { reasonOf } from './failure.ts';
import { serviceNames, type ProcessRecord, type ServiceName } from './process-record.ts';
import type { Progress } from './progress.ts';
import { describeExit, stopProcess, type Ending, type Service } from './service.ts';

const SHORTEST_PAUSE_MS = 1000;
const LONGEST_PAUSE_MS = 30_000;
/** Who has run this long before ending is started again without a longer pause than the first. */
const STEADY_MS = 60_000;

export type SupervisorOptions = {
  readonly record: ProcessRecord;
  readonly endings: Readonly<Record<ServiceName, Ending>>;
  readonly progress: Progress;
  /** Whether a service that ends by itself is started again. */
  readonly restarts: boolean;
  /** Aborted by `stop`, and from outside to give up what is being started. */
  readonly stopping: AbortController;
};

export type Supervisor = {
  readonly pids: () => Readonly<Partial<Record<ServiceName, number>>>;
  readonly launch: (name: ServiceName, start: () => Promise<Service>) => Promise<void>;
  readonly halt: (name: ServiceName, signal?: NodeJS.Signals) => Promise<void>;
  /** Ends what a start that was killed has left running. */
  readonly clearAway: () => Promise<void>;
  /** Ends all, those who write before those they write to. */
  readonly stop: () => Promise<void>;
};

/** Keeps the services of one stack running until they are told to end. */
export const createSupervisor = (options: SupervisorOptions): Supervisor => {
  const { record, endings, progress, stopping } = options;
  const running = new Map<ServiceName, Service>();
  const watches = new Set<Promise<void>>();

  const halt = async (name: ServiceName, signal?: NodeJS.Signals): Promise<void> => {
    running.delete(name);
    const identity = record.read()[name];
    if (identity === undefined) return;
    await stopProcess(identity, { ...endings[name], ...(signal === undefined ? {} : { signal }) });
    record.forget(name);
  };

  /* oxlint-disable no-await-in-loop -- below, everything happens one after the other on purpose */

  const startAgain = async (name: ServiceName, start: () => Promise<Service>, failures: number) => {
    for (let attempt = failures; ; attempt += 1) {
      const pauseMs = Math.min(SHORTEST_PAUSE_MS * 2 ** attempt, LONGEST_PAUSE_MS);
      progress.line(`Starting ${name} again in ${pauseMs / 1000} s.`);
      try {
        await delay(pauseMs, undefined, { signal: stopping.signal });
        return { service: await start(), failures: attempt + 1 };
      } catch (thrown) {
        if (stopping.signal.aborted) return undefined;
        progress.line(reasonOf(thrown));
      }
    }
  };

  const watch = async (name: ServiceName, first: Service, start: () => Promise<Service>): Promise<void> => {
    let [service, failures, startedAt] = [first, 0, performance.now()];
    for (;;) {
      const exit = await service.gone;
      if (running.get(name) !== service) return;
      running.delete(name);
      progress.line(`${service.name} ${describeExit(exit)}; see ${service.logFile}`);
      const wasSteady = performance.now() - startedAt > STEADY_MS;
      const next = await startAgain(name, start, wasSteady ? 0 : failures);
      if (next === undefined || stopping.signal.aborted) return halt(name);
      ({ service, failures } = next);
      startedAt = performance.now();
      running.set(name, service);
      progress.line(`${service.name} is up again.`);
    }
  };

  return {
    pids: () => Object.fromEntries([...running].map(([name, service]) => [name, service.identity.pid])),
    launch: async (name, start) => {
      const service = await start();
      running.set(name, service);
      if (options.restarts) watches.add(watch(name, service, start));
    },
    halt,
    clearAway: async () => {
      for (const name of serviceNames) {
        const left = record.read()[name];
        if (left === undefined) continue;
        if (await stopProcess(left, endings[name])) {
          progress.line(
            `Stopped ${name}, left running by an earlier start that was killed (process ${left.pid}).`,
          );
        }
        record.forget(name);
      }
    },
    stop: async () => {
      stopping.abort();
      for (const name of serviceNames) await halt(name);
      await Promise.all(watches);
    },
  };
};
