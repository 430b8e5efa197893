import { unless, type Handler } from '../case/handler.ts';
import { against, onPrinciple, promises, type Refusal } from '../case/refusal.ts';
import type { CaseEvent } from '../case/events.ts';
import type { CaseState } from '../case/state.ts';
import type { Stage } from '../regime/pack.ts';
import { endCase } from '../removal/end-case.ts';
import { corrected, correctionLawful } from './correction.ts';

/** From the notice on the subject sees data about itself, and may say that they are wrong. */
const stages: readonly Stage[] = ['notice', 'list-review', 'listed', 'removal'];

/** The subject says that data are wrong. The entry is annotated with this ruling, before anybody has looked into it. */
export const fileObjection: Handler<'file-objection'> = {
  stages,
  by: ['subject', 'caseworker'],
  records: 'objection-filed',
  rule: (state, { lane, statement }, { pack }) => {
    const refusals: Refusal[] = [];
    const law = pack.objection;
    if (law === undefined)
      refusals.push(
        onPrinciple('objection', promises.law, 'The regime has no objection lane.', ['record-proceeding']),
      );
    else if (!law.lanes.includes(lane))
      refusals.push(
        against('objection.lanes', law, `There is no lane for objections to ${lane}.`, law.lanes),
      );
    if (state.objections.some((each) => each.lane === lane && each.status === 'pending'))
      refusals.push(
        onPrinciple('objection.pending', promises.repair, `An objection to ${lane} is pending already.`),
      );
    const ref = `o${state.objections.length + 1}`;
    return unless(refusals, () => [
      { type: 'objection-filed', ref, lane, statement },
      { type: 'objection-annotated', ref },
      ...(law?.disclosureMeanwhile === 'suspend' && state.stage === 'listed' && !suspended(state)
        ? [{ type: 'entry-suspended' as const, cause: 'objection' as const, order: statement.digest }]
        : []),
    ]);
  },
};

/** Decides an objection. What cannot be verified is not held against the subject: both versions stand, or the entry goes. */
export const decideObjection: Handler<'decide-objection'> = {
  stages,
  by: ['reviewer'],
  records: 'objection-decided',
  rule: (state, command, context) => {
    const law = context.pack.objection;
    const objection = state.objections.find((each) => each.id === command.objection);
    if (law === undefined || objection === undefined || objection.status !== 'pending')
      return {
        kind: 'refused',
        refusals: [
          onPrinciple(
            'objection.unknown',
            promises.repair,
            `No objection "${command.objection}" is pending.`,
          ),
        ],
      };
    const { correction, reasons } = command;
    const removes = command.outcome === 'unverifiable' && law.unverifiable === 'remove';
    const outcome =
      command.outcome === 'unverifiable' ? (removes ? 'upheld' : 'recorded-both') : command.outcome;
    const corrects = outcome === 'upheld' && !removes && objection.lane !== 'identity';
    const refusals = corrects ? correctionLawful(state, objection.lane, correction, context) : [];
    return unless(refusals, (): CaseEvent[] => {
      const decided: CaseEvent = { type: 'objection-decided', ref: objection.id, outcome, reasons };
      const gone = state.stage === 'removal';
      if (removes) return [decided, ...(gone ? [] : endCase(state, 'objection-upheld'))];
      if (outcome === 'upheld' && objection.lane === 'identity')
        return [decided, ...(gone ? [] : endCase(state, 'mistaken-identity'))];
      const after = [decided, ...shownAgain(state, objection.id)];
      return corrects && correction
        ? [...after, ...corrected(state, objection.id, correction, context)]
        : after;
    });
  },
};

function suspended({ entry }: CaseState): boolean {
  return entry?.suspensions.some(({ cause, to }) => cause === 'objection' && to === undefined) ?? false;
}

/** With the last objection that kept an entry from view it is shown again. */
function shownAgain(state: CaseState, decided: string): CaseEvent[] {
  const others = state.objections.some(({ id, status }) => id !== decided && status === 'pending');
  return suspended(state) && !others ? [{ type: 'entry-restored', cause: 'objection' }] : [];
}
