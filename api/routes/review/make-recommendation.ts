import { z } from '@hono/zod-openapi';
import { act, actRoute, type Operation } from '../../act.ts';
import { caseParams, slugs, term, text } from '../../fields.ts';

export const makeRecommendationRoute = actRoute({
  act: 'make-recommendation',
  path: '/v1/cases/{caseId}/recommendation',
  tag: 'Review',
  summary: 'Make a recommendation',
  params: caseParams,
  body: z.strictObject({ measures: slugs, term, reasons: text }).openapi('MakeRecommendation'),
});

export const makeRecommendation: Operation<typeof makeRecommendationRoute> = (c) => {
  const body = c.req.valid('json');
  return act(c, body, (seal) => ({ ...body, type: 'make-recommendation', reasons: seal(body.reasons) }));
};
