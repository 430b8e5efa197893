import { createRoute, z } from '@hono/zod-openapi';
import { actions } from '../../../domain/case/actions.ts';
import type { Operation } from '../../act.ts';
import { byAnyone } from '../../authenticate.ts';
import { caseParams } from '../../fields.ts';
import { problems, refusalSchema } from '../../problems.ts';
import { seenCase } from '../../seen-case.ts';

export const getActionsRoute = createRoute({
  operationId: 'get-actions',
  method: 'get',
  path: '/v1/cases/{caseId}/actions',
  tags: ['Cases'],
  summary: 'What the asking person can do now, and why the rest is not possible',
  security: [{ bearer: [] }],
  middleware: byAnyone(),
  request: { params: caseParams },
  responses: {
    200: {
      description: 'Every act of the procedure.',
      content: {
        'application/json': {
          schema: z
            .object({
              stage: z.string(),
              now: z.string(),
              actions: z.array(
                z.object({
                  act: z.string(),
                  possible: z.boolean(),
                  because: z.array(refusalSchema).readonly(),
                }),
              ),
            })
            .openapi('Actions'),
        },
      },
    },
    ...problems(
      'invalid-request',
      'unauthenticated',
      'issuer-unavailable',
      'not-entitled',
      'case-not-found',
      'internal-error',
      'record-unavailable',
    ),
  },
});

export const getActions: Operation<typeof getActionsRoute> = async (c) => {
  const seen = await seenCase(c, c.req.valid('param').caseId);
  return c.json({ stage: seen.state.stage, now: seen.now, actions: actions(seen.state, seen.context) }, 200);
};
