import { createRoute, z } from '@hono/zod-openapi';
import type { Operation } from '../../act.ts';
import { by as byRoles } from '../../authenticate.ts';
import { caseParams } from '../../fields.ts';
import { bodyProblems, Problem, problems } from '../../problems.ts';
import { advance, advancedSchema, by, momentAfter } from '../../sandbox.ts';
import { seenCase } from '../../seen-case.ts';

export const advanceCaseRoute = createRoute({
  operationId: 'advance-case',
  method: 'post',
  path: '/v1/sandbox/cases/{caseId}/advance',
  tags: ['Sandbox'],
  summary: 'Let time pass in a sandbox case',
  description: 'Every clock that comes due on the way is ruled at its own moment. Time never goes back.',
  security: [{ bearer: [] }],
  middleware: byRoles('administrator', 'caseworker'),
  request: {
    params: caseParams,
    body: {
      required: true,
      content: { 'application/json': { schema: z.strictObject({ by }).openapi('Advance') } },
    },
  },
  responses: {
    200: {
      description: 'Where the case stands then.',
      content: { 'application/json': { schema: advancedSchema } },
    },
    ...problems(
      ...bodyProblems,
      'sandbox-not-allowed',
      'case-not-found',
      'not-a-sandbox-case',
      'engine-unavailable',
    ),
  },
});

export const advanceCase: Operation<typeof advanceCaseRoute> = async (c) => {
  const { deps } = c.var;
  if (!deps.bench.sandbox) throw new Problem('sandbox-not-allowed');
  const { state } = await seenCase(c, c.req.valid('param').caseId);
  const asked = c.req.valid('json').by;
  const found = { id: state.caseId, regime: state.regime, authority: state.authority.id };
  return c.json(await advance(deps, found, (now) => momentAfter(now, asked)), 200);
};
