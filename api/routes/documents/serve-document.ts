import { createRoute, z } from '@hono/zod-openapi';
import { serveDocument as command } from '../../../db/commands/serve-document.ts';
import { answered, commandIdOf, requestOf, rulingContent, writeProblems, type Operation } from '../../act.ts';
import { byActorsOf } from '../../authenticate.ts';
import { caseParams, id, slug, writeHeaders } from '../../fields.ts';
import { problems } from '../../problems.ts';
import { seenCase } from '../../seen-case.ts';

export const serveDocumentRoute = createRoute({
  operationId: 'serve-document',
  method: 'post',
  path: '/v1/cases/{caseId}/documents/service',
  tags: ['Documents'],
  summary: 'Serve a notice, or a decision with what goes together with it',
  description:
    'Documents that were composed here. One that does not say what it must is refused. Sending starts no clock of the subject; only proven service does.',
  security: [{ bearer: [] }],
  middleware: byActorsOf('serve-decision'),
  request: {
    params: caseParams,
    headers: writeHeaders,
    body: {
      required: true,
      content: {
        'application/json': {
          schema: z
            .strictObject({
              documents: z.array(id).min(1).max(20),
              method: slug,
            })
            .openapi('ServeDocument'),
        },
      },
    },
  },
  responses: {
    200: { description: 'The ruling: what it added to the record.', content: rulingContent },
    ...problems(...writeProblems, 'case-not-found', 'out-of-sequence'),
  },
});

export const serveDocument: Operation<typeof serveDocumentRoute> = async (c) => {
  const { deps, person } = c.var;
  const { caseId } = c.req.valid('param');
  const body = c.req.valid('json');
  await seenCase(c, caseId);
  const result = await command(deps.connection.db, deps.bench, {
    commandId: commandIdOf(c),
    caseId,
    actor: person,
    request: requestOf(c, body),
    ...body,
  });
  return c.json(answered(c, result), 200);
};
