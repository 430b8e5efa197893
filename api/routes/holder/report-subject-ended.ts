import { z } from '@hono/zod-openapi';
import { act, actRoute, type Operation } from '../../act.ts';
import { caseParams, digest } from '../../fields.ts';

export const reportSubjectEndedRoute = actRoute({
  act: 'report-subject-ended',
  path: '/v1/cases/{caseId}/subject-ended',
  tag: 'Holder',
  summary: 'Report that the subject is no more',
  params: caseParams,
  body: z
    .strictObject({ how: z.enum(['death', 'dissolution']), document: digest })
    .openapi('ReportSubjectEnded'),
});

export const reportSubjectEnded: Operation<typeof reportSubjectEndedRoute> = (c) => {
  const body = c.req.valid('json');
  return act(c, body, () => ({ ...body, type: 'report-subject-ended' }));
};
