import { z } from '@hono/zod-openapi';
import { act, actRoute, type Operation } from '../../act.ts';
import { personNamed } from '../../named-persons.ts';
import { caseParams, personId, text } from '../../fields.ts';

export const requestRecusalRoute = actRoute({
  act: 'request-recusal',
  path: '/v1/cases/{caseId}/recusals',
  tag: 'Hearings',
  summary: 'Ask that somebody stands back',
  params: caseParams,
  body: z
    .strictObject({ person: personId.meta({ description: 'Who should stand back.' }), reasons: text })
    .openapi('RequestRecusal'),
});

export const requestRecusal: Operation<typeof requestRecusalRoute> = async (c) => {
  const body = c.req.valid('json');
  const person = await personNamed(c, body.person);
  return act(c, body, (seal) => ({ ...body, type: 'request-recusal', person, reasons: seal(body.reasons) }));
};
