import { unless, type Handler } from '../case/handler.ts';
import { daysToCome, onPrinciple, promises, type Refusal } from '../case/refusal.ts';

/**
 * The subject consents to being served by a method that needs it, in a document of a day. The consent is a fact of the
 * record: it holds for whatever is served in the case afterwards.
 */
export const recordServiceConsent: Handler<'record-service-consent'> = {
  stages: ['determination', 'notice', 'list-review', 'listed'],
  by: ['subject', 'caseworker'],
  records: 'service-consented',
  rule: (_state, { method, on, document }, { pack, today }) => {
    const refusals: Refusal[] = [];
    const needing = pack.notice.methods.filter(({ consent }) => consent).map(({ id }) => id);
    if (!needing.includes(method))
      refusals.push(
        onPrinciple(
          'notice.methods',
          promises.notice,
          `"${method}" is no method that needs consent.`,
          needing,
        ),
      );
    refusals.push(...daysToCome('notice.methods.consent', promises.notice, on, today));
    return unless(refusals, () => [{ type: 'service-consented', method, on, document }]);
  },
};
