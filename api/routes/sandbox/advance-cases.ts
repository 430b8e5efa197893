import { createRoute, z } from '@hono/zod-openapi';
import { openSandboxCases } from '../../../db/queries/cases.ts';
import type { ToWake } from '../../../workflows/contract/wake-case.ts';
import type { Operation } from '../../act.ts';
import { by as byRoles } from '../../authenticate.ts';
import { slug } from '../../fields.ts';
import { bodyProblems, Problem, problems } from '../../problems.ts';
import { reachOf } from '../../reach.ts';
import { advance, by, momentAfter } from '../../sandbox.ts';

const AT_ONCE = 24;
const MOST_CASES = 20_000;

export const advanceCasesRoute = createRoute({
  operationId: 'advance-cases',
  method: 'post',
  path: '/v1/sandbox/advance',
  tags: ['Sandbox'],
  summary: 'Let time pass in all open sandbox cases within reach',
  security: [{ bearer: [] }],
  middleware: byRoles('administrator', 'caseworker'),
  request: {
    body: {
      required: true,
      content: {
        'application/json': {
          schema: z.strictObject({ by, regime: slug.optional() }).openapi('AdvanceMany'),
        },
      },
    },
  },
  responses: {
    200: {
      description: 'How many lived through it, and which did not.',
      content: {
        'application/json': {
          schema: z.object({ advanced: z.int(), failed: z.array(z.string()) }).openapi('AdvancedMany'),
        },
      },
    },
    ...problems(...bodyProblems, 'sandbox-not-allowed', 'engine-unavailable'),
  },
});

export const advanceCases: Operation<typeof advanceCasesRoute> = async (c) => {
  const { deps, person } = c.var;
  if (!deps.bench.sandbox) throw new Problem('sandbox-not-allowed');
  if (!(await deps.engine.answers()))
    throw new Problem('engine-unavailable', { headers: { 'retry-after': '2' } });
  const { by: asked, regime } = c.req.valid('json');
  const reach = reachOf(person);
  const waiting =
    reach.length === 0
      ? []
      : await openSandboxCases(deps.connection.db, { reach, regime, limit: MOST_CASES });
  const failed: string[] = [];
  let advanced = 0;
  const live = async (found: ToWake): Promise<void> => {
    try {
      await advance(deps, found, (now) => momentAfter(now, asked));
      advanced += 1;
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      failed.push(found.id);
    }
  };
  const queue = waiting.values();
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      // Each of the few workers takes the next case when it is done with one.
      // oxlint-disable-next-line no-await-in-loop
      for (const found of queue) await live(found);
    }),
  );
  return c.json({ advanced, failed }, 200);
};
