import { createRoute, z } from '@hono/zod-openapi';
import type { PublicOperation } from '../../act.ts';
import { recordAnswers } from '../../../db/queries/readiness.ts';

const schema = z
  .object({
    status: z.enum(['ready', 'degraded', 'unready']),
    record: z.boolean(),
    engine: z.boolean(),
  })
  .openapi('Readiness');
const content = { 'application/json': { schema } };

export const readyzRoute = createRoute({
  operationId: 'readyz',
  method: 'get',
  path: '/readyz',
  tags: ['Service'],
  summary: 'Whether requests can be served',
  description:
    'Without the engine rulings go on, and their effects wait: degraded. Without the record nothing can be ruled.',
  responses: {
    200: { description: 'Ready, or degraded.', content },
    503: { description: 'The record cannot be reached.', content },
  },
});

export const readyz: PublicOperation<typeof readyzRoute> = async (c) => {
  const { connection, engine } = c.var.deps;
  const [record, carried] = await Promise.all([recordAnswers(connection.db), engine.answers()]);
  if (!record) return c.json({ status: 'unready' as const, record, engine: carried }, 503);
  return c.json(
    { status: carried ? ('ready' as const) : ('degraded' as const), record, engine: carried },
    200,
  );
};
