import { z } from '@hono/zod-openapi';
import { act, actRoute, type Operation } from '../../act.ts';
import { caseParams, digest, moment, slug } from '../../fields.ts';

export const proveDecisionServiceRoute = actRoute({
  act: 'prove-decision-service',
  path: '/v1/cases/{caseId}/decision-service/proof',
  tag: 'Review',
  summary: 'Prove that the decision was served',
  params: caseParams,
  body: z
    .strictObject({
      method: slug,
      actOn: moment,
      proof: z.strictObject({ kind: slug, digest }),
      accessed: z.boolean().default(false),
    })
    .openapi('ProveDecisionService'),
});

export const proveDecisionService: Operation<typeof proveDecisionServiceRoute> = (c) => {
  const body = c.req.valid('json');
  return act(c, body, () => ({ ...body, type: 'prove-decision-service' }));
};
