import { Context } from '@temporalio/activity';
import { applyChange, finishChange } from '../db/commands/change-apply.ts';
import { findLate, previewChange } from '../db/commands/change-preview.ts';
import { changeRow } from '../db/commands/change-rows.ts';
import type { Bench } from '../db/commands/rule.ts';
import type {
  ChangeProgress,
  ChangeStanding,
  RegimeChangeInput,
} from '../workflows/contract/regime-change.ts';

export type RegimeChangeActivities = ReturnType<typeof createRegimeChangeActivities>;

const LOOKED_AT_ONCE = 250;
const CHANGED_AT_ONCE = 250;
const CALL_MS = 30_000;
const SECOND = 1_000;

/** What carries a change through the live cases. All are idempotent: what a lost worker has committed is found done. */
export function createRegimeChangeActivities(bench: Bench, refreshCalendars: () => Promise<void>) {
  return {
    /** Looks at live cases for some seconds; the workflow then asks again. */
    async previewCases({ changeId }: RegimeChangeInput): Promise<ChangeProgress> {
      const context = Context.current();
      await refreshCalendars();
      const until = Date.now() + CALL_MS;
      let cases = 0;
      while (Date.now() < until) {
        context.heartbeat(cases);
        const done = await previewChange(bench, changeId, LOOKED_AT_ONCE);
        if (done) return { cases, done };
        cases += LOOKED_AT_ONCE;
      }
      return { cases, done: false };
    },

    async standOfChange({ changeId }: RegimeChangeInput): Promise<ChangeStanding> {
      const row = await changeRow(bench.sql, changeId);
      return { status: row?.status ?? 'withdrawn' };
    },

    /** Applies it for some seconds, no faster than it was proposed with, and then to whatever has come up meanwhile. */
    async applyToCases({ changeId }: RegimeChangeInput): Promise<ChangeProgress> {
      const context = Context.current();
      await refreshCalendars();
      const rate = (await changeRow(bench.sql, changeId))?.per_second ?? CHANGED_AT_ONCE;
      const batch = Math.min(rate, CHANGED_AT_ONCE);
      const began = Date.now();
      let cases = 0;
      while (Date.now() - began < CALL_MS) {
        context.heartbeat(cases);
        const changed = await applyChange(bench, changeId, batch);
        cases += changed;
        if (changed === 0 && (await addLate(bench, changeId)) === 0) return { cases, done: true };
        const ahead = (cases / rate) * SECOND - (Date.now() - began);
        if (ahead > 0) await context.sleep(ahead);
      }
      return { cases, done: false };
    },

    async finishChange({ changeId }: RegimeChangeInput): Promise<void> {
      await finishChange(bench, changeId);
    },
  };
}

async function addLate(bench: Bench, changeId: string): Promise<number> {
  let total = 0;
  for (let from: string | null = ''; from !== null;) {
    const { added, after }: { added: number; after: string | null } = await findLate(bench, changeId, {
      after: from,
      most: LOOKED_AT_ONCE,
    });
    total += added;
    from = after;
    Context.current().heartbeat();
  }
  return total;
}
