import { createRoute, z } from '@hono/zod-openapi';
import { standingEntry } from '../../../db/queries/register.ts';
import type { PublicOperation } from '../../act.ts';
import { entrySchema } from '../../entry-view.ts';
import { Problem, problems } from '../../problems.ts';
import { asOf, asOfEach, entryId, publicEntry, published } from '../../public-register.ts';

export const getEntryRoute = createRoute({
  operationId: 'get-entry',
  method: 'get',
  path: '/v1/register/{entryId}',
  tags: ['Register'],
  summary: 'One entry of the public register',
  description:
    'An entry that does not stand is not found: the register does not say who was on it. `/v1/withdrawals` tells of entries that had no basis.',
  request: {
    params: z.object({
      entryId: entryId.openapi({ param: { name: 'entryId', in: 'path' } }),
    }),
    query: z.strictObject({ asOf }),
  },
  responses: {
    200: { description: 'The entry.', content: { 'application/json': { schema: entrySchema } } },
    ...problems('invalid-request', 'entry-not-found', 'internal-error', 'record-unavailable'),
  },
});

export const getEntry: PublicOperation<typeof getEntryRoute> = async (c) => {
  const { deps } = c.var;
  const row = await standingEntry(deps.connection.db, {
    id: c.req.valid('param').entryId,
    published: published(deps),
    asOf: asOfEach(deps, c.req.valid('query').asOf),
    sandbox: deps.bench.sandbox,
  });
  if (row === undefined) throw new Problem('entry-not-found');
  return c.json(publicEntry(deps, row), 200);
};
