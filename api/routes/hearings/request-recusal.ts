import { z } from '@hono/zod-openapi';
import { act, actRoute, type Operation } from '../../act.ts';
import { caseParams, id, text } from '../../fields.ts';

export const requestRecusalRoute = actRoute({
  act: 'request-recusal',
  path: '/v1/cases/{caseId}/recusals',
  tag: 'Hearings',
  summary: 'Ask that somebody stands back',
  params: caseParams,
  body: z
    .strictObject({ person: id.meta({ description: 'Who should stand back, by opaque id.' }), reasons: text })
    .openapi('RequestRecusal'),
});

export const requestRecusal: Operation<typeof requestRecusalRoute> = (c) => {
  const body = c.req.valid('json');
  return act(c, body, (seal) => ({ ...body, type: 'request-recusal', reasons: seal(body.reasons) }));
};
