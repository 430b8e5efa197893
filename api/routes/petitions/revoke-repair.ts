import { z } from '@hono/zod-openapi';
import { act, actRoute, type Operation } from '../../act.ts';
import { caseId, slug, text } from '../../fields.ts';

export const revokeRepairRoute = actRoute({
  act: 'revoke-repair',
  path: '/v1/cases/{caseId}/petitions/{petitionId}/revocation',
  tag: 'Petitions',
  summary: 'Revoke a repair obtained by fraud',
  params: z.object({ caseId, petitionId: slug.openapi({ param: { name: 'petitionId', in: 'path' } }) }),
  body: z.strictObject({ document: text }).openapi('RevokeRepair'),
});

export const revokeRepair: Operation<typeof revokeRepairRoute> = (c) => {
  const body = c.req.valid('json');
  const { petitionId: petition } = c.req.valid('param');
  return act(c, body, (seal) => ({ type: 'revoke-repair', petition, document: seal(body.document) }));
};
