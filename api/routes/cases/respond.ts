import { z } from '@hono/zod-openapi';
import { act, actRoute, type Operation } from '../../act.ts';
import { caseParams, posted, text } from '../../fields.ts';

export const respondRoute = actRoute({
  act: 'respond',
  path: '/v1/cases/{caseId}/responses',
  tag: 'Cases',
  summary: 'Record a response of the subject',
  description: 'A statement or defence; by the subject, or by a caseworker who received it.',
  params: caseParams,
  body: z
    .strictObject({
      statement: text,
      points: z.array(text).max(200).default([]).meta({
        description: 'What it raises, point by point; without any it is one point. Each has to be answered.',
      }),
      nature: z.enum(['statement', 'general-denial', 'genuine-dispute']).default('statement'),
      posted,
    })
    .openapi('Respond'),
});

export const respond: Operation<typeof respondRoute> = (c) => {
  const body = c.req.valid('json');
  return act(c, body, (seal) => ({
    ...body,
    type: 'respond',
    statement: seal(body.statement),
    points: body.points.map(seal),
  }));
};
