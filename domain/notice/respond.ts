import { unless, type Handler } from '../case/handler.ts';
import { against, onPrinciple, promises, type Refusal } from '../case/refusal.ts';
import type { CaseState } from '../case/state.ts';
import { noticeServed } from './gates.ts';
import { postedFor, responseWindow } from './posted.ts';

/**
 * The subject's statement or defence. After the window it is still taken while no decision has been made, and it is
 * examined like any other; no time begins anew by it. Where it was posted in time, the record says so.
 */
export const respond: Handler<'respond'> = {
  stages: ['notice', 'list-review'],
  by: ['subject', 'caseworker'],
  records: 'response-received',
  ready: undecided,
  rule: (state, { statement, points, nature, posted }, context) => {
    const window = responseWindow(state)?.key ?? 'record-closes';
    const refusals = [
      ...undecided(state),
      ...(posted && state.notice?.servedOn !== undefined ? postedFor(state, window, posted, context) : []),
    ];
    return unless(refusals, () => [
      { type: 'response-received', statement, points, nature, ...(posted && { posted }) },
    ]);
  },
};

/** Why the subject is heard no more, if so: not served yet, or decided. */
export function undecided(state: CaseState): Refusal[] {
  const decided = state.listing !== undefined && state.consent?.status !== 'refused';
  return [
    ...noticeServed(state),
    ...(decided
      ? [
          onPrinciple('response.decided', promises.notice, 'The listing has been decided.', [
            'record-proceeding',
          ]),
        ]
      : []),
  ];
}

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
    else if (command.answers.length !== response.points)
      refusals.push(
        onPrinciple(
          'response.points',
          promises.notice,
          `Response ${command.response} raises ${response.points} point(s); ${command.answers.length} are answered.`,
          ['An answer to each point.'],
        ),
      );
    return unless(refusals, () => [
      { type: 'response-considered', response: command.response, answers: command.answers },
    ]);
  },
};
