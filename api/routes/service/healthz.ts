import { createRoute, z } from '@hono/zod-openapi';
import type { PublicOperation } from '../../act.ts';

export const healthzRoute = createRoute({
  operationId: 'healthz',
  method: 'get',
  path: '/healthz',
  tags: ['Service'],
  summary: 'Whether the process answers',
  responses: {
    200: {
      description: 'It does.',
      content: { 'application/json': { schema: z.object({ status: z.literal('ok') }) } },
    },
  },
});

export const healthz: PublicOperation<typeof healthzRoute> = (c) => c.json({ status: 'ok' as const }, 200);
