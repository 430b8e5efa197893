import { z } from '@hono/zod-openapi';
import { act, actRoute, type Operation } from '../../act.ts';
import { caseId, slug, text } from '../../fields.ts';

export const decideObjectionRoute = actRoute({
  act: 'decide-objection',
  path: '/v1/cases/{caseId}/objections/{objectionId}/decision',
  tag: 'Objections',
  summary: 'Decide an objection',
  params: z.object({ caseId, objectionId: slug.openapi({ param: { name: 'objectionId', in: 'path' } }) }),
  body: z
    .strictObject({
      outcome: z.enum(['upheld', 'refused', 'unverifiable']),
      correction: text.nullable().default(null),
      reasons: text,
    })
    .openapi('DecideObjection'),
});

export const decideObjection: Operation<typeof decideObjectionRoute> = (c) => {
  const body = c.req.valid('json');
  const { objectionId: objection } = c.req.valid('param');
  return act(c, body, (seal) => ({
    type: 'decide-objection',
    objection,
    outcome: body.outcome,
    correction: body.correction === null ? null : seal(body.correction),
    reasons: seal(body.reasons),
  }));
};
