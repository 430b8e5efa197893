import { z } from '@hono/zod-openapi';
import { act, actRoute, type Operation } from '../../act.ts';
import { caseId, slug } from '../../fields.ts';

export const acceptPetitionRoute = actRoute({
  act: 'accept-petition',
  path: '/v1/cases/{caseId}/petitions/{petitionId}/acceptance',
  tag: 'Petitions',
  summary: 'Accept a petition for examination',
  description: 'From here the time to decide runs.',
  params: z.object({ caseId, petitionId: slug.openapi({ param: { name: 'petitionId', in: 'path' } }) }),
  body: z.strictObject({}),
});

export const acceptPetition: Operation<typeof acceptPetitionRoute> = (c) => {
  const body = c.req.valid('json');
  const { petitionId: petition } = c.req.valid('param');
  return act(c, body, () => ({ type: 'accept-petition', petition }));
};
