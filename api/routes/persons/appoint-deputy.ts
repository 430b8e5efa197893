import { createRoute, z } from '@hono/zod-openapi';
import { appointDeputy } from '../../../db/commands/register-person.ts';
import type { Operation } from '../../act.ts';
import { by } from '../../authenticate.ts';
import { date, id } from '../../fields.ts';
import { problems } from '../../problems.ts';

const deputyship = z.object({
  principal: z.string(),
  deputy: z.string(),
  authorityId: z.string(),
  fromDate: z.string(),
  untilDate: z.string(),
});

export const appointDeputyRoute = createRoute({
  operationId: 'appoint-deputy',
  method: 'put',
  path: '/v1/persons/{personId}/deputies/{deputyId}',
  tags: ['Persons'],
  summary: 'Appoint a deputy for some days',
  description:
    'A deputy acts with a token that says `on_behalf_of`. The act counts as an act of both persons wherever duties are kept apart.',
  security: [{ bearer: [] }],
  middleware: by('administrator', 'supervisor'),
  request: {
    params: z.object({
      personId: id.openapi({ param: { name: 'personId', in: 'path' } }),
      deputyId: id.openapi({ param: { name: 'deputyId', in: 'path' } }),
    }),
    body: {
      required: true,
      content: {
        'application/json': {
          schema: z
            .strictObject({ authorityId: id, fromDate: date, untilDate: date })
            .openapi('AppointDeputy'),
        },
      },
    },
  },
  responses: {
    200: {
      description: 'The deputyship.',
      content: { 'application/json': { schema: deputyship.openapi('Deputyship') } },
    },
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

export const putDeputy: Operation<typeof appointDeputyRoute> = async (c) => {
  const { personId, deputyId } = c.req.valid('param');
  const appointed = { principal: personId, deputy: deputyId, ...c.req.valid('json') };
  await appointDeputy(c.var.deps.connection.db, appointed);
  return c.json(appointed, 200);
};
