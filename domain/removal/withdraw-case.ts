import { ruled, type Handler } from '../case/handler.ts';
import { beginRemoval } from './begin-removal.ts';

/** The authority withdraws its case, with reasons; an entry that stands is removed like any other. */
export const withdrawCase: Handler<'withdraw-case'> = {
  stages: ['determination', 'notice', 'list-review', 'listed'],
  by: ['caseworker', 'supervisor'],
  rule: (state, _command, context) =>
    state.stage === 'listed'
      ? ruled(...beginRemoval(state, 'withdrawn', context))
      : ruled({ type: 'case-closed', outcome: 'withdrawn', unacknowledged: [] }),
};
