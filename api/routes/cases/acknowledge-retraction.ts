import { z } from '@hono/zod-openapi';
import { act, actRoute, type Operation } from '../../act.ts';
import { caseId, slug, text } from '../../fields.ts';

export const acknowledgeRetractionRoute = actRoute({
  act: 'acknowledge-retraction',
  path: '/v1/cases/{caseId}/retractions/{recipient}/acknowledgement',
  tag: 'Cases',
  summary: 'Acknowledge a retraction',
  description: 'A recipient confirms for itself that its copy is gone.',
  params: z.object({ caseId, recipient: slug.openapi({ param: { name: 'recipient', in: 'path' } }) }),
  body: z.strictObject({ evidence: text.nullable().default(null) }).openapi('AcknowledgeRetraction'),
});

export const acknowledgeRetraction: Operation<typeof acknowledgeRetractionRoute> = (c) => {
  const body = c.req.valid('json');
  const { recipient } = c.req.valid('param');
  return act(c, body, (seal) => ({
    type: 'acknowledge-retraction',
    recipient,
    evidence: body.evidence === null ? null : seal(body.evidence),
  }));
};
