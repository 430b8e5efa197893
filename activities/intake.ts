import { Context } from '@temporalio/activity';
import { judgeIntake } from '../db/commands/intake-judge.ts';
import { finishIntake, takeOver } from '../db/commands/intake-take-over.ts';
import type { Bench } from '../db/commands/rule.ts';
import type { Mapping } from '../domain/intake/mapping.ts';
import type { CaseIntakeInput, TakenOver } from '../workflows/contract/case-intake.ts';

export type IntakeActivities = ReturnType<typeof createIntakeActivities>;

const BATCH = 250;
const CALL_MS = 60_000;
const HEARTBEAT_MS = 3_000;

/** What brings a list in. All are idempotent: what a lost worker has committed is found done, what it has not is not. */
export function createIntakeActivities(bench: Bench, mappings: (name: string) => Mapping | undefined) {
  return {
    /** Reads the file and judges its lines, unless that is done. */
    async judgeLines({ importId }: CaseIntakeInput): Promise<void> {
      const context = Context.current();
      const beating = setInterval(() => context.heartbeat(), HEARTBEAT_MS);
      try {
        await judgeIntake(bench, mappings, importId);
      } finally {
        clearInterval(beating);
      }
    },

    /** Takes over what stands, for about a minute; the workflow then asks again. */
    async takeOverLines({ importId }: CaseIntakeInput): Promise<TakenOver> {
      const context = Context.current();
      const until = Date.now() + CALL_MS;
      let lines = 0;
      while (Date.now() < until) {
        context.heartbeat(lines);
        const dealtWith = await takeOver(bench, importId, BATCH);
        if (dealtWith === 0) return { lines, done: true };
        lines += dealtWith;
      }
      return { lines, done: false };
    },

    async finishIntake({ importId }: CaseIntakeInput): Promise<void> {
      await finishIntake(bench, importId);
    },
  };
}
