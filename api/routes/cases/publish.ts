import { z } from '@hono/zod-openapi';
import { act, actRoute, type Operation } from '../../act.ts';
import { caseParams, text } from '../../fields.ts';

export const publishRoute = actRoute({
  act: 'publish',
  path: '/v1/cases/{caseId}/publication',
  tag: 'Cases',
  summary: 'Publish the entry',
  description:
    'And owe its delivery to every recipient the regime names, and to nobody else, where delivery follows publication.',
  params: caseParams,
  body: z
    .strictObject({
      reasons: text
        .optional()
        .meta({ description: 'Why it is necessary, where the regime publishes only then.' }),
    })
    .openapi('Publish'),
});

export const publish: Operation<typeof publishRoute> = (c) => {
  const body = c.req.valid('json');
  return act(c, body, (seal) => ({
    type: 'publish',
    ...(body.reasons !== undefined && { reasons: seal(body.reasons) }),
  }));
};
