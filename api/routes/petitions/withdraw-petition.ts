import { z } from '@hono/zod-openapi';
import { act, actRoute, type Operation } from '../../act.ts';
import { caseId, slug } from '../../fields.ts';

export const withdrawPetitionRoute = actRoute({
  act: 'withdraw-petition',
  path: '/v1/cases/{caseId}/petitions/{petitionId}/withdrawal',
  tag: 'Petitions',
  summary: 'Withdraw a petition',
  description: 'The subject may file another.',
  params: z.object({ caseId, petitionId: slug.openapi({ param: { name: 'petitionId', in: 'path' } }) }),
  body: z.strictObject({}),
});

export const withdrawPetition: Operation<typeof withdrawPetitionRoute> = (c) => {
  const body = c.req.valid('json');
  const { petitionId: petition } = c.req.valid('param');
  return act(c, body, () => ({ type: 'withdraw-petition', petition }));
};
