import { unless, type Handler } from '../case/handler.ts';
import { against, onPrinciple, promises, type Refusal } from '../case/refusal.ts';
import { interimImposed } from '../measures/interim.ts';
import { missing } from '../regime/legality.ts';
import { methodAllowed, sendingDuty } from './service.ts';

/** Sends the prior notice. Sending starts no clock of the subject: only proven service does. */
export const serveNotice: Handler<'serve-notice'> = {
  stages: ['notice'],
  by: ['caseworker'],
  records: 'notice-sent',
  rule: (state, command, context) => {
    const { pack, today } = context;
    const refusals: Refusal[] = [];
    if (state.notice?.servedOn !== undefined)
      refusals.push(
        onPrinciple(
          'notice.once',
          promises.notice,
          `The notice was already served, with effect on ${state.notice.servedOn}.`,
        ),
      );
    const { method, refusals: barred } = methodAllowed(pack, command, 'notice', state);
    refusals.push(...barred);
    const lacking = missing(pack.notice.contents.items, command.contents);
    if (lacking.length > 0)
      refusals.push(
        against('notice.contents', pack.notice.contents, `The notice does not say: ${lacking.join(', ')}.`, [
          'A notice with all the contents the regime requires.',
        ]),
      );
    return unless(refusals, () => {
      const duties = method ? sendingDuty(state, method, 'notice', command.document) : [];
      const interim = pack.interim?.automaticOn === 'notice-sent' ? pack.interim : undefined;
      return [
        {
          type: 'notice-sent',
          method: command.method,
          document: command.document,
          contents: command.contents,
          measures: state.determination?.measures ?? [],
          term: state.determination?.term ?? null,
        },
        ...(duties.length > 0 ? [{ type: 'duties-opened' as const, duties }] : []),
        ...(interim && state.interim === undefined ? interimImposed(state, 'notice', today, null, pack) : []),
      ];
    });
  },
};
