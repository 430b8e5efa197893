import { z } from '@hono/zod-openapi';
import { writtenOut } from '../../../domain/notice/written.ts';
import { act, actRoute, type Operation } from '../../act.ts';
import { caseParams, slug, text, writing } from '../../fields.ts';

export const serveNoticeRoute = actRoute({
  act: 'serve-notice',
  path: '/v1/cases/{caseId}/notice',
  tag: 'Cases',
  summary: 'Send the prior notice, as you wrote it',
  description:
    'What it says is found in it, content by content; serve-document serves one that was composed here. Sending starts no clock of the subject; only proven service does.',
  params: caseParams,
  body: z.strictObject({ method: slug, document: text, contents: writing }).openapi('ServeNotice'),
});

export const serveNotice: Operation<typeof serveNoticeRoute> = (c) => {
  const body = c.req.valid('json');
  return act(c, body, (seal, pack) => {
    const { text: whole, said } = writtenOut(pack, 'notice', body);
    return { type: 'serve-notice', method: body.method, document: seal(whole), contents: said };
  });
};
