import { createRoute, z } from '@hono/zod-openapi';
import { findImport, listCleanup as query } from '../../../db/queries/imports.ts';
import type { Operation } from '../../act.ts';
import { by } from '../../authenticate.ts';
import { cursor, limit } from '../../fields.ts';
import { findingSchema, importParams, reasonSchema } from '../../import-view.ts';
import { next, page, readCursor } from '../../page.ts';
import { Problem, problems } from '../../problems.ts';

const key = z.tuple([z.int()]);

export const listCleanupRoute = createRoute({
  operationId: 'list-cleanup',
  method: 'get',
  path: '/v1/imports/{importId}/cleanup',
  tags: ['Imports'],
  summary: 'The lines that were not taken over, and why',
  description:
    'In the order of the list. What a line says is personal data: it is read line by line, for a purpose.',
  security: [{ bearer: [] }],
  middleware: by('administrator', 'supervisor', 'auditor'),
  request: {
    params: importParams,
    query: z.strictObject({
      reason: reasonSchema.optional(),
      undecided: z.stringbool().optional().meta({ description: 'Only lines that nobody has decided yet.' }),
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
                    line: z.int().meta({ description: 'In the file; the first line is 1.' }),
                    reason: reasonSchema,
                    findings: z.array(findingSchema).readonly(),
                    authority: z.string().nullable(),
                    decision: z.enum(['dismissed', 'corrected']).nullable(),
                    decidedBy: z.string().nullable(),
                    decidedAt: z.string().nullable(),
                    caseId: z
                      .string()
                      .nullable()
                      .meta({ description: 'What it became, where it was corrected.' }),
                  })
                  .openapi('CleanupLine'),
              ),
              next,
            })
            .openapi('CleanupPage'),
        },
      },
    },
    ...problems(
      'invalid-request',
      'unauthenticated',
      'issuer-unavailable',
      'not-entitled',
      'import-not-found',
      'internal-error',
      'record-unavailable',
    ),
  },
});

export const listCleanup: Operation<typeof listCleanupRoute> = async (c) => {
  const { db } = c.var.deps.connection;
  const { importId } = c.req.valid('param');
  const asked = c.req.valid('query');
  const last = readCursor(asked.cursor, key);
  if ((await findImport(db, importId)) === undefined) throw new Problem('import-not-found');
  const rows = await query(db, {
    importId,
    reason: asked.reason,
    undecided: asked.undecided,
    after: last?.[0],
    limit: asked.limit + 1,
  });
  return c.json(
    page(
      rows,
      asked.limit,
      (row) => row,
      ({ line }) => [line],
    ),
    200,
  );
};
