import { createRoute, z } from '@hono/zod-openapi';
import { whatIf } from '../../../db/queries/what-if.ts';
import type { Operation } from '../../act.ts';
import { by } from '../../authenticate.ts';
import { slug } from '../../fields.ts';
import { Problem, problems } from '../../problems.ts';
import { casesShown, MOST_CASES, whatIfContent } from '../../what-if-view.ts';

export const whatIfRegimeRoute = createRoute({
  operationId: 'what-if-regime',
  method: 'get',
  path: '/v1/regimes/{regime}/{version}/what-if',
  tags: ['Changes'],
  summary: 'What a version of a regime would do to the live cases of earlier ones',
  description:
    'Changes nothing. For more cases than fit, propose the change: its preview looks at all of them.',
  security: [{ bearer: [] }],
  middleware: by('supervisor', 'administrator', 'auditor'),
  request: {
    params: z.object({
      regime: slug.openapi({ param: { name: 'regime', in: 'path' } }),
      version: z.iso.date().openapi({ param: { name: 'version', in: 'path' } }),
    }),
    query: z.strictObject({ cases: casesShown }),
  },
  responses: {
    200: { description: 'The report.', content: whatIfContent },
    ...problems(
      'invalid-request',
      'unauthenticated',
      'issuer-unavailable',
      'not-entitled',
      'regime-not-found',
      'internal-error',
      'record-unavailable',
    ),
  },
});

export const whatIfRegime: Operation<typeof whatIfRegimeRoute> = async (c) => {
  const { deps } = c.var;
  const { regime, version } = c.req.valid('param');
  const pack = deps.catalogue.pack(regime, version);
  if (pack === undefined) throw new Problem('regime-not-found');
  const report = await whatIf(deps.bench, pack, MOST_CASES);
  return c.json({ ...report, cases: report.cases.slice(0, c.req.valid('query').cases) }, 200);
};
