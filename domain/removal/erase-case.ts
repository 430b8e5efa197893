import { deriveDeadline } from '../calendar/deadline.ts';
import { unless, type Context, type Handler } from '../case/handler.ts';
import { against, onPrinciple, promises, type Refusal } from '../case/refusal.ts';
import type { CaseState } from '../case/state.ts';
import { plainPeriod } from '../regime/plain-period.ts';

/** Ends the keeping of a closed case when its retention is over: personal data are erased, or the case is archived. */
export const eraseCase: Handler<'erase-case'> = {
  stages: ['closed'],
  by: ['supervisor', 'administrator'],
  records: 'case-erased',
  ready: retained,
  rule: (state, _command, context) =>
    unless(retained(state, context), () => [
      { type: 'case-erased', afterwards: context.pack.retention.afterwards },
    ]),
};

function retained(state: CaseState, { pack, calendars, today }: Context): Refusal[] {
  if (state.erasedAt !== undefined)
    return [onPrinciple('retention', promises.law, `The case was erased or archived on ${state.erasedAt}.`)];
  const law = pack.retention;
  const from =
    law.from === 'conduct-ended' ? (state.determination?.conductOn ?? state.closedAt) : state.closedAt;
  if (from === undefined) return [];
  const kept = deriveDeadline({ rule: plainPeriod(pack, law), from }, calendars);
  return kept.kind === 'deadline' && kept.due !== null && today <= kept.due
    ? [against('retention', law, `The case is kept until the end of ${kept.due}.`, [`After ${kept.due}.`])]
    : [];
}
