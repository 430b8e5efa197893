import { createRoute, z } from '@hono/zod-openapi';
import { keepPart } from '../../../db/commands/intake-receive.ts';
import type { Operation } from '../../act.ts';
import { by } from '../../authenticate.ts';
import { importId } from '../../import-view.ts';
import { Problem, problems } from '../../problems.ts';

export const putImportPartRoute = createRoute({
  operationId: 'put-import-part',
  method: 'put',
  path: '/v1/imports/{importId}/parts/{part}',
  tags: ['Imports'],
  summary: 'Send one part of the file',
  description: 'The bytes as they are, in parts that fit the limit of a body; a part may be sent again.',
  security: [{ bearer: [] }],
  middleware: by('administrator', 'supervisor'),
  request: {
    params: z.object({
      importId,
      part: z.coerce
        .number()
        .int()
        .min(0)
        .max(100_000)
        .openapi({ param: { name: 'part', in: 'path' } }),
    }),
    body: { required: true, content: { 'application/octet-stream': { schema: z.string().max(1_048_576) } } },
  },
  responses: {
    204: { description: 'It is kept.' },
    ...problems(
      'invalid-request',
      'unauthenticated',
      'issuer-unavailable',
      'not-entitled',
      'import-not-found',
      'body-too-large',
      'internal-error',
      'record-unavailable',
    ),
  },
});

export const putImportPart: Operation<typeof putImportPartRoute> = async (c) => {
  const { importId: id, part: no } = c.req.valid('param');
  const { bench } = c.var.deps;
  const body = Buffer.from(await c.req.arrayBuffer());
  if (!(await keepPart(bench.sql, bench.masterKey, { id, no, body })))
    throw new Problem('import-not-found', { detail: 'No import waits for this part.' });
  return c.body(null, 204);
};
