import { z } from '@hono/zod-openapi';
import { act, actRoute, type Operation } from '../../act.ts';
import { caseParams, digest, text } from '../../fields.ts';

export const setAsideServiceRoute = actRoute({
  act: 'set-aside-service',
  path: '/v1/cases/{caseId}/service/setting-aside',
  tag: 'Cases',
  summary: 'Set aside a proof of service that does not hold',
  description:
    'The document came back after all, or the proof is false. Service is open again, and an entry that rests on it has no effect meanwhile.',
  params: caseParams,
  body: z
    .strictObject({ of: z.enum(['notice', 'decision']), evidence: digest, reason: text })
    .openapi('SetAsideService'),
});

export const setAsideService: Operation<typeof setAsideServiceRoute> = (c) => {
  const body = c.req.valid('json');
  return act(c, body, (seal) => ({ ...body, type: 'set-aside-service', reason: seal(body.reason) }));
};
