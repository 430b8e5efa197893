import type { CaseEvent } from '../case/events.ts';
import { interimEnded } from '../measures/interim.ts';
import type { CaseState, CivilDate, Duty, Outcome } from '../case/state.ts';

/**
 * Ends a case, in whatever stage it is. An entry is taken off with this ruling, also one that was sent back for a new
 * decision, and everybody who holds a copy is owed its retraction; without an entry nothing is left to do. An interim
 * measure ends with the case.
 */
export function endCase(state: CaseState, outcome: Outcome, since?: CivilDate): CaseEvent[] {
  const closed: CaseEvent = { type: 'case-closed', outcome, unacknowledged: [] };
  const { entry } = state;
  const interim = interimEnded(state, 'case-ended');
  if (entry === undefined) return [...interim, closed];
  const began: CaseEvent = {
    type: 'removal-began',
    cause: outcome,
    recipients: entry.delivered,
    ...(since && { since }),
  };
  if (entry.delivered.length === 0) return [...interim, began, closed];
  const duties = [
    ...owedTo(state, 'retract'),
    ...(unfounded.includes(outcome) ? owedTo(state, 'restore') : []),
  ];
  return [...interim, began, { type: 'duties-opened', duties }];
}

/** Outcomes by which an entry should never have stood: whoever had a copy is told so, not only to take it off. */
const unfounded: readonly Outcome[] = ['basis-fell', 'annulled', 'mistaken-identity'];

/** Restores the reputation of a subject whose entry was taken off before it turned out that it had no basis. */
export function restoring(state: CaseState): CaseEvent[] {
  const duties = owedTo(state, 'restore');
  return duties.length > 0 ? [{ type: 'duties-opened', duties }] : [];
}

function owedTo({ entry, removal }: CaseState, kind: 'retract' | 'restore'): Duty[] {
  const holders = removal ? Object.keys(removal.recipients) : (entry?.delivered ?? []);
  return holders.map((recipient) => ({ id: `${entry?.id ?? ''}.${kind}.${recipient}`, kind, recipient }));
}
