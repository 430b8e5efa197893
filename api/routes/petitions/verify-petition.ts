import { z } from '@hono/zod-openapi';
import { act, actRoute, type Operation } from '../../act.ts';
import { caseId, slug, slugs, text } from '../../fields.ts';

export const verifyPetitionRoute = actRoute({
  act: 'verify-petition',
  path: '/v1/cases/{caseId}/petitions/{petitionId}/verification',
  tag: 'Petitions',
  summary: 'Record what the examination found',
  params: z.object({ caseId, petitionId: slug.openapi({ param: { name: 'petitionId', in: 'path' } }) }),
  body: z
    .strictObject({ performed: slugs, partly: slugs.default([]), findings: text })
    .openapi('VerifyPetition'),
});

export const verifyPetition: Operation<typeof verifyPetitionRoute> = (c) => {
  const body = c.req.valid('json');
  const { petitionId: petition } = c.req.valid('param');
  return act(c, body, (seal) => ({
    ...body,
    type: 'verify-petition',
    petition,
    findings: seal(body.findings),
  }));
};
