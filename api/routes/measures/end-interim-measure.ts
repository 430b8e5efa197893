import { z } from '@hono/zod-openapi';
import { act, actRoute, type Operation } from '../../act.ts';
import { caseParams } from '../../fields.ts';

export const endInterimMeasureRoute = actRoute({
  act: 'end-interim-measure',
  path: '/v1/cases/{caseId}/interim-measure/end',
  tag: 'Measures',
  summary: 'End the interim measure',
  params: caseParams,
  body: z.strictObject({}),
});

export const endInterimMeasure: Operation<typeof endInterimMeasureRoute> = (c) => {
  const body = c.req.valid('json');
  return act(c, body, () => ({ type: 'end-interim-measure' }));
};
