import { z } from '@hono/zod-openapi';
import { act, actRoute, type Operation } from '../../act.ts';
import { caseParams, id, text } from '../../fields.ts';

export const joinCaseRoute = actRoute({
  act: 'join-case',
  path: '/v1/cases/{caseId}/joinder',
  tag: 'Holder',
  summary: 'Join the case to another one',
  params: caseParams,
  body: z
    .strictObject({ into: id.meta({ description: 'The case that goes on.' }), reasons: text })
    .openapi('JoinCase'),
});

export const joinCase: Operation<typeof joinCaseRoute> = (c) => {
  const body = c.req.valid('json');
  return act(c, body, (seal) => ({ ...body, type: 'join-case', reasons: seal(body.reasons) }));
};
