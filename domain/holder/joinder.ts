import { unless, type Context, type Handler } from '../case/handler.ts';
import { onPrinciple, promises, type Refusal } from '../case/refusal.ts';
import type { CaseState } from '../case/state.ts';
import { endCase } from '../removal/end-case.ts';
import { bySupervisor } from '../removal/withdraw-case.ts';

/** Joins a case to another one about the same subject or on the same instrument; only that one goes on. */
export const joinCase: Handler<'join-case'> = {
  stages: ['determination', 'notice', 'list-review'],
  by: ['caseworker', 'supervisor'],
  records: 'case-joined',
  ready: bySupervisor,
  rule: (state, { into, reasons }, context) =>
    unless([...bySupervisor(state, context), ...joinable(state, into, context)], () => [
      { type: 'case-joined', into, responses: state.responses.length, reasons },
      ...endCase(state, 'joined'),
    ]),
};

function joinable(state: CaseState, into: string, { other }: Context): Refusal[] {
  const refused = (detail: string, lawful: readonly string[] = []): Refusal[] => [
    onPrinciple('join', promises.proportion, detail, lawful),
  ];
  if (into === state.caseId) return refused('A case cannot be joined to itself.');
  if (other?.state.caseId !== into) return refused(`There is no case "${into}".`);
  const { stage, regime, authority, instrument } = other.state;
  if (regime !== state.regime || authority.id !== state.authority.id)
    return refused(`The case "${into}" is of another regime or before another authority.`, ['transfer-case']);
  if (!['determination', 'notice', 'list-review'].includes(stage))
    return refused(`The case "${into}" is in the stage ${stage}: it can take up nothing more.`);
  const same = instrument !== null && instrument.documentDigest === state.instrument?.documentDigest;
  return other.sameSubject || same
    ? []
    : refused(`The case "${into}" is about another subject and rests on another instrument.`);
}

/** Takes up what a case that was joined brings along: its defence, by reference, has to be answered here. */
export const receiveJoinedCase: Handler<'receive-joined-case'> = {
  stages: ['determination', 'notice', 'list-review'],
  by: ['engine'],
  rule: (_state, { from, responses }) =>
    unless([], () => [{ type: 'joined-case-received', ref: from, responses }]),
};

/** Answers the defence that a joined case brought along; it bars the decision like any response that is not answered. */
export const considerJoinedDefence: Handler<'consider-joined-defence'> = {
  stages: ['determination', 'notice', 'list-review'],
  by: ['caseworker', 'reviewer'],
  records: 'joined-defence-considered',
  rule: (state, { joined, answer }) =>
    unless(
      unansweredDefences(state).includes(joined)
        ? []
        : [
            onPrinciple(
              'join.defence',
              promises.notice,
              `No defence of the case "${joined}" waits for an answer.`,
            ),
          ],
      () => [{ type: 'joined-defence-considered', ref: joined, answer }],
    ),
};

/** The joined cases whose defence nobody has answered yet. */
export function unansweredDefences({ joined }: CaseState): string[] {
  return joined
    .filter(({ responses, considered }) => responses > 0 && considered === undefined)
    .map(({ caseId }) => caseId);
}
