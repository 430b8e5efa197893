import type { CaseEvent } from '../case/events.ts';
import type { Context } from '../case/handler.ts';
import type { CaseState, Duty, RemovalCause } from '../case/state.ts';

/** Takes an entry off: publication stops with this ruling, and every recipient that got a copy is owed a retraction. */
export function beginRemoval(state: CaseState, cause: RemovalCause, _context: Context): CaseEvent[] {
  const holders = state.entry?.delivered ?? [];
  const began: CaseEvent = { type: 'removal-began', cause, recipients: holders };
  if (holders.length === 0) return [began, { type: 'case-closed', outcome: cause, unacknowledged: [] }];
  const duties = holders.map((recipient): Duty => ({
    id: `${state.entry?.id ?? state.caseId}.retract.${recipient}`,
    kind: 'retract',
    recipient,
  }));
  return [began, { type: 'duties-opened', duties }];
}
