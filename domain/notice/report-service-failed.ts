import { unless, type Handler } from '../case/handler.ts';
import { onPrinciple, promises, type Refusal } from '../case/refusal.ts';
import type { CaseState } from '../case/state.ts';
import { noticeSent } from './gates.ts';

/** The notice, or later the decision, came back: service is open again, and no clock of the subject has started. */
export const reportServiceFailed: Handler<'report-service-failed'> = {
  stages: ['notice', 'list-review', 'listed'],
  by: ['caseworker', 'engine'],
  records: 'service-failed',
  ready: sent,
  rule: (state, command) =>
    unless(sent(state), () => [
      // Once the record is closed the notice has been served: what comes back then is the decision.
      {
        type: 'service-failed',
        of: state.stage === 'notice' ? 'notice' : 'decision',
        method: (state.stage === 'notice' ? state.notice : state.decisionService)?.method ?? '',
        evidence: command.evidence,
        reason: command.reason,
      },
    ]),
};

function sent(state: CaseState): Refusal[] {
  if (state.stage === 'notice') return noticeSent(state);
  return state.decisionService === undefined || state.decisionService.servedOn !== undefined
    ? [
        onPrinciple('review.decision', promises.notice, 'No decision waits for proof of its service.', [
          'serve-decision',
        ]),
      ]
    : [];
}
