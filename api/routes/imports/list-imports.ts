import { createRoute, z } from '@hono/zod-openapi';
import { listImports as query } from '../../../db/queries/imports.ts';
import type { Operation } from '../../act.ts';
import { by } from '../../authenticate.ts';
import { cursor, limit } from '../../fields.ts';
import { importSchema, importView } from '../../import-view.ts';
import { next, page, readCursor } from '../../page.ts';
import { problems } from '../../problems.ts';

const key = z.tuple([z.string(), z.string()]);

export const listImportsRoute = createRoute({
  operationId: 'list-imports',
  method: 'get',
  path: '/v1/imports',
  tags: ['Imports'],
  summary: 'Lists that were brought in, the newest first',
  security: [{ bearer: [] }],
  middleware: by('administrator', 'supervisor', 'auditor'),
  request: { query: z.strictObject({ cursor: cursor.optional(), limit }) },
  responses: {
    200: {
      description: 'One page.',
      content: {
        'application/json': {
          schema: z.object({ items: z.array(importSchema), next }).openapi('ImportPage'),
        },
      },
    },
    ...problems(
      'invalid-request',
      'unauthenticated',
      'issuer-unavailable',
      'not-entitled',
      'internal-error',
      'record-unavailable',
    ),
  },
});

export const listImports: Operation<typeof listImportsRoute> = async (c) => {
  const asked = c.req.valid('query');
  const last = readCursor(asked.cursor, key);
  const rows = await query(c.var.deps.connection.db, {
    after: last && { createdAt: last[0], id: last[1] },
    limit: asked.limit + 1,
  });
  return c.json(
    page(rows, asked.limit, importView, ({ createdAt, id }) => [createdAt, id]),
    200,
  );
};
