import { z } from '@hono/zod-openapi';
import { act, actRoute, type Operation } from '../../act.ts';
import { caseId, slug } from '../../fields.ts';

export const acknowledgeInterimMeasureRoute = actRoute({
  act: 'acknowledge-interim-measure',
  path: '/v1/cases/{caseId}/interim-measure/{implementerId}/acknowledgement',
  tag: 'Measures',
  summary: 'Acknowledge an interim measure, or its end',
  params: z.object({
    caseId,
    implementerId: slug.openapi({ param: { name: 'implementerId', in: 'path' } }),
  }),
  body: z.strictObject({}),
});

export const acknowledgeInterimMeasure: Operation<typeof acknowledgeInterimMeasureRoute> = (c) => {
  const body = c.req.valid('json');
  const { implementerId: implementer } = c.req.valid('param');
  return act(c, body, () => ({ type: 'acknowledge-interim-measure', implementer }));
};
