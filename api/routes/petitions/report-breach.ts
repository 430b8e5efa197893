import { z } from '@hono/zod-openapi';
import { act, actRoute, type Operation } from '../../act.ts';
import { caseId, date, slug, text } from '../../fields.ts';

export const reportBreachRoute = actRoute({
  act: 'report-breach',
  path: '/v1/cases/{caseId}/commitments/{commitmentId}/breach',
  tag: 'Petitions',
  summary: 'Report that a commitment was broken',
  description: 'Where the regime lets a repair hang on it, the entry comes back.',
  params: z.object({
    caseId,
    commitmentId: slug.openapi({ param: { name: 'commitmentId', in: 'path' } }),
  }),
  body: z.strictObject({ on: date, document: text }).openapi('ReportBreach'),
});

export const reportBreach: Operation<typeof reportBreachRoute> = (c) => {
  const body = c.req.valid('json');
  const { commitmentId: commitment } = c.req.valid('param');
  return act(c, body, (seal) => ({
    ...body,
    type: 'report-breach',
    commitment,
    document: seal(body.document),
  }));
};
