import { onPrinciple, promises, type Refusal } from '../../domain/case/refusal.ts';
import { closedToCases, type Catalogue, type PublishedPack } from '../../domain/regime/catalogue.ts';
import type { Pack } from '../../domain/regime/pack.ts';
import type { Sql, Transaction } from '../client.ts';
import { isOutage } from '../outage.ts';
import { lawProblems } from '../queries/law.ts';

/** A version of a regime at the door by which a case comes under it. */
export type LawAtTheDoor =
  | { readonly kind: 'open'; readonly pack: Pack; readonly packHash: string | null }
  | { readonly kind: 'closed'; readonly refusals: readonly [Refusal, ...Refusal[]] }
  | { readonly kind: 'unknown' };

/**
 * Whether a case may come under a version, by whichever door: opening, taking over, a change of law. A trial may rest on
 * anything; a real case only on what is published, read, and still what this deployment first saw.
 */
export async function lawAtTheDoor(
  tx: Sql | Transaction,
  find: Catalogue['found'],
  {
    regime,
    version,
    sandbox,
  }: { readonly regime: string; readonly version: string; readonly sandbox: boolean },
): Promise<LawAtTheDoor> {
  const found = find(regime, version);
  if (found === undefined) return { kind: 'unknown' };
  const [first, ...rest] = [
    ...(sandbox ? [] : closedToCases(found)),
    ...(found.published === null ? [] : await keepFirstSeen(tx, found)),
  ];
  return first
    ? { kind: 'closed', refusals: [first, ...rest] }
    : { kind: 'open', pack: found.pack, packHash: found.published === null ? null : found.hash };
}

async function keepFirstSeen(tx: Sql | Transaction, { id, pack, hash }: PublishedPack): Promise<Refusal[]> {
  const { regime, version } = pack;
  const [seen] = await tx<{ hash: string }[]>`
    select hash from published_law where regime = ${regime} and version = ${version}`;
  if (seen === undefined)
    await tx`
      insert into published_law (regime, version, hash, first_seen)
      values (${regime}, ${version}, ${hash}, clock_timestamp()) on conflict do nothing`;
  return seen === undefined || seen.hash === hash
    ? []
    : [
        onPrinciple(
          'law.immutable',
          promises.law,
          `${id} has another content than this deployment first saw under its name.`,
          ['A new version.'],
        ),
      ];
}

/**
 * Remembers the published versions, and answers what is wrong with those that cases rest on: another content than was
 * first seen, or none at all. Nothing may be ruled under such law. A version that no case rests on is taken as it is now.
 */
export async function rememberLaw(sql: Sql, catalogue: Catalogue): Promise<string[]> {
  const published = catalogue.all.filter((each) => each.published !== null);
  const rows = published.map(({ pack: { regime, version }, hash }) => ({ regime, version, hash }));
  await sql`
    insert into published_law (regime, version, hash, first_seen)
    select regime, version, hash, clock_timestamp()
    from json_to_recordset(${JSON.stringify(rows)}::text::json) as p (regime text, version text, hash text)
    on conflict (regime, version) do update set hash = excluded.hash, first_seen = excluded.first_seen
      where published_law.hash <> excluded.hash and not exists (
        select from case_file f where f.regime = published_law.regime and f.version = published_law.version)`;
  return lawProblems(sql, catalogue);
}

/**
 * Lets a process start only under law that cases of this deployment rest on as it is: throws what is wrong with it. A record
 * that cannot be reached yet says so when it is asked whether the process is ready.
 */
export async function refuseChangedLaw(sql: Sql, catalogue: Catalogue): Promise<void> {
  let problems: string[];
  try {
    problems = await rememberLaw(sql, catalogue);
  } catch (error) {
    if (isOutage(error)) return;
    throw error;
  }
  if (problems.length > 0) throw new Error(problems.join('\n'));
}
