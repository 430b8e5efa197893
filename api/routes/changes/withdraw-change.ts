import { createRoute } from '@hono/zod-openapi';
import { withdrawChange as withdraw } from '../../../db/commands/change-propose.ts';
import { actorName } from '../../../domain/case/commands.ts';
import type { Operation } from '../../act.ts';
import { by } from '../../authenticate.ts';
import { decidedChange } from '../../change-decision.ts';
import { changeContent, changeParams, changeReason } from '../../change-view.ts';
import { bodyProblems, problems } from '../../problems.ts';

export const withdrawChangeRoute = createRoute({
  operationId: 'withdraw-change',
  method: 'post',
  path: '/v1/changes/{changeId}/withdraw',
  tags: ['Changes'],
  summary: 'Withdraw a change that is not approved yet',
  security: [{ bearer: [] }],
  middleware: by('supervisor', 'administrator'),
  request: {
    params: changeParams,
    body: { required: true, content: { 'application/json': { schema: changeReason } } },
  },
  responses: {
    200: { description: 'The change as it stands now.', content: changeContent },
    ...problems(...bodyProblems, 'change-not-found', 'not-ready', 'refused'),
  },
});

export const withdrawChange: Operation<typeof withdrawChangeRoute> = async (c) => {
  const { deps, person } = c.var;
  const { changeId } = c.req.valid('param');
  const { reason } = c.req.valid('json');
  const decision = await withdraw(deps.bench.sql, { id: changeId, by: actorName(person), reason });
  return c.json(await decidedChange(deps, changeId, decision), 200);
};
