import { createRoute, z } from '@hono/zod-openapi';
import type { PublicOperation } from '../../act.ts';
import { problems } from '../../problems.ts';
import { regimeSchema, regimeView } from '../../regime-view.ts';

export const listRegimesRoute = createRoute({
  operationId: 'list-regimes',
  method: 'get',
  path: '/v1/regimes',
  tags: ['Regimes'],
  summary: 'The regimes of this deployment, in all their versions',
  responses: {
    200: {
      description: 'All of them, with how much of each was read in the law itself.',
      content: { 'application/json': { schema: z.object({ items: z.array(regimeSchema) }).openapi('Regimes') } },
    },
    ...problems('internal-error'),
  },
});

export const listRegimes: PublicOperation<typeof listRegimesRoute> = (c) =>
  c.json({ items: c.var.deps.catalogue.all.map(regimeView) }, 200);
