import { unless, type Handler } from '../case/handler.ts';
import { against, onPrinciple, promises, type Refusal } from '../case/refusal.ts';
import { missing } from '../regime/legality.ts';

/** Sends the prior notice. Sending starts no clock of the subject: only proven service does. */
export const serveNotice: Handler<'serve-notice'> = {
  stages: ['notice'],
  by: ['caseworker'],
  records: 'notice-sent',
  rule: (state, command, { pack }) => {
    const refusals: Refusal[] = [];
    if (state.notice?.servedOn !== undefined)
      refusals.push(
        onPrinciple(
          'notice.once',
          promises.notice,
          `The notice was already served, with effect on ${state.notice.servedOn}.`,
        ),
      );
    const method = pack.notice.methods.find((each) => each.id === command.method);
    if (method === undefined)
      refusals.push(
        onPrinciple(
          'notice.methods',
          promises.law,
          `"${command.method}" is not a method of service of ${pack.regime}.`,
          [`One of: ${pack.notice.methods.map((each) => each.id).join(', ')}`],
        ),
      );
    else if (method.consent && !command.consentToMethod)
      refusals.push(
        against(
          'notice.methods.consent',
          method,
          `Service by "${method.id}" needs the subject's recorded consent.`,
          [
            `Record the consent, or serve by: ${pack.notice.methods
              .filter((each) => !each.consent)
              .map((each) => each.id)
              .join(', ')}`,
          ],
        ),
      );
    const lacking = missing(pack.notice.contents.items, command.contents);
    if (lacking.length > 0)
      refusals.push(
        against('notice.contents', pack.notice.contents, `The notice does not say: ${lacking.join(', ')}.`, [
          'A notice with all the contents the regime requires.',
        ]),
      );
    const proposed = state.determination;
    return unless(refusals, () => [
      {
        type: 'notice-sent',
        method: command.method,
        document: command.document,
        contents: command.contents,
        measures: proposed?.measures ?? [],
        term: proposed?.term ?? null,
      },
    ]);
  },
};
