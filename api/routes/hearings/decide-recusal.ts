import { z } from '@hono/zod-openapi';
import { act, actRoute, type Operation } from '../../act.ts';
import { personNamed } from '../../named-persons.ts';
import { caseParams, personId, text } from '../../fields.ts';

export const decideRecusalRoute = actRoute({
  act: 'decide-recusal',
  path: '/v1/cases/{caseId}/recusals/decision',
  tag: 'Hearings',
  summary: 'Decide whether somebody stands back',
  params: caseParams,
  body: z.strictObject({ person: personId, granted: z.boolean(), reasons: text }).openapi('DecideRecusal'),
});

export const decideRecusal: Operation<typeof decideRecusalRoute> = async (c) => {
  const body = c.req.valid('json');
  const person = await personNamed(c, body.person);
  return act(c, body, (seal) => ({ ...body, type: 'decide-recusal', person, reasons: seal(body.reasons) }));
};
