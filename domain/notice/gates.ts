import { onPrinciple, promises, type Refusal } from '../case/refusal.ts';
import type { CaseState } from '../case/state.ts';

export function noticeSent(state: CaseState): Refusal[] {
  if (state.notice === undefined)
    return [onPrinciple('notice.sent', promises.notice, 'No notice has been sent yet.', ['serve-notice'])];
  if (state.notice.servedOn !== undefined)
    return [
      onPrinciple(
        'notice.once',
        promises.notice,
        `Service was already proven, with effect on ${state.notice.servedOn}.`,
      ),
    ];
  return [];
}

export function noticeServed(state: CaseState): Refusal[] {
  return state.notice?.servedOn === undefined
    ? [
        onPrinciple('notice.served', promises.notice, 'Service of the notice has not been proven.', [
          'prove-service',
        ]),
      ]
    : [];
}
