import { z } from '@hono/zod-openapi';
import { act, actRoute, type Operation } from '../../act.ts';
import { caseId, slug } from '../../fields.ts';

export const acknowledgeLiftingRoute = actRoute({
  act: 'acknowledge-lifting',
  path: '/v1/cases/{caseId}/measures/{measureId}/lifting/{implementer}/acknowledgement',
  tag: 'Measures',
  summary: 'Acknowledge that a measure has ended',
  params: z.object({
    caseId,
    measureId: slug.openapi({ param: { name: 'measureId', in: 'path' } }),
    implementer: slug.openapi({ param: { name: 'implementer', in: 'path' } }),
  }),
  body: z.strictObject({}),
});

export const acknowledgeLifting: Operation<typeof acknowledgeLiftingRoute> = (c) => {
  const body = c.req.valid('json');
  const { measureId: measure, implementer } = c.req.valid('param');
  return act(c, body, () => ({ type: 'acknowledge-lifting', measure, implementer }));
};
