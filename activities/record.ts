import { carriedStanding } from '../db/commands/carry.ts';
import { rule, type Asked, type Bench } from '../db/commands/rule.ts';
import type { PerformInput, Standing, StandInput } from '../workflows/contract/standing.ts';

export type RecordActivities = ReturnType<typeof createRecordActivities>;

/** The activities by which a case's workflow reads and rules the record. All are idempotent: they may run twice. */
export function createRecordActivities(bench: Bench) {
  // The workflow would ask the same again at once; an error lets it ask later, and shows where operators look.
  const ruled = async (asked: Asked): Promise<void> => {
    const result = await rule(bench, asked);
    if (result.kind !== 'ruled') throw new Error(`${asked.commandId} was not ruled: ${result.kind}`);
  };

  const stand = async ({ caseId, now }: StandInput): Promise<Standing> => {
    const found = await carriedStanding(bench.sql, caseId, now);
    if (!found.due) return found.standing;
    await ruled({
      // Counted by the record: the same moment may have to be ruled again after its clock was changed.
      commandId: `clock/${caseId}/${found.standing.seq}`,
      caseId,
      actor: { kind: 'clock' },
      request: 'keep-clocks',
      command: () => ({ type: 'keep-clocks' }),
      ...(now !== null && { workflowTime: now }),
    });
    return (await carriedStanding(bench.sql, caseId, now)).standing;
  };

  return {
    /** Rules the moments that are due, marks the case's agenda as carried, and tells where the case stands. */
    stand,

    /**
     * Performs duties that are rulings of the record themselves (the recipients' feed is written with the ruling), and
     * tells where the case stands then.
     */
    async performDuties({ caseId, seq, now, duties }: PerformInput): Promise<Standing> {
      await ruled({
        commandId: `duties/${caseId}/${seq}`,
        caseId,
        actor: { kind: 'engine' },
        request: duties,
        command: () => ({ type: 'perform-duties', duties: duties.map((id) => ({ id, proof: 'feed' })) }),
        workflowTime: now,
      });
      return stand({ caseId, now });
    },
  };
}
