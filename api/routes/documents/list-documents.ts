import { createRoute, z } from '@hono/zod-openapi';
import { listDocuments as query } from '../../../db/queries/documents.ts';
import type { Operation } from '../../act.ts';
import { by } from '../../authenticate.ts';
import { documentSchema } from '../../document-view.ts';
import { caseParams } from '../../fields.ts';
import { problems } from '../../problems.ts';
import { seenCase } from '../../seen-case.ts';

export const listDocumentsRoute = createRoute({
  operationId: 'list-documents',
  method: 'get',
  path: '/v1/cases/{caseId}/documents',
  tags: ['Documents'],
  summary: 'The documents composed for a case, the newest first, without their words',
  security: [{ bearer: [] }],
  middleware: by('caseworker', 'reviewer', 'publisher', 'supervisor', 'superior-authority', 'auditor'),
  request: { params: caseParams },
  responses: {
    200: {
      description: 'All of them.',
      content: {
        'application/json': {
          schema: z.object({ items: z.array(documentSchema) }).openapi('Documents'),
        },
      },
    },
    ...problems(
      'invalid-request',
      'unauthenticated',
      'issuer-unavailable',
      'not-entitled',
      'case-not-found',
      'internal-error',
      'record-unavailable',
    ),
  },
});

export const listDocuments: Operation<typeof listDocumentsRoute> = async (c) => {
  const { caseId } = c.req.valid('param');
  await seenCase(c, caseId);
  const rows = await query(c.var.deps.connection.db, caseId);
  const items = rows.map(({ caseId: _case, basis: _basis, ...row }) => row);
  return c.json({ items }, 200);
};
