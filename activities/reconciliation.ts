import type { Client } from '@temporalio/client';
import { Context } from '@temporalio/activity';
import { forgetCarried, uncarried, type Uncarried } from '../db/commands/carry.ts';
import type { Bench } from '../db/commands/rule.ts';
import { sweep } from '../db/commands/sweep.ts';
import { wakeCase } from '../workflows/contract/wake-case.ts';

export type ReconciliationActivities = ReturnType<typeof createReconciliationActivities>;

const BATCH = 500;
const AT_ONCE = 20;
const RELAY_AFTER_SECONDS = 1;
const PAUSE_MS = 1_000;
const ROUND_MS = 10 * 60 * 1_000;
/** A case that was told and has not read yet is waiting its turn: telling it each second would only make that longer. */
const TOLD_AGAIN_MS = 10_000;
/** Less than the heartbeat's limit: the waking of one batch is the longest that passes without one. */
const WAKE_LIMIT_MS = 5_000;

/** The relay of wake-ups and the sweep of clocks past due. */
export function createReconciliationActivities(bench: Bench, client: Client, taskQueue: string) {
  return {
    async forgetCarried(): Promise<void> {
      await forgetCarried(bench.sql);
    },

    /** Relays and sweeps, round after round, for some minutes; the workflow then asks again. */
    async reconcile(): Promise<void> {
      const context = Context.current();
      const relay = relayOf(bench, client, taskQueue);
      const stuck = new Map<string, string>();
      const until = Date.now() + ROUND_MS;
      while (Date.now() < until) {
        context.heartbeat();
        // A full batch means that more is waiting: go on at once.
        const swept = await sweep(bench, BATCH, [...stuck.keys()]);
        for (const { caseId, reason } of swept.stuck) {
          stuck.set(caseId, reason);
          context.log.error('a case is due and cannot be ruled', { caseId, reason });
        }
        const relayed = await relay();
        if (swept.ruled < BATCH && relayed < BATCH) await context.sleep(PAUSE_MS);
      }
    },
  };
}

/** Goes through the cases that wait for their wake-up, a batch at each call, and tells their workflows. */
function relayOf(bench: Bench, client: Client, taskQueue: string): () => Promise<number> {
  const { log, heartbeat } = Context.current();
  const told = new Map<string, number>();
  let after = '';
  return async () => {
    const waiting = await uncarried(bench.sql, { seconds: RELAY_AFTER_SECONDS, after, most: BATCH });
    after = waiting.length < BATCH ? '' : (waiting.at(-1)?.id ?? '');
    const now = Date.now();
    for (const [key, at] of told) if (now - at >= TOLD_AGAIN_MS) told.delete(key);
    const untold = waiting.filter((each) => !told.has(keyOf(each)));
    for (let first = 0; first < untold.length; first += AT_ONCE) {
      heartbeat();
      const awake = await Promise.all(
        untold.slice(first, first + AT_ONCE).map(async (each) => {
          told.set(keyOf(each), now);
          try {
            await wakeCase(client, taskQueue, each, WAKE_LIMIT_MS);
            return true;
          } catch (error) {
            const reason = error instanceof Error ? error.message : 'unknown';
            log.warn('a case was told and did not wake', { caseId: each.id, reason });
            return false;
          }
        }),
      );
      // What is due must not wait for workflows that do not wake: the others are told after the next sweep.
      if (awake.includes(false)) break;
    }
    return untold.length;
  };
}

const keyOf = ({ id, version }: Uncarried): string => `${id}/${version}`;
