import { z } from '@hono/zod-openapi';
import { act, actRoute, type Operation } from '../../act.ts';
import { caseParams, digest } from '../../fields.ts';

export const reportProceedingsBeganRoute = actRoute({
  act: 'report-proceedings-began',
  path: '/v1/cases/{caseId}/proceedings-began',
  tag: 'Measures',
  summary: 'Report that proceedings began',
  description: 'Proceedings on which an interim measure may rest for longer.',
  params: caseParams,
  body: z.strictObject({ document: digest }).openapi('ReportProceedingsBegan'),
});

export const reportProceedingsBegan: Operation<typeof reportProceedingsBeganRoute> = (c) => {
  const body = c.req.valid('json');
  return act(c, body, () => ({ ...body, type: 'report-proceedings-began' }));
};
