import { z } from '@hono/zod-openapi';
import { act, actRoute, type Operation } from '../../act.ts';
import { caseParams, date, digest, slug } from '../../fields.ts';

export const reportRemovalTriggerRoute = actRoute({
  act: 'report-removal-trigger',
  path: '/v1/cases/{caseId}/removal-trigger',
  tag: 'Cases',
  summary: 'Report an event that obliges to removal',
  description:
    'One of the events by which the regime takes an entry off. No petition is needed, and nothing is weighed.',
  params: caseParams,
  body: z
    .strictObject({ trigger: slug, documentDigest: digest, occurredOn: date })
    .openapi('ReportRemovalTrigger'),
});

export const reportRemovalTrigger: Operation<typeof reportRemovalTriggerRoute> = (c) => {
  const body = c.req.valid('json');
  return act(c, body, () => ({ ...body, type: 'report-removal-trigger' }));
};
