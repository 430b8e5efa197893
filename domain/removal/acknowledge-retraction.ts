import { unless, type Handler } from '../case/handler.ts';
import { onPrinciple, promises, type Refusal } from '../case/refusal.ts';
import type { CaseEvent } from '../case/events.ts';
import type { CaseState } from '../case/state.ts';

/** A recipient confirms that its copy is gone. A late confirmation is still taken after the case is closed. */
export const acknowledgeRetraction: Handler<'acknowledge-retraction'> = {
  stages: ['removal', 'closed'],
  by: ['recipient'],
  records: 'retraction-acknowledged',
  rule: (state, command, { actor }) => {
    const refusals: Refusal[] = [];
    const standing = state.removal?.recipients[command.recipient];
    if (standing === undefined)
      refusals.push(
        onPrinciple(
          'removal.recipient',
          promises.recipients,
          `"${command.recipient}" did not receive this entry.`,
        ),
      );
    else if (standing.acknowledgedAt !== undefined)
      refusals.push(
        onPrinciple(
          'removal.acknowledged',
          promises.recipients,
          `"${command.recipient}" acknowledged on ${standing.acknowledgedAt}.`,
        ),
      );
    else if (standing.retractedAt === undefined)
      refusals.push(
        onPrinciple(
          'removal.retracted',
          promises.recipients,
          `The retraction has not been sent to "${command.recipient}" yet.`,
        ),
      );
    if (actor.kind === 'person' && actor.recipient !== command.recipient)
      refusals.push(
        onPrinciple('removal.recipient', promises.recipients, 'A recipient acknowledges for itself only.'),
      );
    return unless(refusals, () => [
      { type: 'retraction-acknowledged', ref: command.recipient, evidence: command.evidence },
      ...closing(state, command.recipient, 'acknowledged'),
    ]);
  },
};

/** Closes the case when `settled` was the last recipient that had neither acknowledged nor been escalated. */
export function closing(state: CaseState, settled: string, how: 'acknowledged' | 'escalated'): CaseEvent[] {
  if (state.stage !== 'removal' || state.removal === undefined) return [];
  const others = Object.entries(state.removal.recipients).filter(([id]) => id !== settled);
  if (others.some(([, each]) => each.acknowledgedAt === undefined && each.escalatedAt === undefined))
    return [];
  const unacknowledged = [
    ...(how === 'escalated' ? [settled] : []),
    ...others.filter(([, each]) => each.acknowledgedAt === undefined).map(([id]) => id),
  ];
  return [{ type: 'case-closed', outcome: state.removal.cause, unacknowledged }];
}
