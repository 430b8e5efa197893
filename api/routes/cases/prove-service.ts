import { z } from '@hono/zod-openapi';
import { act, actRoute, type Operation } from '../../act.ts';
import { caseParams, digest, moment, slug } from '../../fields.ts';

export const proveServiceRoute = actRoute({
  act: 'prove-service',
  path: '/v1/cases/{caseId}/notice/service',
  tag: 'Cases',
  summary: 'Prove that the notice was served',
  params: caseParams,
  body: z
    .strictObject({
      method: slug,
      actOn: moment.meta({ description: 'When it was served: a date in the regime’s zone, or an instant.' }),
      proof: z.strictObject({ kind: slug, digest }),
      accessed: z.boolean().default(false).meta({ description: 'The subject itself opened the document.' }),
    })
    .openapi('ProveService'),
});

export const proveService: Operation<typeof proveServiceRoute> = (c) => {
  const body = c.req.valid('json');
  return act(c, body, () => ({ ...body, type: 'prove-service' }));
};
