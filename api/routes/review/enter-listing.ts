import { z } from '@hono/zod-openapi';
import { act, actRoute, type Operation } from '../../act.ts';
import { caseParams } from '../../fields.ts';

export const enterListingRoute = actRoute({
  act: 'enter-listing',
  path: '/v1/cases/{caseId}/listing/entry',
  tag: 'Review',
  summary: 'Enter the listing that was decided',
  params: caseParams,
  body: z.strictObject({}),
});

export const enterListing: Operation<typeof enterListingRoute> = (c) => {
  const body = c.req.valid('json');
  return act(c, body, () => ({ type: 'enter-listing' }));
};
