import { z } from '@hono/zod-openapi';
import { act, actRoute, type Operation } from '../../act.ts';
import { caseParams } from '../../fields.ts';

export const waiveResponseRoute = actRoute({
  act: 'waive-response',
  path: '/v1/cases/{caseId}/responses/waiver',
  tag: 'Cases',
  summary: 'Waive the response',
  description: 'Only the subject can, and only expressly.',
  params: caseParams,
  body: z.strictObject({}),
});

export const waiveResponse: Operation<typeof waiveResponseRoute> = (c) => {
  const body = c.req.valid('json');
  return act(c, body, () => ({ type: 'waive-response' }));
};
