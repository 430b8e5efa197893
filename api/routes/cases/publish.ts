import { z } from '@hono/zod-openapi';
import { act, actRoute, type Operation } from '../../act.ts';
import { caseParams } from '../../fields.ts';

export const publishRoute = actRoute({
  act: 'publish',
  path: '/v1/cases/{caseId}/publication',
  tag: 'Cases',
  summary: 'Publish the entry',
  description: 'And owe its delivery to every recipient the regime names, and to nobody else.',
  params: caseParams,
  body: z.strictObject({}),
});

export const publish: Operation<typeof publishRoute> = (c) => {
  const body = c.req.valid('json');
  return act(c, body, () => ({ type: 'publish' }));
};
