import type { Client } from '@temporalio/client';
import { Context } from '@temporalio/activity';
import { forgetCarried, uncarried } from '../db/commands/carry.ts';
import type { Bench } from '../db/commands/rule.ts';
import { sweep } from '../db/commands/sweep.ts';
import { wakeCase } from '../workflows/contract/wake-case.ts';

export type ReconciliationActivities = ReturnType<typeof createReconciliationActivities>;

const BATCH = 500;
const AT_ONCE = 20;
const RELAY_AFTER_SECONDS = 1;
const PAUSE_MS = 1_000;
const ROUND_MS = 10 * 60 * 1_000;

/** The relay of wake-ups and the sweep of clocks past due. */
export function createReconciliationActivities(bench: Bench, client: Client, taskQueue: string) {
  return {
    async forgetCarried(): Promise<void> {
      await forgetCarried(bench.sql);
    },

    /** Relays and sweeps, round after round, for some minutes; the workflow then asks again. */
    async reconcile(): Promise<void> {
      const context = Context.current();
      const until = Date.now() + ROUND_MS;
      while (Date.now() < until) {
        context.heartbeat();
        // A full batch means that more is waiting: go on at once.
        const swept = await sweep(bench, BATCH);
        const relayed = await relay(bench, client, taskQueue);
        if (swept < BATCH && relayed < BATCH) await context.sleep(PAUSE_MS);
      }
    },
  };
}

async function relay(bench: Bench, client: Client, taskQueue: string): Promise<number> {
  const waiting = await uncarried(bench.sql, RELAY_AFTER_SECONDS, BATCH);
  for (let first = 0; first < waiting.length; first += AT_ONCE)
    await Promise.all(waiting.slice(first, first + AT_ONCE).map((each) => wakeCase(client, taskQueue, each)));
  return waiting.length;
}
