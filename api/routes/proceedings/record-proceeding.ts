import { z } from '@hono/zod-openapi';
import { act, actRoute, type Operation } from '../../act.ts';
import { caseParams, date, digest, slug } from '../../fields.ts';

export const recordProceedingRoute = actRoute({
  act: 'record-proceeding',
  path: '/v1/cases/{caseId}/proceedings',
  tag: 'Proceedings',
  summary: 'Record a review proceeding',
  description:
    'Reconsideration, appeal or litigation; where the regime says so it brings a stay. One begun out of time is recorded as such.',
  params: caseParams,
  body: z
    .strictObject({
      forum: slug,
      document: digest,
      beganOn: date
        .nullable()
        .default(null)
        .meta({ description: 'When it began before the forum; by default today.' }),
      petition: slug.nullable().default(null).meta({
        description: 'The petition whose refusal is under review; null when it is the listing itself.',
      }),
    })
    .openapi('RecordProceeding'),
});

export const recordProceeding: Operation<typeof recordProceedingRoute> = (c) => {
  const body = c.req.valid('json');
  return act(c, body, () => ({ ...body, type: 'record-proceeding' }));
};
