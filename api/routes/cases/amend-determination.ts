import { z } from '@hono/zod-openapi';
import { act, actRoute, type Operation } from '../../act.ts';
import { caseParams, slugs, term, text } from '../../fields.ts';

export const amendDeterminationRoute = actRoute({
  act: 'amend-determination',
  path: '/v1/cases/{caseId}/determination/amendment',
  tag: 'Cases',
  summary: 'Amend the determination',
  description: 'Anything heavier than what was notified needs a new notice.',
  params: caseParams,
  body: z.strictObject({ measures: slugs, term, reasons: text }).openapi('AmendDetermination'),
});

export const amendDetermination: Operation<typeof amendDeterminationRoute> = (c) => {
  const body = c.req.valid('json');
  return act(c, body, (seal) => ({ ...body, type: 'amend-determination', reasons: seal(body.reasons) }));
};
