import { createHash } from 'node:crypto';
import { carriedStanding } from '../db/commands/carry.ts';
import { rule, type Bench } from '../db/commands/rule.ts';
import type { PerformInput, Standing, StandInput } from '../workflows/contract/standing.ts';

export type RecordActivities = ReturnType<typeof createRecordActivities>;

/** The activities by which a case's workflow reads and rules the record. All are idempotent: they may run twice. */
export function createRecordActivities(bench: Bench) {
  return {
    /** Rules the moments that are due, marks the case's agenda as carried, and tells where the case stands. */
    async stand({ caseId, now }: StandInput): Promise<Standing> {
      const standing = await carriedStanding(bench.sql, caseId, now);
      if (!standing.due) return standing.standing;
      await rule(bench, {
        commandId: `clock/${caseId}/${standing.standing.soonest?.at ?? now}`,
        caseId,
        actor: { kind: 'clock' },
        request: 'keep-clocks',
        command: () => ({ type: 'keep-clocks' }),
        workflowTime: now,
      });
      return (await carriedStanding(bench.sql, caseId, now)).standing;
    },

    /** Performs duties that are rulings of the record themselves: the recipients' feed is written with the ruling. */
    async performDuties({ caseId, now, duties }: PerformInput): Promise<void> {
      const key = createHash('sha256').update(duties.join(' ')).digest('hex').slice(0, 32);
      await rule(bench, {
        commandId: `duties/${caseId}/${key}`,
        caseId,
        actor: { kind: 'engine' },
        request: duties,
        command: () => ({ type: 'perform-duties', duties: duties.map((id) => ({ id, proof: 'feed' })) }),
        workflowTime: now,
      });
    },
  };
}
