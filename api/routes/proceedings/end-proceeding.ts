import { z } from '@hono/zod-openapi';
import { act, actRoute, type Operation } from '../../act.ts';
import { caseId, digest, slug, term } from '../../fields.ts';

export const endProceedingRoute = actRoute({
  act: 'end-proceeding',
  path: '/v1/cases/{caseId}/proceedings/{proceedingId}/end',
  tag: 'Proceedings',
  summary: 'Record the outcome of a proceeding',
  params: z.object({ caseId, proceedingId: slug.openapi({ param: { name: 'proceedingId', in: 'path' } }) }),
  body: z
    .strictObject({
      outcome: z.enum(['upheld', 'varied', 'annulled', 'remitted', 'withdrawn']),
      term: term.default(null),
      measures: z
        .array(slug)
        .nullable()
        .default(null)
        .meta({ description: 'Of a variation: the measures that remain.' }),
      document: digest,
    })
    .openapi('EndProceeding'),
});

export const endProceeding: Operation<typeof endProceedingRoute> = (c) => {
  const body = c.req.valid('json');
  const { proceedingId: proceeding } = c.req.valid('param');
  return act(c, body, () => ({ ...body, type: 'end-proceeding', proceeding }));
};
