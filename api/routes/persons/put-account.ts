import { createRoute, z } from '@hono/zod-openapi';
import { assignAccount } from '../../../db/commands/register-person.ts';
import type { Operation } from '../../act.ts';
import { by } from '../../authenticate.ts';
import { line, personId } from '../../fields.ts';
import { mustBeRegistered } from '../../named-persons.ts';
import { bodyProblems, problems } from '../../problems.ts';

const recorded = z.object({ account: z.string(), person: z.string() }).openapi('Account');

export const putAccountRoute = createRoute({
  operationId: 'put-account',
  method: 'put',
  path: '/v1/persons/{personId}/accounts',
  tags: ['Persons'],
  summary: 'Record that an account of the issuer belongs to a person',
  description:
    'Duties are kept apart between persons. A renamed or second account stays the same person. An account that has acted, or that a case names, is never moved to another person.',
  security: [{ bearer: [] }],
  middleware: by('administrator'),
  request: {
    params: z.object({ personId: personId.openapi({ param: { name: 'personId', in: 'path' } }) }),
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
    200: { description: 'What is recorded now.', content: { 'application/json': { schema: recorded } } },
    ...problems(...bodyProblems, 'refused'),
  },
});

export const putAccount: Operation<typeof putAccountRoute> = async (c) => {
  const { personId: person } = c.req.valid('param');
  const { account } = c.req.valid('json');
  const assigned = await assignAccount(c.var.deps.bench.sql, account, person);
  mustBeRegistered(assigned, assigned.kind === 'bound' ? account : person);
  return c.json({ account, person }, 200);
};
