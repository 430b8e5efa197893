import { createRoute, z } from '@hono/zod-openapi';
import { withdrawals } from '../../../db/queries/register.ts';
import { explainedToPublic } from '../../../domain/register/disclosed.ts';
import type { PublicOperation } from '../../act.ts';
import { cursor, limit } from '../../fields.ts';
import { next, page, readCursor } from '../../page.ts';
import { problems } from '../../problems.ts';
import { entryId } from '../../public-register.ts';

const withdrawal = z
  .object({
    entryId: z.string(),
    regime: z.string(),
    version: z.string(),
    authority: z.string(),
    ground: z.string(),
    because: z.enum(['basis-fell', 'annulled']),
    how: z.string().nullable().meta({ description: 'How the instrument lost its force.' }),
    effectiveOn: z.string().nullable(),
    at: z.string(),
    cite: z.string().meta({ description: 'The law by which it is explained publicly.' }),
  })
  .openapi('Withdrawal');

export const listWithdrawalsRoute = createRoute({
  operationId: 'list-withdrawals',
  method: 'get',
  path: '/v1/withdrawals',
  tags: ['Register'],
  summary: 'Entries that had no basis, explained to everybody',
  description:
    'The instrument was revoked, annulled, quashed or repealed, or the listing was annulled. It names nobody: whoever kept the id of an entry finds out what became of it.',
  request: { query: z.strictObject({ entry: entryId.optional(), cursor: cursor.optional(), limit }) },
  responses: {
    200: {
      description: 'One page.',
      content: {
        'application/json': {
          schema: z.object({ items: z.array(withdrawal), next }).openapi('WithdrawalPage'),
        },
      },
    },
    ...problems('invalid-request', 'internal-error', 'record-unavailable'),
  },
});

export const listWithdrawals: PublicOperation<typeof listWithdrawalsRoute> = async (c) => {
  const { bench, catalogue, connection } = c.var.deps;
  const asked = c.req.valid('query');
  const explained = catalogue.all.map(({ pack }) => pack).filter(explainedToPublic);
  const rows = await withdrawals(connection.db, {
    explained,
    entry: asked.entry,
    after: readCursor(asked.cursor, z.tuple([z.string()]))?.[0],
    limit: asked.limit + 1,
    sandbox: bench.sandbox,
  });
  const shown = page(
    rows,
    asked.limit,
    ({ id, unfounded, ...row }) => ({
      entryId: id,
      ...row,
      ...unfounded,
      cite: catalogue.pack(row.regime, row.version)?.basisFalls.cite ?? '',
    }),
    (row) => [row.id],
  );
  return c.json(shown, 200);
};
