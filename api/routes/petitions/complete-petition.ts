import { z } from '@hono/zod-openapi';
import { act, actRoute, type Operation } from '../../act.ts';
import { caseId, posted, slug, slugs } from '../../fields.ts';

export const completePetitionRoute = actRoute({
  act: 'complete-petition',
  path: '/v1/cases/{caseId}/petitions/{petitionId}/completion',
  tag: 'Petitions',
  summary: 'Complete a petition',
  params: z.object({ caseId, petitionId: slug.openapi({ param: { name: 'petitionId', in: 'path' } }) }),
  body: z
    .strictObject({ materials: slugs.default([]), met: slugs.default([]), posted })
    .openapi('CompletePetition'),
});

export const completePetition: Operation<typeof completePetitionRoute> = (c) => {
  const body = c.req.valid('json');
  const { petitionId: petition } = c.req.valid('param');
  return act(c, body, () => ({ ...body, type: 'complete-petition', petition }));
};
