import { createRoute, z } from '@hono/zod-openapi';
import { listCases as query } from '../../../db/queries/cases.ts';
import { stages } from '../../../domain/regime/pack.ts';
import type { Operation } from '../../act.ts';
import { byAnyone } from '../../authenticate.ts';
import { cursor, id, limit, slug } from '../../fields.ts';
import { next, page, readCursor } from '../../page.ts';
import { problems } from '../../problems.ts';
import { reachOf } from '../../reach.ts';

const key = z.tuple([z.string(), z.string()]);

export const listCasesRoute = createRoute({
  operationId: 'list-cases',
  method: 'get',
  path: '/v1/cases',
  tags: ['Cases'],
  summary: 'List the cases the asking person may see, newest first',
  security: [{ bearer: [] }],
  middleware: byAnyone(),
  request: {
    query: z.strictObject({
      stage: z.enum(stages).optional(),
      regime: slug.optional(),
      authority: id.optional(),
      overdue: z.stringbool().optional(),
      cursor: cursor.optional(),
      limit,
    }),
  },
  responses: {
    200: {
      description: 'One page.',
      content: {
        'application/json': {
          schema: z
            .object({
              items: z.array(
                z
                  .object({
                    caseId: z.string(),
                    regime: z.string(),
                    version: z.string(),
                    authority: z.string(),
                    ground: z.string(),
                    subjectKind: z.string(),
                    stage: z.enum(stages),
                    outcome: z.string().nullable(),
                    sandbox: z.boolean(),
                    openedAt: z.string(),
                    updatedAt: z.string(),
                    soonest: z.string().nullable(),
                    overdue: z.boolean(),
                  })
                  .openapi('ListedCase'),
              ),
              next,
            })
            .openapi('CasePage'),
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

export const listCases: Operation<typeof listCasesRoute> = async (c) => {
  const { deps, person } = c.var;
  const asked = c.req.valid('query');
  const reach = reachOf(person);
  if (reach.length === 0) return c.json({ items: [], next: null }, 200);
  const last = readCursor(asked.cursor, key);
  const rows = await query(deps.connection.db, {
    ...asked,
    reach,
    after: last && { openedAt: last[0], caseId: last[1] },
    limit: asked.limit + 1,
  });
  return c.json(
    page(
      rows,
      asked.limit,
      (row) => row,
      (row) => [row.openedAt, row.caseId],
    ),
    200,
  );
};
