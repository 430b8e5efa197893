import { deemedServedOn } from '../calendar/service.ts';
import { localDate } from '../calendar/local-time.ts';
import { unless, type Handler } from '../case/handler.ts';
import { against, onPrinciple, promises, type Refusal } from '../case/refusal.ts';
import { noticeSent } from './gates.ts';

/** Proves that the notice was served; the regime's rule for the method says from which day it has effect. */
export const proveService: Handler<'prove-service'> = {
  stages: ['notice'],
  by: ['caseworker'],
  records: 'notice-served',
  ready: (state) => noticeSent(state),
  rule: (state, command, { pack, calendars, today }) => {
    const refusals: Refusal[] = [...noticeSent(state)];
    const method = pack.notice.methods.find((each) => each.id === command.method);
    if (method === undefined || (state.notice && state.notice.method !== command.method))
      refusals.push(
        onPrinciple(
          'notice.methods',
          promises.notice,
          `The notice was sent by "${state.notice?.method ?? 'no method'}", not by "${command.method}".`,
          ['Prove service by the method by which the notice was sent, or send it again.'],
        ),
      );
    else if (!method.proof.includes(command.proof.kind))
      refusals.push(
        against(
          'notice.methods.proof',
          method,
          `"${command.proof.kind}" does not prove service by "${method.id}".`,
          [`One of: ${method.proof.join(', ')}`],
        ),
      );
    if (localDate(command.actOn, pack.timezone) > today)
      refusals.push(
        onPrinciple(
          'notice.served-on',
          promises.notice,
          `Service on ${command.actOn} lies after today, ${today}.`,
        ),
      );
    if (
      state.notice &&
      localDate(command.actOn, pack.timezone) < localDate(state.notice.sentAt, pack.timezone)
    )
      refusals.push(
        onPrinciple(
          'notice.served-on',
          promises.notice,
          `Service on ${command.actOn} lies before the notice was sent.`,
        ),
      );
    if (refusals.length > 0 || method === undefined) return unless(refusals, () => []);

    const effectiveOn = deemedServedOn(method.deemed, command.actOn, {
      calendar: pack.calendar,
      timezone: pack.timezone,
      calendars,
    });
    if (effectiveOn.kind === 'calendar-error')
      return { kind: 'refused', refusals: [against('notice.methods.deemed', method, effectiveOn.message)] };
    return unless([], () => [
      {
        type: 'notice-served',
        method: method.id,
        actOn: command.actOn,
        effectiveOn: effectiveOn.date,
        proof: command.proof,
      },
    ]);
  },
};
