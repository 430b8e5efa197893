import { z } from '@hono/zod-openapi';
import { act, actRoute, type Operation } from '../../act.ts';
import { caseParams, slug, slugs, text } from '../../fields.ts';

export const serveNoticeRoute = actRoute({
  act: 'serve-notice',
  path: '/v1/cases/{caseId}/notice',
  tag: 'Cases',
  summary: 'Send the prior notice',
  description: 'Sending starts no clock of the subject; only proven service does.',
  params: caseParams,
  body: z
    .strictObject({
      method: slug,
      document: text,
      contents: slugs.meta({ description: 'What the notice says, by id of the required contents.' }),
    })
    .openapi('ServeNotice'),
});

export const serveNotice: Operation<typeof serveNoticeRoute> = (c) => {
  const body = c.req.valid('json');
  return act(c, body, (seal) => ({ ...body, type: 'serve-notice', document: seal(body.document) }));
};
