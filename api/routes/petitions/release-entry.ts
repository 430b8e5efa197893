import { z } from '@hono/zod-openapi';
import { act, actRoute, type Operation } from '../../act.ts';
import { caseParams, text } from '../../fields.ts';

export const releaseEntryRoute = actRoute({
  act: 'release-entry',
  path: '/v1/cases/{caseId}/release',
  tag: 'Petitions',
  summary: 'Release the entry',
  description: 'Where the end of the term is only the least.',
  params: caseParams,
  body: z.strictObject({ reasons: text }).openapi('ReleaseEntry'),
});

export const releaseEntry: Operation<typeof releaseEntryRoute> = (c) => {
  const body = c.req.valid('json');
  return act(c, body, (seal) => ({ type: 'release-entry', reasons: seal(body.reasons) }));
};
