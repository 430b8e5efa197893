import { z } from '@hono/zod-openapi';
import { act, actRoute, type Operation } from '../../act.ts';
import { caseId, slug, text } from '../../fields.ts';

export const rejectPetitionRoute = actRoute({
  act: 'reject-petition',
  path: '/v1/cases/{caseId}/petitions/{petitionId}/rejection',
  tag: 'Petitions',
  summary: 'Reject a petition before examination',
  params: z.object({ caseId, petitionId: slug.openapi({ param: { name: 'petitionId', in: 'path' } }) }),
  body: z.strictObject({ reasons: text }).openapi('RejectPetition'),
});

export const rejectPetition: Operation<typeof rejectPetitionRoute> = (c) => {
  const body = c.req.valid('json');
  const { petitionId: petition } = c.req.valid('param');
  return act(c, body, (seal) => ({ type: 'reject-petition', petition, reasons: seal(body.reasons) }));
};
