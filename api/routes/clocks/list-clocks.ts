import { createRoute, z } from '@hono/zod-openapi';
import { listClocks as query } from '../../../db/queries/clocks.ts';
import type { Operation } from '../../act.ts';
import { byAnyone } from '../../authenticate.ts';
import { cursor, instant, limit, slug } from '../../fields.ts';
import { next, page, readCursor } from '../../page.ts';
import { problems } from '../../problems.ts';
import { reachOf } from '../../reach.ts';

const key = z.tuple([z.string(), z.string(), z.string()]);

export const listClocksRoute = createRoute({
  operationId: 'list-clocks',
  method: 'get',
  path: '/v1/clocks',
  tags: ['Clocks'],
  summary: 'List armed clocks, soonest first',
  description: 'Overdue is derived at each look: an armed clock whose end is past.',
  security: [{ bearer: [] }],
  middleware: byAnyone(),
  request: {
    query: z.strictObject({
      against: z.enum(['authority', 'subject', 'recipient']).optional(),
      rule: slug.optional(),
      overdue: z.stringbool().optional(),
      before: instant.optional(),
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
                    key: z.string(),
                    rule: z.string(),
                    against: z.string(),
                    effect: z.string(),
                    due: z.string().nullable(),
                    end: z.string(),
                    provisional: z.boolean(),
                    overdue: z.boolean(),
                    regime: z.string(),
                    version: z.string(),
                    authority: z.string(),
                    stage: z.string(),
                  })
                  .openapi('ListedClock'),
              ),
              next,
            })
            .openapi('ClockPage'),
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

export const listClocks: Operation<typeof listClocksRoute> = async (c) => {
  const { deps, person } = c.var;
  const asked = c.req.valid('query');
  const reach = reachOf(person);
  if (reach.length === 0) return c.json({ items: [], next: null }, 200);
  const last = readCursor(asked.cursor, key);
  const rows = await query(deps.connection.db, {
    ...asked,
    reach,
    after: last && { end: last[0], caseId: last[1], key: last[2] },
    limit: asked.limit + 1,
  });
  return c.json(
    page(
      rows,
      asked.limit,
      (row) => row,
      (row) => [row.end, row.caseId, row.key],
    ),
    200,
  );
};
