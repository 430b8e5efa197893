import { unless, type Handler } from '../case/handler.ts';
import type { CommandMap } from '../case/commands.ts';
import type { CaseEvent } from '../case/events.ts';
import { onPrinciple, promises, type Refusal } from '../case/refusal.ts';
import type { CaseState } from '../case/state.ts';

/**
 * A proof of service turns out not to hold: the mail came back after all, the signature is not the subject's. Service is
 * open again and every time that ran from it never began. An entry that rests on it has no effect until there is a
 * decision after a notice that did arrive.
 */
export const setAsideService: Handler<'set-aside-service'> = {
  stages: ['notice', 'list-review', 'listed'],
  by: ['caseworker', 'reviewer', 'supervisor', 'engine'],
  records: 'service-set-aside',
  rule: (state, command) =>
    unless(proven(state, command), (): CaseEvent[] => {
      const { of, evidence, reason } = command;
      const method = (of === 'notice' ? state.notice : state.decisionService)?.method ?? '';
      const rests = of === 'notice' || state.standstillEndedAt !== undefined;
      return [
        ...(state.entry && rests && !suspended(state)
          ? [{ type: 'entry-suspended' as const, cause: 'remitted' as const, order: evidence }]
          : []),
        { type: 'service-set-aside', of, method, evidence, reason },
      ];
    }),
};

function proven(state: CaseState, { of }: CommandMap['set-aside-service']): Refusal[] {
  const service = of === 'notice' ? state.notice : state.decisionService;
  return service?.servedOn === undefined
    ? [
        onPrinciple('notice.served', promises.notice, `No service of the ${of} has been proven.`, [
          'report-service-failed',
        ]),
      ]
    : [];
}

function suspended({ entry }: CaseState): boolean {
  return entry?.suspensions.some(({ cause, to }) => cause === 'remitted' && to === undefined) ?? false;
}
