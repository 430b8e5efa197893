import { createRoute, z } from '@hono/zod-openapi';
import { listChanges as query } from '../../../db/queries/changes.ts';
import type { Operation } from '../../act.ts';
import { by } from '../../authenticate.ts';
import { changeSchema, changeView } from '../../change-view.ts';
import { cursor, limit } from '../../fields.ts';
import { next, page, readCursor } from '../../page.ts';
import { problems } from '../../problems.ts';

const key = z.tuple([z.string(), z.string()]);

export const listChangesRoute = createRoute({
  operationId: 'list-changes',
  method: 'get',
  path: '/v1/changes',
  tags: ['Changes'],
  summary: 'Changes of calendars and of law, the newest first',
  security: [{ bearer: [] }],
  middleware: by('supervisor', 'administrator', 'auditor'),
  request: { query: z.strictObject({ cursor: cursor.optional(), limit }) },
  responses: {
    200: {
      description: 'One page.',
      content: {
        'application/json': {
          schema: z.object({ items: z.array(changeSchema), next }).openapi('ChangePage'),
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

export const listChanges: Operation<typeof listChangesRoute> = async (c) => {
  const asked = c.req.valid('query');
  const last = readCursor(asked.cursor, key);
  const rows = await query(c.var.deps.connection.db, {
    after: last && { proposedAt: last[0], id: last[1] },
    limit: asked.limit + 1,
  });
  return c.json(
    page(rows, asked.limit, changeView, ({ proposedAt, id }) => [proposedAt, id]),
    200,
  );
};
