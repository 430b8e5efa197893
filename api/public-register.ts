import { z } from '@hono/zod-openapi';
import type { AsOf, RegisterFilter, RegisterRow } from '../db/queries/register.ts';
import { endOfDay } from '../domain/calendar/local-time.ts';
import type { Pack } from '../domain/regime/pack.ts';
import { publicKinds, shownToPublic } from '../domain/register/disclosed.ts';
import type { Deps } from './deps.ts';
import { entryView, type EntryView } from './entry-view.ts';
import { moment } from './fields.ts';

export const entryId = z.string().regex(/^[A-Za-z0-9._-]{1,120}$/);

export const asOf = moment.optional().meta({
  description: 'The register of an instant, or of the end of a day in each regime’s zone; by default of now.',
});

/** What the public may see: the regimes that publish, and of each the kinds of subject it publishes fields for. */
export function published({ catalogue }: Deps): RegisterFilter['published'] {
  return catalogue.all.flatMap(({ pack }) => {
    const kinds = publicKinds(pack);
    return kinds.length > 0 ? [{ regime: pack.regime, version: pack.version, kinds }] : [];
  });
}

/** A day is looked at from its last instant: what was published on it stands, what was removed on it does not. */
export function asOfEach({ catalogue }: Deps, asked: z.output<typeof asOf>): AsOf {
  if (asked === undefined) return null;
  return new Map(
    catalogue.all.map(({ pack }) => [
      pack.regime,
      asked.includes('T') ? new Date(asked).toISOString() : lastInstantOf(asked, pack),
    ]),
  );
}

function lastInstantOf(date: string, pack: Pack): string {
  return new Date(Date.parse(endOfDay(date, pack.timezone)) - 1).toISOString();
}

/** An entry as the public sees it. */
export function publicEntry({ catalogue, bench }: Deps, row: RegisterRow): EntryView {
  const pack = catalogue.pack(row.regime, row.version);
  if (pack === undefined) throw new Error('an entry of a regime version that this deployment does not hold');
  const kind = row.subjectKind === 'person' ? 'person' : 'organisation';
  return entryView(row, pack, shownToPublic(pack, kind), bench.masterKey);
}
