import { createRoute, z } from '@hono/zod-openapi';
import { openMails } from '../../../db/queries/outgoing.ts';
import type { Operation } from '../../act.ts';
import { by } from '../../authenticate.ts';
import { limit } from '../../fields.ts';
import { problems } from '../../problems.ts';
import { reachOf } from '../../reach.ts';

export const listOutgoingMailRoute = createRoute({
  operationId: 'list-outgoing-mail',
  method: 'get',
  path: '/v1/outgoing-mail',
  tags: ['Documents'],
  summary: 'Mails that could not be given away yet, the longest waiting first',
  security: [{ bearer: [] }],
  middleware: by('caseworker', 'publisher', 'supervisor', 'auditor', 'administrator'),
  request: { query: z.strictObject({ limit }) },
  responses: {
    200: {
      description: 'The first of them.',
      content: {
        'application/json': {
          schema: z
            .object({
              items: z.array(
                z
                  .object({
                    caseId: z.string(),
                    what: z.string(),
                    messageId: z.string(),
                    state: z.string(),
                    attempts: z.int(),
                    triedAt: z.string(),
                    againAt: z.string().nullable(),
                    trouble: z.string().nullable(),
                    smtpCode: z.int().nullable(),
                    statusCode: z.string().nullable(),
                  })
                  .openapi('OutgoingMail'),
              ),
            })
            .openapi('OutgoingMails'),
        },
      },
    },
    ...problems(
      'invalid-request',
      'unauthenticated',
      'issuer-unavailable',
      'not-entitled',
      'internal-error',
      'record-unavailable',
    ),
  },
});

export const listOutgoingMail: Operation<typeof listOutgoingMailRoute> = async (c) => {
  const reach = reachOf(c.var.person);
  const items = await openMails(c.var.deps.connection.db, { reach, limit: c.req.valid('query').limit });
  return c.json({ items }, 200);
};
