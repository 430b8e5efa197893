import { z } from '@hono/zod-openapi';
import { act, actRoute, type Operation } from '../../act.ts';
import { caseId, slug, text } from '../../fields.ts';

export const reinstateMeasureRoute = actRoute({
  act: 'reinstate-measure',
  path: '/v1/cases/{caseId}/measures/{measureId}/reinstatement',
  tag: 'Measures',
  summary: 'Reinstate a suspended measure',
  params: z.object({ caseId, measureId: slug.openapi({ param: { name: 'measureId', in: 'path' } }) }),
  body: z.strictObject({ reasons: text }).openapi('ReinstateMeasure'),
});

export const reinstateMeasure: Operation<typeof reinstateMeasureRoute> = (c) => {
  const body = c.req.valid('json');
  const { measureId: measure } = c.req.valid('param');
  return act(c, body, (seal) => ({ type: 'reinstate-measure', measure, reasons: seal(body.reasons) }));
};
