import { z } from '@hono/zod-openapi';
import { act, actRoute, type Operation } from '../../act.ts';
import { caseParams } from '../../fields.ts';

export const acceptTransferRoute = actRoute({
  act: 'accept-transfer',
  path: '/v1/cases/{caseId}/transfer/acceptance',
  tag: 'Holder',
  summary: 'Accept a case that was transferred',
  params: caseParams,
  body: z.strictObject({}),
});

export const acceptTransfer: Operation<typeof acceptTransferRoute> = (c) => {
  const body = c.req.valid('json');
  return act(c, body, () => ({ type: 'accept-transfer' }));
};
