import { unless, type Handler } from '../case/handler.ts';
import { against, onPrinciple, promises, type Refusal } from '../case/refusal.ts';
import type { CaseState } from '../case/state.ts';
import type { Context } from '../case/handler.ts';
import { noticeServed } from './gates.ts';

/** Closes the record before its window ends: only when the subject has spoken or has waived. */
export const closeRecord: Handler<'close-record'> = {
  stages: ['notice'],
  by: ['caseworker'],
  records: 'record-closed',
  ready,
  rule: (state, _command, context) =>
    unless(ready(state, context), () => [
      { type: 'record-closed', how: state.waivedAt === undefined ? 'responded' : 'waived' },
    ]),
};

/** Whether the subject has answered the notice that counts. */
export function hasAnswered({ responses }: CaseState): boolean {
  return responses.some(({ toEarlierNotice }) => !toEarlierNotice);
}

function ready(state: CaseState, { pack }: Context): Refusal[] {
  const refusals = noticeServed(state);
  if (state.hearing && state.hearing.heldAt === undefined)
    refusals.push(
      onPrinciple('notice.hearing', promises.notice, 'A hearing was requested and has not been held.', [
        'notice-hearing',
        'hold-hearing',
      ]),
    );
  if (refusals.length > 0 || state.waivedAt !== undefined || hasAnswered(state)) return refusals;
  const window = Object.values(state.clocks).find((clock) => clock.effect === 'record-closes');
  return [
    against(
      'notice.response',
      pack.notice.required,
      `The subject may still respond${window?.due ? `, until the end of ${window.due}` : ''}.`,
      ['Wait for the response, an express waiver, or the end of the window.'],
    ),
  ];
}
