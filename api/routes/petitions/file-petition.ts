import { z } from '@hono/zod-openapi';
import { act, actRoute, type Operation } from '../../act.ts';
import { caseParams, mandate, slugs, text } from '../../fields.ts';

export const filePetitionRoute = actRoute({
  act: 'file-petition',
  path: '/v1/cases/{caseId}/petitions',
  tag: 'Petitions',
  summary: 'File a petition for repair',
  description:
    'The application for an early end. It is received also where something is missing, which is asked for once.',
  params: caseParams,
  body: z
    .strictObject({
      statement: text,
      materials: slugs.default([]).meta({ description: 'Materials handed in, by id.' }),
      met: slugs.default([]).meta({ description: 'Preconditions shown to be met, by id.' }),
      fee: z
        .number()
        .min(0)
        .default(0)
        .meta({ description: 'A petition costs nothing: any fee is refused.' }),
      mandate: mandate.nullable().default(null).meta({ description: 'When an agent files.' }),
    })
    .openapi('FilePetition'),
});

export const filePetition: Operation<typeof filePetitionRoute> = (c) => {
  const body = c.req.valid('json');
  return act(c, body, (seal) => ({ ...body, type: 'file-petition', statement: seal(body.statement) }));
};
