import { z } from '@hono/zod-openapi';
import { act, actRoute, type Operation } from '../../act.ts';
import { caseId, slug, text } from '../../fields.ts';

export const suspendMeasureRoute = actRoute({
  act: 'suspend-measure',
  path: '/v1/cases/{caseId}/measures/{measureId}/suspension',
  tag: 'Measures',
  summary: 'Suspend a measure',
  params: z.object({ caseId, measureId: slug.openapi({ param: { name: 'measureId', in: 'path' } }) }),
  body: z.strictObject({ reasons: text }).openapi('SuspendMeasure'),
});

export const suspendMeasure: Operation<typeof suspendMeasureRoute> = (c) => {
  const body = c.req.valid('json');
  const { measureId: measure } = c.req.valid('param');
  return act(c, body, (seal) => ({ type: 'suspend-measure', measure, reasons: seal(body.reasons) }));
};
