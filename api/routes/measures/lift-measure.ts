import { z } from '@hono/zod-openapi';
import { act, actRoute, type Operation } from '../../act.ts';
import { caseId, slug, text } from '../../fields.ts';

export const liftMeasureRoute = actRoute({
  act: 'lift-measure',
  path: '/v1/cases/{caseId}/measures/{measureId}/lifting',
  tag: 'Measures',
  summary: 'Lift a measure before its end',
  params: z.object({ caseId, measureId: slug.openapi({ param: { name: 'measureId', in: 'path' } }) }),
  body: z.strictObject({ reasons: text }).openapi('LiftMeasure'),
});

export const liftMeasure: Operation<typeof liftMeasureRoute> = (c) => {
  const body = c.req.valid('json');
  const { measureId: measure } = c.req.valid('param');
  return act(c, body, (seal) => ({ type: 'lift-measure', measure, reasons: seal(body.reasons) }));
};
