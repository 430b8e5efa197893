import { z } from '@hono/zod-openapi';
import { act, actRoute, type Operation } from '../../act.ts';
import { caseParams, date, id, text } from '../../fields.ts';

export const noticeHearingRoute = actRoute({
  act: 'notice-hearing',
  path: '/v1/cases/{caseId}/hearing/notice',
  tag: 'Hearings',
  summary: 'Fix the hearing and tell the subject',
  params: caseParams,
  body: z
    .strictObject({
      on: date,
      chair: id.meta({ description: 'Who chairs, by opaque id.' }),
      public: z.boolean(),
      document: text,
    })
    .openapi('NoticeHearing'),
});

export const noticeHearing: Operation<typeof noticeHearingRoute> = (c) => {
  const body = c.req.valid('json');
  return act(c, body, (seal) => ({ ...body, type: 'notice-hearing', document: seal(body.document) }));
};
