import { z } from '@hono/zod-openapi';
import { act, actRoute, type Operation } from '../../act.ts';
import { caseParams, date, digest } from '../../fields.ts';

export const liftTemporarilyRoute = actRoute({
  act: 'lift-temporarily',
  path: '/v1/cases/{caseId}/temporary-lift',
  tag: 'Petitions',
  summary: 'Lift the entry for a time',
  params: caseParams,
  body: z
    .strictObject({
      order: digest,
      until: date
        .nullable()
        .default(null)
        .meta({ description: 'The day to which the order gives time, where it names one.' }),
    })
    .openapi('LiftTemporarily'),
});

export const liftTemporarily: Operation<typeof liftTemporarilyRoute> = (c) => {
  const body = c.req.valid('json');
  return act(c, body, () => ({ ...body, type: 'lift-temporarily' }));
};
