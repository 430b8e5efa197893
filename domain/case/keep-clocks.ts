import { decided } from '../petition/decide-petition.ts';
import { interimEnded } from '../measures/interim.ts';
import { measureEnded } from '../measures/measure-acts.ts';
import { endCase } from '../removal/end-case.ts';
import { closing } from '../removal/acknowledge-retraction.ts';
import type { LapseEffect } from '../regime/pack.ts';
import type { CaseEvent } from './events.ts';
import { ruled, type Context, type Handler } from './handler.ts';
import type { Moment } from './agenda.ts';
import type { CaseState, Clock } from './state.ts';
import { clockRule } from '../regime/clock-rule.ts';

/**
 * Rules one moment of the agenda: a rung that is reached, or a clock that runs out. The ruling happens in law at the
 * moment itself, however late the deployment is; `context.at` is that moment.
 */
export function ruleMoment(state: CaseState, moment: Moment, context: Context): readonly CaseEvent[] {
  const clock = state.clocks[moment.key];
  if (clock === undefined) return [];
  if (moment.rung !== null) {
    const rung = clock.rungs.find((each) => each.id === moment.rung);
    return rung
      ? [{ type: 'rung-reached', key: clock.key, rung: rung.id, dueAt: rung.at, tells: rung.tells }]
      : [];
  }
  const effect = effectOf(state, clock, context);
  return [
    { type: 'clock-lapsed', key: clock.key, dueAt: moment.at, effect },
    ...lapse(effect, state, clock, context),
  ];
}

/**
 * The clock's own command. Every ruling first rules the moments that are due by then, so this one has nothing left to
 * do: several carriers may find the same moment, and it counts once.
 */
export const keepClocks: Handler<'keep-clocks'> = {
  stages: ['determination', 'notice', 'list-review', 'listed', 'removal', 'closed'],
  by: ['clock'],
  rule: () => ruled(),
};

function effectOf(state: CaseState, clock: Clock, { pack }: Context): LapseEffect {
  const unserved = clockRule(pack, clock.rule)?.lapse.unserved;
  return unserved !== undefined && state.notice?.servedOn === undefined ? unserved : clock.effect;
}

/** What the law attaches to the end of a clock. None of these can list anybody. */
function lapse(effect: LapseEffect, state: CaseState, clock: Clock, context: Context): readonly CaseEvent[] {
  switch (effect) {
    case 'none':
      return [];
    case 'escalate':
      return clock.startedBy === 'retraction-sent' && clock.ref !== undefined
        ? [{ type: 'recipient-escalated', ref: clock.ref }, ...closing(state, clock.ref, 'escalated')]
        : [];
    case 'record-closes':
      // A hearing that was asked for in time is held first; the record closes with it.
      return state.hearing && state.hearing.heldAt === undefined
        ? []
        : [{ type: 'record-closed', how: 'window-ended' }];
    case 'case-lapses':
      return endCase(state, 'dismissed');
    case 'term-ends':
      return endCase(state, 'term-ended');
    case 'minimum-ends':
      return [{ type: 'minimum-term-reached' }];
    case 'measure-ends':
      return clock.ref === undefined ? [] : measureEnded(state, clock.ref, 'term', context.pack);
    case 'interim-ends':
      return interimEnded(state, 'lapsed');
    case 'standstill-ends':
      return [{ type: 'standstill-ended' }];
    case 'deemed-abandoned':
      return clock.ref === undefined ? [] : [{ type: 'petition-abandoned', ref: clock.ref }];
    case 'deemed-accepted':
      return clock.ref === undefined ? [] : [{ type: 'petition-accepted', ref: clock.ref }];
    case 'deemed-granted':
      return clock.ref === undefined ? [] : decided(state, clock.ref, 'granted', 'silence', null);
    case 'deemed-refused':
      return clock.ref === undefined ? [] : decided(state, clock.ref, 'refused', 'silence', null);
  }
}
