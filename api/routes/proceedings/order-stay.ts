import { z } from '@hono/zod-openapi';
import { act, actRoute, type Operation } from '../../act.ts';
import { caseId, digest, slug } from '../../fields.ts';

export const orderStayRoute = actRoute({
  act: 'order-stay',
  path: '/v1/cases/{caseId}/proceedings/{proceedingId}/stay',
  tag: 'Proceedings',
  summary: 'Record the order of a stay',
  params: z.object({ caseId, proceedingId: slug.openapi({ param: { name: 'proceedingId', in: 'path' } }) }),
  body: z.strictObject({ document: digest }).openapi('OrderStay'),
});

export const orderStay: Operation<typeof orderStayRoute> = (c) => {
  const body = c.req.valid('json');
  const { proceedingId: proceeding } = c.req.valid('param');
  return act(c, body, () => ({ ...body, type: 'order-stay', proceeding }));
};
