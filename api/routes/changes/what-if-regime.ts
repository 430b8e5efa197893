import { createRoute, z } from '@hono/zod-openapi';
import { whatIf } from '../../../db/queries/what-if.ts';
import type { Operation } from '../../act.ts';
import { by } from '../../authenticate.ts';
import { caseEffectSchema, ruleSummarySchema } from '../../change-view.ts';
import { slug } from '../../fields.ts';
import { Problem, problems } from '../../problems.ts';

const MOST_CASES = 5_000;

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
    query: z.strictObject({
      cases: z.coerce
        .number()
        .int()
        .min(0)
        .max(MOST_CASES)
        .default(100)
        .meta({ description: 'How many cases are shown one by one; the sums are over all.' }),
    }),
  },
  responses: {
    200: {
      description: 'The report.',
      content: {
        'application/json': {
          schema: z
            .object({
              regime: z.string(),
              version: z.string(),
              transition: z.object({
                mode: z.enum(['pinned', 'most-favourable', 'recompute']),
                citation: z.string(),
                status: z.string(),
              }),
              looked: z.int(),
              untouched: z.int(),
              rules: z.array(ruleSummarySchema).readonly(),
              unlawfulMeasures: z.array(z.object({ measure: z.string(), cases: z.int() })).readonly(),
              removalsDue: z.int(),
              lawFell: z.int(),
              harsher: z
                .int()
                .meta({ description: 'Clocks that would fall back on the subject: they are kept.' }),
              stays: z.record(z.string(), z.int()),
              cases: z.array(z.object({ caseId: z.string(), from: z.string(), effect: caseEffectSchema })),
              seconds: z.number(),
            })
            .openapi('WhatIf'),
        },
      },
    },
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
