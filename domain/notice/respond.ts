import { unless, type Handler } from '../case/handler.ts';
import { against, onPrinciple, promises, type Refusal } from '../case/refusal.ts';
import { noticeServed } from './gates.ts';

/** The subject's statement or defence. Received after the window it is still taken while the record is open. */
export const respond: Handler<'respond'> = {
  stages: ['notice'],
  by: ['subject', 'caseworker'],
  records: 'response-received',
  ready: (state) => noticeServed(state),
  rule: (state, { statement, nature }) =>
    unless(noticeServed(state), () => [{ type: 'response-received', statement, nature }]),
};

/** The subject waives the response, expressly; nobody else can do it for the subject. */
export const waiveResponse: Handler<'waive-response'> = {
  stages: ['notice'],
  by: ['subject'],
  records: 'response-waived',
  ready: (state, { pack }) =>
    pack.notice.waiver.allowed
      ? noticeServed(state)
      : [
          against(
            'notice.waiver',
            pack.notice.waiver,
            'The regime does not allow the response to be waived.',
          ),
        ],
  rule: (state, _command, context) => {
    const refusals = waiveResponse.ready?.(state, context) ?? [];
    return unless(refusals, () => [{ type: 'response-waived' }]);
  },
};

/** The authority examines one response and answers it point by point; an unanswered response bars the decision. */
export const considerResponse: Handler<'consider-response'> = {
  stages: ['notice', 'list-review'],
  by: ['caseworker', 'reviewer'],
  records: 'response-considered',
  rule: (state, command) => {
    const refusals: Refusal[] = [];
    const response = state.responses[command.response];
    if (response === undefined)
      refusals.push(
        onPrinciple('response.unknown', promises.notice, `There is no response number ${command.response}.`),
      );
    else if (response.considered)
      refusals.push(
        onPrinciple(
          'response.considered',
          promises.notice,
          `Response ${command.response} was answered already.`,
        ),
      );
    return unless(refusals, () => [
      { type: 'response-considered', response: command.response, answer: command.answer },
    ]);
  },
};
