import { z } from '@hono/zod-openapi';
import { act, actRoute, type Operation } from '../../act.ts';
import { caseId, text } from '../../fields.ts';

export const considerResponseRoute = actRoute({
  act: 'consider-response',
  path: '/v1/cases/{caseId}/responses/{response}/consideration',
  tag: 'Cases',
  summary: 'Examine and answer a response',
  description: 'Responses are numbered from 0 in the order of their receipt.',
  params: z.object({
    caseId,
    response: z.coerce
      .number()
      .int()
      .min(0)
      .max(10_000)
      .openapi({ param: { name: 'response', in: 'path' } }),
  }),
  body: z
    .strictObject({
      answers: z.array(text).min(1).max(200).meta({ description: 'To each point, in their order.' }),
    })
    .openapi('ConsiderResponse'),
});

export const considerResponse: Operation<typeof considerResponseRoute> = (c) => {
  const body = c.req.valid('json');
  const { response } = c.req.valid('param');
  return act(c, body, (seal) => ({
    type: 'consider-response',
    response,
    answers: body.answers.map(seal),
  }));
};
