import { z } from '@hono/zod-openapi';
import { act, actRoute, type Operation } from '../../act.ts';
import { caseParams, text } from '../../fields.ts';

export const passLegalReviewRoute = actRoute({
  act: 'pass-legal-review',
  path: '/v1/cases/{caseId}/legal-review',
  tag: 'Review',
  summary: 'Pass the legal review',
  params: caseParams,
  body: z.strictObject({ opinion: text }).openapi('PassLegalReview'),
});

export const passLegalReview: Operation<typeof passLegalReviewRoute> = (c) => {
  const body = c.req.valid('json');
  return act(c, body, (seal) => ({ type: 'pass-legal-review', opinion: seal(body.opinion) }));
};
