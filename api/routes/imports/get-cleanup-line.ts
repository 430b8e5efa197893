import { createRoute, z } from '@hono/zod-openapi';
import { logAccess } from '../../../db/commands/log-access.ts';
import { findLine } from '../../../db/queries/imports.ts';
import { open } from '../../../db/sealing.ts';
import type { Operation } from '../../act.ts';
import { by } from '../../authenticate.ts';
import { purposeHeaders } from '../../fields.ts';
import { importId } from '../../import-view.ts';
import { Problem, problems } from '../../problems.ts';

const kept = z.object({ fields: z.array(z.string()) });

export const getCleanupLineRoute = createRoute({
  operationId: 'get-cleanup-line',
  method: 'get',
  path: '/v1/imports/{importId}/cleanup/{line}',
  tags: ['Imports'],
  summary: 'What one line says, for a purpose; the reading is logged',
  description: 'A line that is decided, or that could not be read, has no fields any more.',
  security: [{ bearer: [] }],
  middleware: by('supervisor', 'auditor'),
  request: {
    params: z.object({
      importId,
      line: z.coerce
        .number()
        .int()
        .min(1)
        .max(2_000_000_000)
        .openapi({ param: { name: 'line', in: 'path' } }),
    }),
    headers: purposeHeaders,
  },
  responses: {
    200: {
      description: 'The fields, in the order of the file.',
      content: {
        'application/json': {
          schema: z
            .object({ line: z.int(), fields: z.array(z.string()).nullable() })
            .openapi('CleanupLineFields'),
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

export const getCleanupLine: Operation<typeof getCleanupLineRoute> = async (c) => {
  const { deps, person } = c.var;
  const { importId: id, line } = c.req.valid('param');
  const purpose = c.req.valid('header')['amends-purpose'];
  const found = await findLine(deps.connection.db, { importId: id, line });
  if (found === undefined) throw new Problem('import-not-found', { detail: 'No such line.' });
  if (purpose === undefined || found.sealed.length === 0) return c.json({ line, fields: null }, 200);
  await logAccess(deps.connection.db, {
    caseId: `intake/${id}`,
    actor: person.person,
    purpose,
    what: `line ${line}`,
  });
  const text = open(open(deps.bench.masterKey, found.wrapped), found.sealed).toString();
  return c.json({ line, fields: kept.parse(JSON.parse(text)).fields }, 200);
};
