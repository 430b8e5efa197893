import { z } from '@hono/zod-openapi';
import { act, actRoute, type Operation } from '../../act.ts';
import { caseParams, digest, text } from '../../fields.ts';

export const reportServiceFailedRoute = actRoute({
  act: 'report-service-failed',
  path: '/v1/cases/{caseId}/notice/service-failure',
  tag: 'Cases',
  summary: 'Report that service failed',
  params: caseParams,
  body: z
    .strictObject({
      evidence: digest.meta({ description: 'Digest of what shows that it failed.' }),
      reason: text,
    })
    .openapi('ReportServiceFailed'),
});

export const reportServiceFailed: Operation<typeof reportServiceFailedRoute> = (c) => {
  const body = c.req.valid('json');
  return act(c, body, (seal) => ({ ...body, type: 'report-service-failed', reason: seal(body.reason) }));
};
