import { z } from '@hono/zod-openapi';
import { act, actRoute, type Operation } from '../../act.ts';
import { caseParams, posted, slug } from '../../fields.ts';

export const requestHearingRoute = actRoute({
  act: 'request-hearing',
  path: '/v1/cases/{caseId}/hearing',
  tag: 'Hearings',
  summary: 'Request an oral hearing',
  params: caseParams,
  body: z
    .strictObject({
      trigger: slug.meta({ description: "One of the regime's reasons for a hearing." }),
      posted,
    })
    .openapi('RequestHearing'),
});

export const requestHearing: Operation<typeof requestHearingRoute> = (c) => {
  const body = c.req.valid('json');
  return act(c, body, () => ({ ...body, type: 'request-hearing' }));
};
