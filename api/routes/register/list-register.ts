import { createRoute, z } from '@hono/zod-openapi';
import { countStanding, standingEntries } from '../../../db/queries/register.ts';
import type { PublicOperation } from '../../act.ts';
import { entrySchema } from '../../entry-view.ts';
import { cursor, id, limit, slug } from '../../fields.ts';
import { next, page, readCursor } from '../../page.ts';
import { problems } from '../../problems.ts';
import { asOf, asOfEach, publicEntry, published } from '../../public-register.ts';

export const listRegisterRoute = createRoute({
  operationId: 'list-register',
  method: 'get',
  path: '/v1/register',
  tags: ['Register'],
  summary: 'The public register',
  description:
    'Which entries stand is computed from their dates at each look. Natural persons appear only where a regime names fields for them.',
  request: {
    query: z.strictObject({
      asOf,
      regime: slug.optional(),
      authority: id.optional(),
      ground: slug.optional(),
      counts: z.stringbool().default(false),
      cursor: cursor.optional(),
      limit,
    }),
  },
  responses: {
    200: {
      description: 'One page.',
      content: {
        'application/json': {
          schema: z
            .object({
              items: z.array(entrySchema),
              next,
              counts: z
                .array(z.object({ regime: z.string(), entries: z.int() }))
                .optional()
                .meta({ description: 'How many stand, by regime; where asked for.' }),
            })
            .openapi('RegisterPage'),
        },
      },
    },
    ...problems('invalid-request', 'internal-error', 'record-unavailable'),
  },
});

export const listRegister: PublicOperation<typeof listRegisterRoute> = async (c) => {
  const { deps } = c.var;
  const { db } = deps.connection;
  const asked = c.req.valid('query');
  const filter = {
    published: published(deps),
    asOf: asOfEach(deps, asked.asOf),
    sandbox: deps.bench.sandbox,
    regime: asked.regime,
    authority: asked.authority,
    ground: asked.ground,
  };
  const after = readCursor(asked.cursor, z.tuple([z.string()]))?.[0];
  const [rows, counts] = await Promise.all([
    standingEntries(db, { ...filter, after, limit: asked.limit + 1 }),
    asked.counts ? countStanding(db, filter) : undefined,
  ]);
  const shown = page(
    rows,
    asked.limit,
    (row) => publicEntry(deps, row),
    (row) => [row.id],
  );
  return c.json({ ...shown, ...(counts && { counts }) }, 200);
};
