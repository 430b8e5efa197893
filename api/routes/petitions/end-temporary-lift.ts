import { z } from '@hono/zod-openapi';
import { act, actRoute, type Operation } from '../../act.ts';
import { caseParams } from '../../fields.ts';

export const endTemporaryLiftRoute = actRoute({
  act: 'end-temporary-lift',
  path: '/v1/cases/{caseId}/temporary-lift/end',
  tag: 'Petitions',
  summary: 'End a temporary lift',
  params: caseParams,
  body: z.strictObject({ outcome: z.enum(['executed', 'failed']) }).openapi('EndTemporaryLift'),
});

export const endTemporaryLift: Operation<typeof endTemporaryLiftRoute> = (c) => {
  const body = c.req.valid('json');
  return act(c, body, () => ({ ...body, type: 'end-temporary-lift' }));
};
