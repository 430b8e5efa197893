import { z } from '@hono/zod-openapi';
import type { Operation } from '../../act.ts';
import { date, line, slugs } from '../../fields.ts';
import { openFor, openingFields, openingRoute } from '../../opening.ts';

export const adoptEntryRoute = openingRoute({
  opens: 'adopt-entry',
  path: '/v1/entries',
  summary: 'Take over an entry of an existing list',
  description: "Takes over an entry with the existing list's own dates; its clocks run from then on.",
  body: z
    .strictObject({
      ...openingFields,
      measures: slugs,
      from: date,
      until: date.nullable(),
      source: line.meta({ description: 'The list it stands on, without personal data.' }),
    })
    .openapi('AdoptEntry'),
});

export const adoptEntry: Operation<typeof adoptEntryRoute> = (c) => {
  const body = c.req.valid('json');
  const { ground, measures, from, until, source } = body;
  return openFor(c, body, ({ authority, subject }) => ({
    type: 'adopt-entry',
    authority,
    subject,
    ground,
    measures,
    from,
    until,
    source,
  }));
};
