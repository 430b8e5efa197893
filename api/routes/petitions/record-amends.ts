import { z } from '@hono/zod-openapi';
import { act, actRoute, type Operation } from '../../act.ts';
import { caseParams, date, digest, slug } from '../../fields.ts';

export const recordAmendsRoute = actRoute({
  act: 'record-amends',
  path: '/v1/cases/{caseId}/amends',
  tag: 'Petitions',
  summary: 'Record that amends were made',
  description: 'Reported by the subject, or found by the authority; before or after any petition.',
  params: caseParams,
  body: z
    .strictObject({
      what: slug.meta({
        description: '`corrected`, or a precondition of repair that the regime names.',
      }),
      on: date,
      evidence: digest,
    })
    .openapi('RecordAmends'),
});

export const recordAmends: Operation<typeof recordAmendsRoute> = (c) => {
  const body = c.req.valid('json');
  return act(c, body, () => ({ ...body, type: 'record-amends' }));
};
