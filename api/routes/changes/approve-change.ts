import { createRoute } from '@hono/zod-openapi';
import { approveChange as approve } from '../../../db/commands/change-propose.ts';
import { actorName } from '../../../domain/case/commands.ts';
import type { Operation } from '../../act.ts';
import { by } from '../../authenticate.ts';
import { decidedChange } from '../../change-decision.ts';
import { changeContent, changeParams, changeReason } from '../../change-view.ts';
import { bodyProblems, problems } from '../../problems.ts';

export const approveChangeRoute = createRoute({
  operationId: 'approve-change',
  method: 'post',
  path: '/v1/changes/{changeId}/approve',
  tags: ['Changes'],
  summary: 'Approve a change that was previewed: another person than who proposed it',
  security: [{ bearer: [] }],
  middleware: by('supervisor', 'administrator'),
  request: {
    params: changeParams,
    body: { required: true, content: { 'application/json': { schema: changeReason } } },
  },
  responses: {
    200: { description: 'The change as it stands now.', content: changeContent },
    ...problems(...bodyProblems, 'change-not-found', 'not-ready', 'refused', 'unverified-law'),
  },
});

export const approveChange: Operation<typeof approveChangeRoute> = async (c) => {
  const { deps, person } = c.var;
  const { changeId } = c.req.valid('param');
  const { reason } = c.req.valid('json');
  const decision = await approve(deps.bench, { id: changeId, by: actorName(person), reason });
  return c.json(await decidedChange(deps, changeId, decision), 200);
};
