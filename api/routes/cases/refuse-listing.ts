import { z } from '@hono/zod-openapi';
import { act, actRoute, type Operation } from '../../act.ts';
import { caseParams, text } from '../../fields.ts';

export const refuseListingRoute = actRoute({
  act: 'refuse-listing',
  path: '/v1/cases/{caseId}/listing/refusal',
  tag: 'Cases',
  summary: 'Decide not to list',
  params: caseParams,
  body: z.strictObject({ reasons: text }).openapi('RefuseListing'),
});

export const refuseListing: Operation<typeof refuseListingRoute> = (c) => {
  const body = c.req.valid('json');
  return act(c, body, (seal) => ({ type: 'refuse-listing', reasons: seal(body.reasons) }));
};
