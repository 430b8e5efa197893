import { ruled, type Handler } from '../case/handler.ts';
import type { CaseEvent } from '../case/events.ts';
import { interimRef } from '../measures/interim.ts';
import { liftingRef } from '../measures/measure-acts.ts';

/** Closes duties with their proof. A duty performed twice by an interrupted engine is recorded once. */
export const performDuties: Handler<'perform-duties'> = {
  stages: ['determination', 'notice', 'list-review', 'listed', 'removal', 'closed'],
  by: ['engine'],
  rule: (state, command) => {
    const open = command.duties.filter(({ id }) => state.duties[id] !== undefined);
    if (open.length === 0) return ruled();
    const sent = open.flatMap(({ id }): CaseEvent[] => {
      const { kind, recipient, measure, interim } = state.duties[id] ?? {};
      if (recipient === undefined) return [];
      if (interim)
        return [
          {
            type: 'interim-measure-told',
            ref: interimRef(recipient),
            what: kind === 'apply' ? 'applied' : 'lifted',
          },
        ];
      if (kind === 'lift' && measure !== undefined)
        return [{ type: 'lifting-sent', ref: liftingRef(measure, recipient) }];
      return kind === 'retract' ? [{ type: 'retraction-sent', ref: recipient }] : [];
    });
    const retracting = Object.values(state.duties).filter((duty) => duty.kind === 'retract');
    const retracted = sent.filter(({ type }) => type === 'retraction-sent').length;
    const done = retracted > 0 && retracted === retracting.length;
    const performed = new Set(open.map(({ id }) => id));
    const [delivering, delivered] = [false, true].map((done) =>
      Object.values(state.duties).some(({ id, kind }) => kind === 'deliver' && performed.has(id) === done),
    );
    return ruled(
      { type: 'duties-performed', duties: open },
      ...(delivered && !delivering ? [{ type: 'deliveries-made' as const }] : []),
      ...sent,
      ...(done ? [{ type: 'retractions-sent' as const }] : []),
    );
  },
};
