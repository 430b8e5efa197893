import { createRoute, z } from '@hono/zod-openapi';
import { recipientFeedAfter, type FeedRow } from '../../../db/queries/recipients.ts';
import { entriesById, interimCopies, type RegisterRow } from '../../../db/queries/register.ts';
import { onPrinciple, promises } from '../../../domain/case/refusal.ts';
import { measuresFor } from '../../../domain/register/measures-for.ts';
import { shownTo } from '../../../domain/register/disclosed.ts';
import type { Recipient } from '../../../domain/regime/pack.ts';
import type { Operation } from '../../act.ts';
import { by } from '../../authenticate.ts';
import type { Deps } from '../../deps.ts';
import { entrySchema, entryView, type EntryView } from '../../entry-view.ts';
import { limit, slug } from '../../fields.ts';
import { Problem, problems } from '../../problems.ts';

const feedKinds = ['deliver', 'update', 'retract', 'apply', 'lift', 'restore'] as const;

export const getFeedRoute = createRoute({
  operationId: 'get-feed',
  method: 'get',
  path: '/v1/recipients/{recipientId}/feed',
  tags: ['Recipients'],
  summary: "A recipient's feed: entries delivered and retracted, in the order of the rulings",
  description:
    'Keep the last position and ask for what comes after it. An update gives the entry as it is now. `apply` and `lift` tell an implementer that a measure begins or ends, also an interim one before any entry. A retraction is a tombstone that says why; `restore` tells that there was never a basis for the entry. An entry taken off since its delivery is no longer given.',
  security: [{ bearer: [] }],
  middleware: by('recipient'),
  request: {
    params: z.object({ recipientId: slug.openapi({ param: { name: 'recipientId', in: 'path' } }) }),
    query: z.strictObject({ after: z.coerce.number().int().min(0).default(0), limit }),
  },
  responses: {
    200: {
      description: 'What came after the position.',
      content: {
        'application/json': {
          schema: z
            .object({
              items: z.array(
                z
                  .object({
                    position: z.int(),
                    kind: z.enum(feedKinds),
                    caseId: z.string(),
                    entryId: z.string().nullable().meta({
                      description: 'Null of an interim measure, which comes before any entry.',
                    }),
                    measure: z.string().nullable().meta({
                      description: 'What is to be applied, or not any more.',
                    }),
                    at: z.string(),
                    relation: z.enum(['instructed', 'informed']).nullable().meta({
                      description:
                        'instructed: the measures are this recipient’s to carry out, and these are all. informed: it is told, and nobody may make it act on the entry.',
                    }),
                    entry: entrySchema.nullable(),
                    because: z.string().nullable().meta({ description: 'Why the entry was taken off.' }),
                  })
                  .openapi('FeedItem'),
              ),
              after: z.int().meta({ description: 'The position to ask from next.' }),
              more: z.boolean(),
            })
            .openapi('Feed'),
        },
      },
    },
    ...problems(
      'invalid-request',
      'unauthenticated',
      'issuer-unavailable',
      'not-entitled',
      'internal-error',
      'record-unavailable',
    ),
  },
});

export const getFeed: Operation<typeof getFeedRoute> = async (c) => {
  const { deps, person } = c.var;
  const { db } = deps.connection;
  const { recipientId: recipient } = c.req.valid('param');
  const { after, limit: size } = c.req.valid('query');
  if (person.recipient !== recipient)
    throw new Problem('not-entitled', {
      refusals: [onPrinciple('authority', promises.recipients, 'A recipient reads its own feed only.')],
    });
  const rows = await recipientFeedAfter(db, { recipient, after, limit: size + 1 });
  const shown = rows.slice(0, size);
  const entries = new Map(
    (
      await entriesById(
        db,
        shown.flatMap(({ entryId }) => entryId ?? []),
      )
    ).map((entry) => [entry.id, entry]),
  );
  const interim = new Map(
    (
      await interimCopies(
        db,
        shown.flatMap(({ caseId, entryId }) => (entryId === null ? [caseId] : [])),
      )
    ).map((copy) => [copy.id, copy]),
  );
  const copyOf = ({ caseId, entryId }: FeedRow) =>
    entryId === null ? interim.get(caseId) : entries.get(entryId);
  return c.json(
    {
      items: shown.map((row) => {
        const copy = copyOf(row);
        const named = recipientOf(deps, recipient, copy);
        return {
          ...row,
          kind: kindOf(row),
          relation: named?.relation ?? null,
          entry: copy && named && gives(row.kind) ? entryFor(deps, named, copy) : null,
          because: gives(row.kind) ? null : (copy?.removedBecause ?? null),
        };
      }),
      after: shown.at(-1)?.position ?? after,
      more: rows.length > size,
    },
    200,
  );
};

function kindOf({ kind }: FeedRow): (typeof feedKinds)[number] {
  const known = feedKinds.find((each) => each === kind);
  if (known === undefined) throw new Error('the feed holds a kind of item that this release does not know');
  return known;
}

const gives = (kind: string): boolean => kind === 'deliver' || kind === 'update' || kind === 'apply';

function recipientOf(
  { catalogue }: Deps,
  recipient: string,
  row: RegisterRow | undefined,
): Recipient | undefined {
  const pack = row && catalogue.pack(row.regime, row.version);
  return pack?.recipients.find(({ id }) => id === recipient);
}

function entryFor({ catalogue, bench }: Deps, named: Recipient, row: RegisterRow): EntryView | null {
  const pack = catalogue.pack(row.regime, row.version);
  if (pack === undefined || row.removedAt !== null) return null;
  const fields = shownTo(pack, named.id);
  const told = { ...row, measures: measuresFor(pack, named, row.measures) };
  return fields.length > 0 ? entryView(told, pack, fields, bench.masterKey) : null;
}
