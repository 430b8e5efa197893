import { z } from '@hono/zod-openapi';
import { writtenOut } from '../../../domain/notice/written.ts';
import { act, actRoute, type Operation } from '../../act.ts';
import { caseParams, slug, text, writing } from '../../fields.ts';

export const serveDecisionRoute = actRoute({
  act: 'serve-decision',
  path: '/v1/cases/{caseId}/decision-service',
  tag: 'Review',
  summary: 'Send the decision, as you wrote it',
  description:
    'What it says is found in it, content by content; serve-document serves what was composed here. Sending starts no clock of the subject; only proven service does.',
  params: caseParams,
  body: z
    .strictObject({
      method: slug,
      documents: z
        .array(z.strictObject({ kind: slug, document: text, contents: writing }))
        .min(1)
        .max(20),
    })
    .openapi('ServeDecision'),
});

export const serveDecision: Operation<typeof serveDecisionRoute> = (c) => {
  const body = c.req.valid('json');
  return act(c, body, (seal, pack) => ({
    ...body,
    type: 'serve-decision',
    documents: body.documents.map(({ kind, ...written }) => {
      const { text: whole, said } = writtenOut(pack, kind, written);
      return { kind, document: seal(whole), contents: said };
    }),
  }));
};
