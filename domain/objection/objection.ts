import { unless, type Handler } from '../case/handler.ts';
import { against, onPrinciple, promises, type Refusal } from '../case/refusal.ts';
import type { CaseEvent } from '../case/events.ts';
import { beginRemoval } from '../removal/begin-removal.ts';

/** The subject says that data are wrong. The entry is annotated with this ruling, before anybody has looked into it. */
export const fileObjection: Handler<'file-objection'> = {
  stages: ['listed'],
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
    ]);
  },
};

/** Decides an objection. What cannot be verified is not held against the subject: both versions stand, or the entry goes. */
export const decideObjection: Handler<'decide-objection'> = {
  stages: ['listed'],
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
    const refusals: Refusal[] = [];
    if (command.outcome === 'upheld' && objection.lane !== 'identity' && command.correction === null)
      refusals.push(
        onPrinciple('objection.correction', promises.repair, 'An upheld objection needs the correction.', [
          'State the correction.',
        ]),
      );
    return unless(refusals, (): CaseEvent[] => {
      const removes = command.outcome === 'unverifiable' && law.unverifiable === 'remove';
      const outcome =
        command.outcome === 'unverifiable' ? (removes ? 'upheld' : 'recorded-both') : command.outcome;
      const decided: CaseEvent = {
        type: 'objection-decided',
        ref: objection.id,
        outcome,
        reasons: command.reasons,
      };
      if (removes) return [decided, ...beginRemoval(state, 'objection-upheld', context)];
      if (outcome === 'upheld' && objection.lane === 'identity')
        return [decided, ...beginRemoval(state, 'mistaken-identity', context)];
      return command.correction !== null && outcome === 'upheld'
        ? [decided, { type: 'entry-corrected', ref: objection.id, correction: command.correction }]
        : [decided];
    });
  },
};
