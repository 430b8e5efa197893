import { z } from '@hono/zod-openapi';
import { act, actRoute, type Operation } from '../../act.ts';
import { caseParams, text } from '../../fields.ts';

export const holdInterimReviewRoute = actRoute({
  act: 'hold-interim-review',
  path: '/v1/cases/{caseId}/interim-measure/review',
  tag: 'Measures',
  summary: 'Review an interim measure',
  description: 'Where its cap was lifted, at intervals.',
  params: caseParams,
  body: z.strictObject({ outcome: z.enum(['stands', 'ends']), reasons: text }).openapi('HoldInterimReview'),
});

export const holdInterimReview: Operation<typeof holdInterimReviewRoute> = (c) => {
  const body = c.req.valid('json');
  return act(c, body, (seal) => ({ ...body, type: 'hold-interim-review', reasons: seal(body.reasons) }));
};
