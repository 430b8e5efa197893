import { loadPacks } from '../../regimes/load-packs.ts';
import type { Catalogue, PublishedPack } from '../../domain/regime/catalogue.ts';
import { inForceOn } from '../../domain/regime/catalogue.ts';
import { renderProblems } from './problems.ts';

/** The catalogue, or undefined after its problems were printed and the exit code was set. */
export function loadOrComplain(folder?: string): Catalogue | undefined {
  const loaded = loadPacks(folder);
  if (loaded.kind === 'loaded') return loaded.catalogue;
  process.stderr.write(renderProblems(loaded.problems));
  process.exitCode = 1;
  return undefined;
}

/** The pack that a name means: `regime@version`, or `regime` and the version in force on a day. */
export function packNamed(catalogue: Catalogue, name: string, asOf: string): PublishedPack | string {
  const [regime = '', version] = name.split('@');
  const versions = catalogue.all.filter(({ pack }) => pack.regime === regime);
  if (versions.length === 0) {
    const known = [...new Set(catalogue.all.map(({ pack }) => pack.regime))];
    return `There is no regime "${regime}". There are: ${known.join(', ')}.`;
  }
  const found =
    version === undefined
      ? versions.find(({ pack }) => inForceOn(pack, asOf))
      : versions.find(({ pack }) => pack.version === version);
  if (found) return found;
  const there = versions.map(({ pack }) => pack.version).join(', ');
  return version === undefined
    ? `No version of ${regime} is in force on ${asOf}. Versions: ${there}.`
    : `There is no ${regime}@${version}. Versions: ${there}.`;
}
