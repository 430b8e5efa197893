import { z } from '@hono/zod-openapi';
import { act, actRoute, type Operation } from '../../act.ts';
import { caseId, slug, slugs } from '../../fields.ts';

export const requestCompletionRoute = actRoute({
  act: 'request-completion',
  path: '/v1/cases/{caseId}/petitions/{petitionId}/completion-request',
  tag: 'Petitions',
  summary: 'Ask once for what is missing',
  params: z.object({ caseId, petitionId: slug.openapi({ param: { name: 'petitionId', in: 'path' } }) }),
  body: z.strictObject({ missing: slugs }).openapi('RequestCompletion'),
});

export const requestCompletion: Operation<typeof requestCompletionRoute> = (c) => {
  const body = c.req.valid('json');
  const { petitionId: petition } = c.req.valid('param');
  return act(c, body, () => ({ ...body, type: 'request-completion', petition }));
};
