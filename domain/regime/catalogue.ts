import { onPrinciple, promises, type Refusal } from '../case/refusal.ts';
import type { CivilDate } from '../case/state.ts';
import { evidenceStatuses, type EvidenceStatus } from './cited.ts';
import type { Pack } from './pack.ts';

/** A pack as the catalogue holds it: its name, the hash of its content, and what it may be used for. */
export type PublishedPack = {
  /** `regime@version`. */
  readonly id: string;
  readonly pack: Pack;
  /** SHA-256, in hexadecimal, over the RFC 8785 canonical JSON of the pack. */
  readonly hash: string;
  /** When and with which key the content was fixed; null while the pack may still change. */
  readonly published: { readonly on: CivilDate; readonly key: string } | null;
  /** The values, by file and line, for which this deployment keeps real cases from it; null where it does not. */
  readonly withheld: string | null;
  /** Where the pack was read from. */
  readonly file: string;
};

/** All regimes in all their versions. */
export type Catalogue = {
  readonly pack: (regime: string, version: string) => Pack | undefined;
  readonly found: (regime: string, version: string) => PublishedPack | undefined;
  /** The version of a regime that is in force on a day. */
  readonly inForce: (regime: string, date: CivilDate) => PublishedPack | undefined;
  readonly all: readonly PublishedPack[];
};

/** Orders packs by regime and version. */
export function compileCatalogue(packs: readonly PublishedPack[]): Catalogue {
  const all = [...packs].sort((left, right) => (left.id < right.id ? -1 : 1));
  const byId = new Map(all.map((each) => [each.id, each]));
  return {
    pack: (regime, version) => byId.get(packId(regime, version))?.pack,
    found: (regime, version) => byId.get(packId(regime, version)),
    inForce: (regime, date) => all.find((each) => each.pack.regime === regime && inForceOn(each.pack, date)),
    all,
  };
}

/** Why no real case comes under a version here, by whichever door; empty where one may. Trials are another matter. */
export function closedToCases({ id, file, published, withheld }: PublishedPack): Refusal[] {
  if (published === null)
    return [
      onPrinciple(
        'law.published',
        promises.law,
        `${id} is a draft (${file}): nothing keeps it from being changed under a case.`,
        ['A published version.'],
      ),
    ];
  return withheld === null
    ? []
    : [
        onPrinciple(
          'law.verified',
          promises.law,
          `Values of ${id} are not verified law, and this deployment lets no case rest on such: ${withheld}.`,
          ['A version whose law was read.'],
        ),
      ];
}

/** The name of one version of one regime. */
export function packId(regime: string, version: string): string {
  return `${regime}@${version}`;
}

/** Whether a pack is the law on a day. */
export function inForceOn({ effective: { from, until } }: Pack, date: CivilDate): boolean {
  return date >= from && (until === null || date <= until);
}

/** A value of a pack that carries a citation: one rule of the regime. */
export type Rule = {
  /** Where it stands in the pack. */
  readonly path: readonly (string | number)[];
  readonly cite: string;
  readonly status: EvidenceStatus;
  readonly note: string | undefined;
  readonly source: string | undefined;
  /** The deployment's own rule, where the law sets none. */
  readonly practice: boolean;
};

/** Every cited value of a pack, in the order in which it stands there. */
export function rulesOf(pack: Pack): Rule[] {
  return collect(pack, []);
}

function collect(value: unknown, path: readonly (string | number)[]): Rule[] {
  if (Array.isArray(value)) return value.flatMap((each, index) => collect(each, [...path, index]));
  if (typeof value !== 'object' || value === null) return [];
  const own = citedAt(value, path);
  const within = Object.entries(value).flatMap(([key, each]) => collect(each, [...path, key]));
  return own ? [own, ...within] : within;
}

function citedAt(value: object, path: readonly (string | number)[]): Rule | undefined {
  if (!('cite' in value) || typeof value.cite !== 'string' || !('status' in value)) return undefined;
  const status = evidenceStatuses.find((each) => each === value.status);
  const note = 'note' in value && typeof value.note === 'string' ? value.note : undefined;
  const source = 'source' in value && typeof value.source === 'string' ? value.source : undefined;
  const practice = 'practice' in value && value.practice === true;
  return status && { path, cite: value.cite, status, note, source, practice };
}

/** How many rules of a pack have which evidence. */
export function countByStatus(rules: readonly Rule[]): Readonly<Record<EvidenceStatus, number>> {
  const count = (status: EvidenceStatus): number => rules.filter((rule) => rule.status === status).length;
  return {
    'verified-text': count('verified-text'),
    secondary: count('secondary'),
    unverified: count('unverified'),
  };
}

/** A path in a pack as people write it: list items by their id where they have one. */
export function pathName(pack: Pack, path: readonly (string | number)[]): string {
  let value: unknown = pack;
  const parts: string[] = [];
  for (const part of path) {
    value =
      typeof value === 'object' && value !== null
        ? Object.entries(value).find(([key]) => key === String(part))?.[1]
        : undefined;
    parts.push(typeof part === 'number' ? (nameOf(value) ?? String(part)) : part);
  }
  return parts.join('.');
}

function nameOf(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  for (const key of ['id', 'act', 'forum'])
    for (const [name, each] of Object.entries(value))
      if (name === key && typeof each === 'string') return each;
  return undefined;
}
