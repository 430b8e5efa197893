import { z } from '@hono/zod-openapi';
import { act, actRoute, type Operation } from '../../act.ts';
import { caseParams, date, digest, slug } from '../../fields.ts';

export const reportBasisFallenRoute = actRoute({
  act: 'report-basis-fallen',
  path: '/v1/cases/{caseId}/basis-fallen',
  tag: 'Cases',
  summary: 'Report that the basis has fallen',
  description: 'The instrument was revoked, annulled, quashed or repealed. No petition is needed.',
  params: caseParams,
  body: z.strictObject({ how: slug, documentDigest: digest, effectiveOn: date }).openapi('ReportBasisFallen'),
});

export const reportBasisFallen: Operation<typeof reportBasisFallenRoute> = (c) => {
  const body = c.req.valid('json');
  return act(c, body, () => ({ ...body, type: 'report-basis-fallen' }));
};
