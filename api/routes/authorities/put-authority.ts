import { createRoute, z } from '@hono/zod-openapi';
import { registerAuthority } from '../../../db/commands/register-authority.ts';
import type { Operation } from '../../act.ts';
import { by } from '../../authenticate.ts';
import { authoritySchema } from '../../authority-schema.ts';
import { id, line, slug, slugs, territory } from '../../fields.ts';
import { bodyProblems, problems } from '../../problems.ts';

export const putAuthorityRoute = createRoute({
  operationId: 'put-authority',
  method: 'put',
  path: '/v1/authorities/{authorityId}',
  tags: ['Authorities'],
  summary: 'Register an authority, or change what is registered of it',
  description: 'Open cases keep the level and the superior that they were opened with.',
  security: [{ bearer: [] }],
  middleware: by('administrator'),
  request: {
    params: z.object({ authorityId: id.openapi({ param: { name: 'authorityId', in: 'path' } }) }),
    body: {
      required: true,
      content: {
        'application/json': {
          schema: z
            .strictObject({
              title: line,
              level: slug.meta({ description: 'As the regimes name it.' }),
              superior: id
                .nullable()
                .default(null)
                .meta({ description: 'The next-higher authority, which consents.' }),
              regimes: slugs.min(1).meta({ description: 'Under which regimes it acts.' }),
              territory: territory
                .nullable()
                .default(null)
                .meta({ description: 'Where it acts; by default in all of a jurisdiction.' }),
            })
            .openapi('PutAuthority'),
        },
      },
    },
  },
  responses: {
    200: {
      description: 'What is registered now.',
      content: { 'application/json': { schema: authoritySchema } },
    },
    ...problems(...bodyProblems),
  },
});

export const putAuthority: Operation<typeof putAuthorityRoute> = async (c) => {
  const { authorityId } = c.req.valid('param');
  const registered = await registerAuthority(c.var.deps.connection.db, {
    ...c.req.valid('json'),
    id: authorityId,
  });
  return c.json(registered, 200);
};
