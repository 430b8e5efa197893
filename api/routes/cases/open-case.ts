import { createRoute, z } from '@hono/zod-openapi';
import { rulingContent, writeProblems, type Operation } from '../../act.ts';
import { by } from '../../authenticate.ts';
import { id, slug, territory, writeHeaders } from '../../fields.ts';
import { instrumentOf, instrumentSchema } from '../../instrument-schema.ts';
import { openFor, openingFields } from '../../opening.ts';
import { problems } from '../../problems.ts';

export const openCaseRoute = createRoute({
  operationId: 'open-case',
  method: 'post',
  path: '/v1/cases',
  tags: ['Cases'],
  summary: 'Open a case',
  description: 'On a ground of the regime, by a competent authority, on a legally effective instrument.',
  security: [{ bearer: [] }],
  middleware: by('caseworker'),
  request: {
    headers: writeHeaders,
    body: {
      required: true,
      content: {
        'application/json': {
          schema: z
            .strictObject({
              ...openingFields,
              instrument: instrumentSchema,
              place: territory.nullable().default(null).meta({
                description:
                  'Where the facts lie; an authority with a territory of its own acts in that only.',
              }),
              linkedTo: z.strictObject({ caseId: id, relation: slug }).nullable().default(null).meta({
                description: 'The case of somebody this subject is responsible for or affiliated with.',
              }),
            })
            .openapi('OpenCase'),
        },
      },
    },
  },
  responses: {
    201: { description: 'The case is open.', content: rulingContent },
    ...problems(
      ...writeProblems,
      'unknown-regime',
      'unknown-authority',
      'unverified-law',
      'sandbox-not-allowed',
    ),
  },
});

export const openCase: Operation<typeof openCaseRoute> = (c) => {
  const body = c.req.valid('json');
  return openFor(c, body, ({ authority, subject }, text) => ({
    type: 'open-case',
    authority,
    subject,
    ground: body.ground,
    place: body.place,
    linkedTo: body.linkedTo,
    instrument: instrumentOf(body.instrument, text),
  }));
};
