import { z } from '@hono/zod-openapi';
import { act, actRoute, type Operation } from '../../act.ts';
import { caseId, slug } from '../../fields.ts';

export const endStayRoute = actRoute({
  act: 'end-stay',
  path: '/v1/cases/{caseId}/proceedings/{proceedingId}/stay/end',
  tag: 'Proceedings',
  summary: 'Record the end of a stay',
  params: z.object({ caseId, proceedingId: slug.openapi({ param: { name: 'proceedingId', in: 'path' } }) }),
  body: z.strictObject({}),
});

export const endStay: Operation<typeof endStayRoute> = (c) => {
  const body = c.req.valid('json');
  const { proceedingId: proceeding } = c.req.valid('param');
  return act(c, body, () => ({ type: 'end-stay', proceeding }));
};
