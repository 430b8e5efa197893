import { createRoute, z } from '@hono/zod-openapi';
import { assignAccount } from '../../../db/commands/register-person.ts';
import type { Operation } from '../../act.ts';
import { by } from '../../authenticate.ts';
import { id, line } from '../../fields.ts';
import { problems } from '../../problems.ts';

const assigned = z.object({ account: z.string(), person: z.string() }).openapi('Account');

export const putAccountRoute = createRoute({
  operationId: 'put-account',
  method: 'put',
  path: '/v1/persons/{personId}/accounts',
  tags: ['Persons'],
  summary: 'Record that an account of the issuer belongs to a person',
  description: 'Duties are kept apart between persons. A renamed or second account stays the same person.',
  security: [{ bearer: [] }],
  middleware: by('administrator'),
  request: {
    params: z.object({ personId: id.openapi({ param: { name: 'personId', in: 'path' } }) }),
    body: {
      required: true,
      content: {
        'application/json': {
          schema: z
            .strictObject({ account: line.meta({ description: 'The `sub` claim of its tokens.' }) })
            .openapi('PutAccount'),
        },
      },
    },
  },
  responses: {
    200: { description: 'What is recorded now.', content: { 'application/json': { schema: assigned } } },
    ...problems(
      'malformed-json',
      'invalid-request',
      'unauthenticated',
      'issuer-unavailable',
      'not-entitled',
      'body-too-large',
      'unsupported-media-type',
      'internal-error',
      'record-unavailable',
    ),
  },
});

export const putAccount: Operation<typeof putAccountRoute> = async (c) => {
  const { personId } = c.req.valid('param');
  const { account } = c.req.valid('json');
  await assignAccount(c.var.deps.connection.db, account, personId);
  return c.json({ account, person: personId }, 200);
};
