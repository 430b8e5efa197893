import { z } from '@hono/zod-openapi';
import { act, actRoute, type Operation } from '../../act.ts';
import { caseParams, text } from '../../fields.ts';

export const fileObjectionRoute = actRoute({
  act: 'file-objection',
  path: '/v1/cases/{caseId}/objections',
  tag: 'Objections',
  summary: 'Object to data of the entry',
  params: caseParams,
  body: z
    .strictObject({ lane: z.enum(['identity', 'content', 'term']), statement: text })
    .openapi('FileObjection'),
});

export const fileObjection: Operation<typeof fileObjectionRoute> = (c) => {
  const body = c.req.valid('json');
  return act(c, body, (seal) => ({ ...body, type: 'file-objection', statement: seal(body.statement) }));
};
