import { createRoute, z } from '@hono/zod-openapi';
import { listLetters } from '../../../db/queries/outgoing.ts';
import type { Operation } from '../../act.ts';
import { by } from '../../authenticate.ts';
import { cursor, limit } from '../../fields.ts';
import { next, page, readCursor } from '../../page.ts';
import { problems } from '../../problems.ts';
import { reachOf } from '../../reach.ts';

const key = z.tuple([z.string(), z.string()]);
const states = ['queued', 'posted', 'returned', 'withdrawn'] as const;

export const listOutgoingPostRoute = createRoute({
  operationId: 'list-outgoing-post',
  method: 'get',
  path: '/v1/outgoing-post',
  tags: ['Documents'],
  summary: 'Letters that wait to be posted, the oldest first',
  security: [{ bearer: [] }],
  middleware: by('caseworker', 'publisher', 'supervisor', 'auditor', 'administrator'),
  request: {
    query: z.strictObject({ state: z.enum(states).default('queued'), cursor: cursor.optional(), limit }),
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
                    id: z.string(),
                    caseId: z.string(),
                    authority: z.string(),
                    what: z.string(),
                    documents: z
                      .array(z.string())
                      .readonly()
                      .meta({ description: 'To be printed: the documents of the case, by id.' }),
                    state: z.enum(states),
                    queuedAt: z.string(),
                    postedAt: z.string().nullable(),
                    postedBy: z.string().nullable(),
                    postalNumber: z.string().nullable(),
                    returnedAt: z.string().nullable(),
                  })
                  .openapi('OutgoingLetter'),
              ),
              next,
            })
            .openapi('OutgoingPost'),
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

export const listOutgoingPost: Operation<typeof listOutgoingPostRoute> = async (c) => {
  const { state, limit: size, cursor: from } = c.req.valid('query');
  const last = readCursor(from, key);
  const rows = await listLetters(c.var.deps.connection.db, {
    reach: reachOf(c.var.person),
    state,
    after: last && { queuedAt: last[0], id: last[1] },
    limit: size + 1,
  });
  return c.json(
    page(
      rows,
      size,
      (row) => row,
      (row) => [row.queuedAt, row.id],
    ),
    200,
  );
};
