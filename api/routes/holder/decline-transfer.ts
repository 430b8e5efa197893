import { z } from '@hono/zod-openapi';
import { act, actRoute, type Operation } from '../../act.ts';
import { caseParams, text } from '../../fields.ts';

export const declineTransferRoute = actRoute({
  act: 'decline-transfer',
  path: '/v1/cases/{caseId}/transfer/refusal',
  tag: 'Holder',
  summary: 'Decline a case that was handed over',
  description: 'By the receiving authority: the case stays with the authority that wanted to hand it over.',
  params: caseParams,
  body: z.strictObject({ reasons: text }).openapi('DeclineTransfer'),
});

export const declineTransfer: Operation<typeof declineTransferRoute> = (c) => {
  const body = c.req.valid('json');
  return act(c, body, (seal) => ({ type: 'decline-transfer', reasons: seal(body.reasons) }));
};
