import { ruled, type Handler } from '../case/handler.ts';
import { endCase } from './end-case.ts';

/** The authority withdraws its case, with reasons; an entry is removed like any other. */
export const withdrawCase: Handler<'withdraw-case'> = {
  stages: ['determination', 'notice', 'list-review', 'listed'],
  by: ['caseworker', 'supervisor'],
  rule: (state) => ruled(...endCase(state, 'withdrawn')),
};
