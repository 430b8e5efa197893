import { z } from '@hono/zod-openapi';
import { act, actRoute, type Operation } from '../../act.ts';
import { caseParams, slug, text } from '../../fields.ts';

export const serveDecisionRoute = actRoute({
  act: 'serve-decision',
  path: '/v1/cases/{caseId}/decision-service',
  tag: 'Review',
  summary: 'Send the decision',
  params: caseParams,
  body: z
    .strictObject({
      method: slug,
      documents: z
        .array(z.strictObject({ kind: slug, document: text }))
        .min(1)
        .max(20),
    })
    .openapi('ServeDecision'),
});

export const serveDecision: Operation<typeof serveDecisionRoute> = (c) => {
  const body = c.req.valid('json');
  return act(c, body, (seal) => ({
    ...body,
    type: 'serve-decision',
    documents: body.documents.map(({ kind, document }) => ({ kind, document: seal(document) })),
  }));
};
