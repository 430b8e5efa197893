import { z } from '@hono/zod-openapi';
import { act, actRoute, type Operation } from '../../act.ts';
import { caseParams, id, text } from '../../fields.ts';

export const decideRecusalRoute = actRoute({
  act: 'decide-recusal',
  path: '/v1/cases/{caseId}/recusals/decision',
  tag: 'Hearings',
  summary: 'Decide whether somebody stands back',
  params: caseParams,
  body: z.strictObject({ person: id, granted: z.boolean(), reasons: text }).openapi('DecideRecusal'),
});

export const decideRecusal: Operation<typeof decideRecusalRoute> = (c) => {
  const body = c.req.valid('json');
  return act(c, body, (seal) => ({ ...body, type: 'decide-recusal', reasons: seal(body.reasons) }));
};
