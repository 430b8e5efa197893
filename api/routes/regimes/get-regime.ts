import { createRoute, z } from '@hono/zod-openapi';
import type { PublicOperation } from '../../act.ts';
import { slug } from '../../fields.ts';
import { Problem, problems } from '../../problems.ts';
import { regimeSchema, regimeView } from '../../regime-view.ts';

export const getRegimeRoute = createRoute({
  operationId: 'get-regime',
  method: 'get',
  path: '/v1/regimes/{regime}/{version}',
  tags: ['Regimes'],
  summary: 'One version of a regime, with every value and its source',
  request: {
    params: z.object({
      regime: slug.openapi({ param: { name: 'regime', in: 'path' } }),
      version: z.iso.date().openapi({ param: { name: 'version', in: 'path' } }),
    }),
  },
  responses: {
    200: {
      description: 'The pack.',
      content: {
        'application/json': {
          schema: regimeSchema
            .extend({ pack: z.record(z.string(), z.unknown()).meta({ description: 'The data as published.' }) })
            .openapi('RegimeVersion'),
        },
      },
    },
    ...problems('invalid-request', 'regime-not-found', 'internal-error'),
  },
});

export const getRegime: PublicOperation<typeof getRegimeRoute> = (c) => {
  const { regime, version } = c.req.valid('param');
  const found = c.var.deps.catalogue.all.find((each) => each.pack.regime === regime && each.pack.version === version);
  if (found === undefined) throw new Problem('regime-not-found');
  const pack: Record<string, unknown> = { ...found.pack };
  return c.json({ ...regimeView(found), pack }, 200);
};
