import { deriveDeadline } from '../calendar/deadline.ts';
import type { CaseEvent } from '../case/events.ts';
import type { Context } from '../case/handler.ts';
import type { CaseState, CivilDate, Duty } from '../case/state.ts';
import type { Bound, Pack, Recipient } from '../regime/pack.ts';
import { plainPeriod } from '../regime/plain-period.ts';

/** The entry is owed to every recipient the catalogue names, and to nobody else, once what the regime waits for is there. */
export function deliveryOwed(
  state: CaseState,
  context: Context,
  upon: Pack['delivery']['upon'],
): CaseEvent[] {
  const { pack } = context;
  if (upon !== pack.delivery.upon) return [];
  const duties = pack.recipients
    .filter((recipient) => receives(recipient, state, context))
    .map(({ id }): Duty => ({
      // A new decision on the same entry is delivered again.
      id: `${state.entry?.id ?? state.caseId}.deliver.${id}.${state.seq}`,
      kind: 'deliver',
      recipient: id,
    }));
  return duties.length > 0 ? [{ type: 'duties-opened', duties }] : [];
}

/** Whether the entry lasts long enough, and rests on conduct recent enough, for a recipient that takes no other. */
function receives({ onlyIf }: Recipient, state: CaseState, context: Context): boolean {
  if (onlyIf === undefined) return true;
  const { entry, determination, clocks } = state;
  const conduct = determination?.conductOn ?? null;
  if (entry === undefined || conduct === null) return false;
  const term = Object.values(clocks).find(
    ({ effect }) => effect === 'term-ends' || effect === 'minimum-ends',
  );
  const from = term?.from.slice(0, 10) ?? entry.from;
  const lasts = term?.due == null || term.due > after(from, onlyIf.longerThan, context);
  return lasts && entry.from <= after(conduct, onlyIf.conductWithin, context);
}

function after(from: CivilDate, bound: Bound, { pack, calendars }: Context): CivilDate {
  const derived = deriveDeadline({ rule: plainPeriod(pack, bound), from }, calendars);
  return derived.kind === 'deadline' ? (derived.due ?? '9999-12-31') : '9999-12-31';
}
