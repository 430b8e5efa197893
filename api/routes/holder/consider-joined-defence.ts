import { z } from '@hono/zod-openapi';
import { act, actRoute, type Operation } from '../../act.ts';
import { caseId, id, text } from '../../fields.ts';

export const considerJoinedDefenceRoute = actRoute({
  act: 'consider-joined-defence',
  path: '/v1/cases/{caseId}/joined-cases/{joinedId}/defence/consideration',
  tag: 'Holder',
  summary: 'Answer the defence that a joined case brought along',
  description: 'Its responses stand in the record of the case that was joined.',
  params: z.object({ caseId, joinedId: id.openapi({ param: { name: 'joinedId', in: 'path' } }) }),
  body: z.strictObject({ answer: text }).openapi('ConsiderJoinedDefence'),
});

export const considerJoinedDefence: Operation<typeof considerJoinedDefenceRoute> = (c) => {
  const body = c.req.valid('json');
  const { joinedId: joined } = c.req.valid('param');
  return act(c, body, (seal) => ({
    type: 'consider-joined-defence',
    joined,
    answer: seal(body.answer),
  }));
};
