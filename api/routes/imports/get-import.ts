import { createRoute } from '@hono/zod-openapi';
import { findImport } from '../../../db/queries/imports.ts';
import type { Operation } from '../../act.ts';
import { by } from '../../authenticate.ts';
import { importContent, importParams, importView } from '../../import-view.ts';
import { Problem, problems } from '../../problems.ts';

export const getImportRoute = createRoute({
  operationId: 'get-import',
  method: 'get',
  path: '/v1/imports/{importId}',
  tags: ['Imports'],
  summary: 'Where an import stands, and its report',
  security: [{ bearer: [] }],
  middleware: by('administrator', 'supervisor', 'auditor'),
  request: { params: importParams },
  responses: {
    200: { description: 'The import.', content: importContent },
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

export const getImport: Operation<typeof getImportRoute> = async (c) => {
  const found = await findImport(c.var.deps.connection.db, c.req.valid('param').importId);
  if (found === undefined) throw new Problem('import-not-found');
  return c.json(importView(found), 200);
};
