import { z } from '@hono/zod-openapi';
import { act, actRoute, type Operation } from '../../act.ts';
import { caseParams, text } from '../../fields.ts';

export const imposeInterimMeasureRoute = actRoute({
  act: 'impose-interim-measure',
  path: '/v1/cases/{caseId}/interim-measure',
  tag: 'Measures',
  summary: 'Impose an interim measure',
  params: caseParams,
  body: z.strictObject({ reasons: text }).openapi('ImposeInterimMeasure'),
});

export const imposeInterimMeasure: Operation<typeof imposeInterimMeasureRoute> = (c) => {
  const body = c.req.valid('json');
  return act(c, body, (seal) => ({ type: 'impose-interim-measure', reasons: seal(body.reasons) }));
};
