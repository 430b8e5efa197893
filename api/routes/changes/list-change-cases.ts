import { createRoute, z } from '@hono/zod-openapi';
import { findChange, listChangeCases as query } from '../../../db/queries/changes.ts';
import type { Operation } from '../../act.ts';
import { by } from '../../authenticate.ts';
import { changedCaseSchema, changedCaseView, changeParams } from '../../change-view.ts';
import { cursor, limit } from '../../fields.ts';
import { next, page, readCursor } from '../../page.ts';
import { Problem, problems } from '../../problems.ts';

const key = z.tuple([z.string()]);

export const listChangeCasesRoute = createRoute({
  operationId: 'list-change-cases',
  method: 'get',
  path: '/v1/changes/{changeId}/cases',
  tags: ['Changes'],
  summary: 'What a change does to each case: every clock, its old and its new date',
  security: [{ bearer: [] }],
  middleware: by('supervisor', 'administrator', 'auditor'),
  request: {
    params: changeParams,
    query: z.strictObject({
      status: z.enum(['pending', 'applied', 'gone', 'stays']).optional(),
      cursor: cursor.optional(),
      limit,
    }),
  },
  responses: {
    200: {
      description: 'One page.',
      content: {
        'application/json': {
          schema: z.object({ items: z.array(changedCaseSchema), next }).openapi('ChangedCasePage'),
        },
      },
    },
    ...problems(
      'invalid-request',
      'unauthenticated',
      'issuer-unavailable',
      'not-entitled',
      'change-not-found',
      'internal-error',
      'record-unavailable',
    ),
  },
});

export const listChangeCases: Operation<typeof listChangeCasesRoute> = async (c) => {
  const { db } = c.var.deps.connection;
  const { changeId } = c.req.valid('param');
  const asked = c.req.valid('query');
  const last = readCursor(asked.cursor, key);
  if ((await findChange(db, changeId)) === undefined) throw new Problem('change-not-found');
  const rows = await query(db, { changeId, status: asked.status, after: last?.[0], limit: asked.limit + 1 });
  return c.json(
    page(rows, asked.limit, changedCaseView, ({ caseId }) => [caseId]),
    200,
  );
};
