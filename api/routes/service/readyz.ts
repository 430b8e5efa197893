import { createRoute, z } from '@hono/zod-openapi';
import type { PublicOperation } from '../../act.ts';
import { lawStands } from '../../../db/queries/law.ts';
import { recordAnswers } from '../../../db/queries/readiness.ts';

const schema = z
  .object({
    status: z.enum(['ready', 'degraded', 'unready']),
    record: z.boolean(),
    law: z.boolean().meta({ description: 'The law that cases rest on is as it was when they came to.' }),
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
    'Without the engine rulings go on, and their effects wait: degraded. Without the record, or under law that is not what it was, nothing can be ruled.',
  responses: {
    200: { description: 'Ready, or degraded.', content },
    503: { description: 'The record cannot be reached, or the law is not what it was.', content },
  },
});

export const readyz: PublicOperation<typeof readyzRoute> = async (c) => {
  const { connection, catalogue, engine } = c.var.deps;
  const [record, carried] = await Promise.all([recordAnswers(connection.db), engine.answers()]);
  const law = record && (await lawStands(connection.sql, catalogue));
  if (!record || !law) return c.json({ status: 'unready' as const, record, law, engine: carried }, 503);
  return c.json(
    { status: carried ? ('ready' as const) : ('degraded' as const), record, law, engine: carried },
    200,
  );
};
