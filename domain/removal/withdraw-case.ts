import { unless, type Context, type Handler } from '../case/handler.ts';
import { onPrinciple, promises, type Refusal } from '../case/refusal.ts';
import type { CaseState } from '../case/state.ts';
import { endCase } from './end-case.ts';

/** The authority withdraws its case, with reasons; an entry is removed like any other. */
export const withdrawCase: Handler<'withdraw-case'> = {
  stages: ['determination', 'notice', 'list-review', 'listed'],
  by: ['caseworker', 'supervisor'],
  records: 'case-withdrawn',
  ready: bySupervisor,
  rule: (state, { reasons }, context) =>
    unless(bySupervisor(state, context), () => [
      { type: 'case-withdrawn', reasons },
      ...endCase(state, 'withdrawn'),
    ]),
};

/** Where giving a case up takes an entry off, that is not for those whose work it is to list. */
export function bySupervisor({ entry }: CaseState, { actor }: Context): Refusal[] {
  return entry === undefined || actor.kind !== 'person' || actor.roles.includes('supervisor')
    ? []
    : [
        onPrinciple('withdrawal', promises.persons, 'An entry stands; a supervisor decides that it goes.', [
          'The same act by a supervisor who had no part in the listing.',
        ]),
      ];
}
