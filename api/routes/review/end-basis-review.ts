import { z } from '@hono/zod-openapi';
import { act, actRoute, type Operation } from '../../act.ts';
import { caseParams, text } from '../../fields.ts';

export const endBasisReviewRoute = actRoute({
  act: 'end-basis-review',
  path: '/v1/cases/{caseId}/basis-review/end',
  tag: 'Review',
  summary: 'End the review of a case whose law fell',
  description: 'It stands on what is still law, or its basis falls with it.',
  params: caseParams,
  body: z.strictObject({ outcome: z.enum(['stands', 'falls']), reasons: text }).openapi('EndBasisReview'),
});

export const endBasisReview: Operation<typeof endBasisReviewRoute> = (c) => {
  const body = c.req.valid('json');
  return act(c, body, (seal) => ({
    type: 'end-basis-review',
    outcome: body.outcome,
    reasons: seal(body.reasons),
  }));
};
