import { z } from '@hono/zod-openapi';
import type { Operation } from '../../act.ts';
import { id, slug } from '../../fields.ts';
import { instrumentOf, instrumentSchema } from '../../instrument-schema.ts';
import { openFor, openingFields, openingRoute } from '../../opening.ts';

export const openCaseRoute = openingRoute({
  opens: 'open-case',
  path: '/v1/cases',
  summary: 'Open a case',
  description: 'On a ground of the regime, by a competent authority, on a legally effective instrument.',
  body: z
    .strictObject({
      ...openingFields,
      instrument: instrumentSchema,
      linkedTo: z
        .strictObject({ caseId: id, relation: slug })
        .nullable()
        .default(null)
        .meta({ description: 'The case of somebody this subject is responsible for or affiliated with.' }),
    })
    .openapi('OpenCase'),
});

export const openCase: Operation<typeof openCaseRoute> = (c) => {
  const body = c.req.valid('json');
  return openFor(c, body, ({ authority, subject }, text) => ({
    type: 'open-case',
    authority,
    subject,
    ground: body.ground,
    linkedTo: body.linkedTo,
    instrument: instrumentOf(body.instrument, text),
  }));
};
