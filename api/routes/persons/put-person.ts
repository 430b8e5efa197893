import { createRoute, z } from '@hono/zod-openapi';
import { registerPerson } from '../../../db/commands/register-person.ts';
import { officeRoles } from '../../../domain/regime/pack.ts';
import type { Operation } from '../../act.ts';
import { by } from '../../authenticate.ts';
import { id, personId } from '../../fields.ts';
import { mustBeRegistered } from '../../named-persons.ts';
import { bodyProblems, problems } from '../../problems.ts';
import { registeredAuthority } from '../../registered-authority.ts';

const office = z
  .object({ person: z.string(), authorityId: z.string(), roles: z.array(z.string()).readonly() })
  .openapi('Office');

export const putPersonRoute = createRoute({
  operationId: 'put-person',
  method: 'put',
  path: '/v1/authorities/{authorityId}/persons/{personId}',
  tags: ['Persons'],
  summary: 'Register a person with an authority, or change the roles',
  description:
    'Only a person whom an authority knows can be named in a case. Whoever acts for an authority is known there from then on.',
  security: [{ bearer: [] }],
  middleware: by('administrator'),
  request: {
    params: z.object({
      authorityId: id.openapi({ param: { name: 'authorityId', in: 'path' } }),
      personId: personId.openapi({ param: { name: 'personId', in: 'path' } }),
    }),
    body: {
      required: true,
      content: {
        'application/json': {
          schema: z
            .strictObject({
              roles: z
                .array(z.enum(officeRoles))
                .max(officeRoles.length)
                .meta({ description: 'What a deputy may take over while the person is on leave.' }),
            })
            .openapi('PutPerson'),
        },
      },
    },
  },
  responses: {
    200: { description: 'What is registered now.', content: { 'application/json': { schema: office } } },
    ...problems(...bodyProblems, 'unknown-authority', 'refused'),
  },
});

export const putPerson: Operation<typeof putPersonRoute> = async (c) => {
  const { authorityId, personId: person } = c.req.valid('param');
  const { roles } = c.req.valid('json');
  await registeredAuthority(c.var.deps, authorityId);
  const registered = { person, authorityId, roles };
  mustBeRegistered(await registerPerson(c.var.deps.bench.sql, registered), person);
  return c.json(registered, 200);
};
