import { rulesOf } from './catalogue.ts';
import type { Inconsistency } from './consistency.ts';
import type { Jurisdiction } from './jurisdiction.ts';
import type { Pack } from './pack.ts';

/** What a pack may rest on: its rank and domains in its jurisdiction, and a text for each value that counts as read. */
export function unfounded(pack: Pack, jurisdictions: readonly Jurisdiction[]): Inconsistency[] {
  return [...inJurisdiction(pack, jurisdictions), ...evidence(pack)];
}

function inJurisdiction(pack: Pack, jurisdictions: readonly Jurisdiction[]): Inconsistency[] {
  const jurisdiction = jurisdictions.find(({ id }) => id === pack.jurisdiction);
  if (jurisdiction === undefined)
    return [
      {
        path: ['jurisdiction'],
        rule: 'jurisdiction',
        message: `there is no jurisdiction "${pack.jurisdiction}"; known: ${jurisdictions.map(({ id }) => id).join(', ')}`,
      },
    ];
  const { ranks, domains } = jurisdiction;
  const closed = domains.closed.map(({ id }) => id);
  return [
    ...(ranks.permitted.includes(pack.rank)
      ? []
      : [
          {
            path: ['rank'],
            rule: 'rank',
            message: `a ${pack.rank.replaceAll('-', ' ')} cannot make a list in ${jurisdiction.id} (${ranks.cite}); it takes one of: ${ranks.permitted.join(', ')}`,
          },
        ]),
    ...pack.grounds.flatMap((ground, index) =>
      closed.includes(ground.domain)
        ? []
        : [
            {
              path: ['grounds', index, 'domain'],
              rule: 'grounds.domain',
              message: `"${ground.domain}" is nothing that a list may be made for in ${jurisdiction.id} (${domains.cite}); it may be for: ${closed.join(', ')}`,
            },
          ],
    ),
  ];
}

/** A value counts as read only where it is said in which text, and practice is never quoted as law. */
function evidence(pack: Pack): Inconsistency[] {
  const rules = rulesOf(pack);
  const named = new Set(rules.flatMap(({ source }) => source ?? []));
  return [
    ...rules.flatMap(({ path, status, source, practice }): Inconsistency[] => [
      ...(status === 'verified-text' && source === undefined
        ? [{ path, rule: 'source', message: 'counts as read in the text, but does not say in which' }]
        : []),
      ...(source !== undefined && !(source in pack.sources)
        ? [{ path, rule: 'source', message: `there is no source "${source}"` }]
        : []),
      ...(practice && status !== 'unverified'
        ? [{ path, rule: 'practice', message: 'the deployment’s own rule stands in no text: unverified' }]
        : []),
    ]),
    ...Object.keys(pack.sources)
      .filter((key) => !named.has(key))
      .map((key) => ({ path: ['sources', key], rule: 'source', message: 'no value was read in it' })),
  ];
}
