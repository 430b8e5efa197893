import { ruled, type Handler } from '../case/handler.ts';
import type { CaseEvent } from '../case/events.ts';

/** Closes duties with their proof. A duty performed twice by an interrupted engine is recorded once. */
export const performDuties: Handler<'perform-duties'> = {
  stages: ['determination', 'notice', 'list-review', 'listed', 'removal', 'closed'],
  by: ['engine'],
  rule: (state, command) => {
    const open = command.duties.filter(({ id }) => state.duties[id] !== undefined);
    if (open.length === 0) return ruled();
    const sent = open.flatMap(({ id }): CaseEvent[] => {
      const duty = state.duties[id];
      return duty?.kind === 'retract' && duty.recipient !== undefined
        ? [{ type: 'retraction-sent', ref: duty.recipient }]
        : [];
    });
    const retracting = Object.values(state.duties).filter((duty) => duty.kind === 'retract');
    const done = sent.length > 0 && sent.length === retracting.length;
    return ruled(
      { type: 'duties-performed', duties: open },
      ...sent,
      ...(done ? [{ type: 'retractions-sent' as const }] : []),
    );
  },
};
