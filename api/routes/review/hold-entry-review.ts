import { z } from '@hono/zod-openapi';
import { act, actRoute, type Operation } from '../../act.ts';
import { caseParams, text } from '../../fields.ts';

export const holdEntryReviewRoute = actRoute({
  act: 'hold-entry-review',
  path: '/v1/cases/{caseId}/entry-review',
  tag: 'Review',
  summary: 'Review an entry that stands',
  params: caseParams,
  body: z.strictObject({ outcome: z.enum(['stands', 'ends']), reasons: text }).openapi('HoldEntryReview'),
});

export const holdEntryReview: Operation<typeof holdEntryReviewRoute> = (c) => {
  const body = c.req.valid('json');
  return act(c, body, (seal) => ({ ...body, type: 'hold-entry-review', reasons: seal(body.reasons) }));
};
