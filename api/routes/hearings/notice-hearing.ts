import { z } from '@hono/zod-openapi';
import { act, actRoute, type Operation } from '../../act.ts';
import { personNamed } from '../../named-persons.ts';
import { caseParams, date, personId, slug, text } from '../../fields.ts';

export const noticeHearingRoute = actRoute({
  act: 'notice-hearing',
  path: '/v1/cases/{caseId}/hearing/notice',
  tag: 'Hearings',
  summary: 'Fix the hearing and tell the subject',
  params: caseParams,
  body: z
    .strictObject({
      on: date,
      chair: personId.meta({ description: 'Who chairs: a person whom an authority knows.' }),
      public: z.boolean(),
      closedFor: slug
        .nullable()
        .default(null)
        .meta({ description: 'For which secret it is closed, where hearings are public.' }),
      document: text,
    })
    .openapi('NoticeHearing'),
});

export const noticeHearing: Operation<typeof noticeHearingRoute> = async (c) => {
  const body = c.req.valid('json');
  const chair = await personNamed(c, body.chair);
  return act(c, body, (seal) => ({
    ...body,
    type: 'notice-hearing',
    chair,
    document: seal(body.document),
  }));
};
