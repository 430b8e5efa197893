import { createRoute, z } from '@hono/zod-openapi';
import { appointDeputy } from '../../../db/commands/register-person.ts';
import { rolesAt } from '../../../db/queries/persons.ts';
import { zoneOf } from '../../../domain/calendar/zone.ts';
import type { Operation } from '../../act.ts';
import { appointable } from '../../appointable.ts';
import { by } from '../../authenticate.ts';
import { date, id, personId } from '../../fields.ts';
import { personNamed } from '../../named-persons.ts';
import { bodyProblems, Problem, problems } from '../../problems.ts';

const leave = z
  .strictObject({
    from: date,
    until: date.meta({ description: 'The last day. A day that is past ends the deputyship.' }),
    timezone: z
      .string()
      .refine((name) => zoneOf(name) !== undefined, 'a time zone such as Europe/Paris')
      .meta({ description: 'Where these days begin and end.' }),
  })
  .refine(({ from, until }) => from <= until, { path: ['until'], message: 'not before the first day' })
  .meta({ description: 'The days on which the principal is on leave.' })
  .openapi('Leave');

const deputyship = z.object({
  principal: z.string(),
  deputy: z.string(),
  authorityId: z.string(),
  leave,
  roles: z
    .array(z.string())
    .readonly()
    .meta({ description: 'The roles that the principal has there: the deputy can take over no others.' }),
});

export const appointDeputyRoute = createRoute({
  operationId: 'appoint-deputy',
  method: 'put',
  path: '/v1/persons/{personId}/deputies/{deputyId}',
  tags: ['Persons'],
  summary: 'Appoint a deputy for the days of a leave',
  description:
    "By a supervisor of that authority or an administrator, for others than themselves. A deputy acts with a token that says `on_behalf_of`, in roles that the principal has at that authority. The act counts as an act of both persons wherever duties are kept apart. What the principal does on leave is the principal's own act.",
  security: [{ bearer: [] }],
  middleware: by('administrator', 'supervisor'),
  request: {
    params: z.object({
      personId: personId.openapi({ param: { name: 'personId', in: 'path' } }),
      deputyId: personId.openapi({ param: { name: 'deputyId', in: 'path' } }),
    }),
    body: {
      required: true,
      content: {
        'application/json': { schema: z.strictObject({ authorityId: id, leave }).openapi('AppointDeputy') },
      },
    },
  },
  responses: {
    200: {
      description: 'The deputyship.',
      content: { 'application/json': { schema: deputyship.openapi('Deputyship') } },
    },
    ...problems(...bodyProblems, 'refused'),
  },
});

export const putDeputy: Operation<typeof appointDeputyRoute> = async (c) => {
  const named = c.req.valid('param');
  const { authorityId, leave: days } = c.req.valid('json');
  const { sql } = c.var.deps.bench;
  const principal = await personNamed(c, named.personId);
  const deputy = await personNamed(c, named.deputyId);
  const roles = await rolesAt(sql, principal, authorityId);
  const refusals = appointable({ principal, deputy, authorityId, roles }, c.var.person);
  if (refusals.length > 0) throw new Problem('not-entitled', { refusals });
  await appointDeputy(sql, { principal, deputy, authorityId, leave: days });
  return c.json({ principal, deputy, authorityId, leave: days, roles }, 200);
};
