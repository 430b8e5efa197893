import { createRoute, z } from '@hono/zod-openapi';
import { listAuthorities as query } from '../../../db/queries/authorities.ts';
import type { PublicOperation } from '../../act.ts';
import { authoritySchema } from '../../authority-schema.ts';
import { problems } from '../../problems.ts';

export const listAuthoritiesRoute = createRoute({
  operationId: 'list-authorities',
  method: 'get',
  path: '/v1/authorities',
  tags: ['Authorities'],
  summary: 'The authorities that this deployment serves',
  responses: {
    200: {
      description: 'All of them.',
      content: {
        'application/json': { schema: z.object({ items: z.array(authoritySchema) }).openapi('Authorities') },
      },
    },
    ...problems('internal-error', 'record-unavailable'),
  },
});

export const listAuthorities: PublicOperation<typeof listAuthoritiesRoute> = async (c) =>
  c.json({ items: await query(c.var.deps.connection.db) }, 200);
