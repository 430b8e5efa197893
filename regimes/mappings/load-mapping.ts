import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { LineCounter, parseDocument } from 'yaml';
import { mappingSchema, type Mapping } from '../../domain/intake/mapping.ts';
import type { Pack } from '../../domain/regime/pack.ts';

export type LoadedMapping =
  | { readonly kind: 'loaded'; readonly mapping: Mapping }
  | { readonly kind: 'unknown'; readonly known: readonly string[] }
  | { readonly kind: 'broken'; readonly problems: readonly string[] };

/** Loads the mapping `name`, strictly. Every problem names the file and the line. */
export function loadMapping(name: string, folder: string = publishedFolder()): LoadedMapping {
  const known = mappingNames(folder);
  if (!known.includes(name)) return { kind: 'unknown', known };
  const file = join(folder, `${name}.yaml`);
  const lines = new LineCounter();
  const document = parseDocument(readFileSync(file, 'utf8'), { lineCounter: lines });
  const [syntax] = [...document.errors, ...document.warnings];
  if (syntax)
    return { kind: 'broken', problems: [`${file}:${lines.linePos(syntax.pos[0]).line} ${syntax.message}`] };
  const parsed = mappingSchema.safeParse(document.toJS());
  if (parsed.success) return { kind: 'loaded', mapping: parsed.data };
  return {
    kind: 'broken',
    problems: parsed.error.issues.map(({ path, message }) => {
      const node: unknown = document.getIn(path, true);
      const range = typeof node === 'object' && node !== null && 'range' in node ? node.range : undefined;
      const offset = Array.isArray(range) && typeof range[0] === 'number' ? range[0] : 0;
      return `${file}:${lines.linePos(offset).line} ${path.join('.')}: ${message}`;
    }),
  };
}

/** The mapping `name`, if there is a sound one. */
export function publishedMapping(name: string): Mapping | undefined {
  const loaded = loadMapping(name);
  return loaded.kind === 'loaded' ? loaded.mapping : undefined;
}

/** The mappings there are. */
export function mappingNames(folder: string = publishedFolder()): string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => name.slice(0, -'.yaml'.length))
    .sort();
}

/** What in a mapping does not fit the pack it puts its lines under; nothing where all of it does. */
export function misfits(mapping: Mapping, pack: Pack): string[] {
  const wrong: string[] = [];
  if (mapping.regime !== pack.regime)
    wrong.push(`${mapping.mapping} is a mapping for ${mapping.regime}, not for ${pack.regime}`);
  for (const { id, takes } of mapping.rules) {
    if (takes === undefined) continue;
    const ground = pack.grounds.find((each) => each.id === takes.ground);
    if (ground === undefined)
      wrong.push(`rule "${id}": ${pack.regime} ${pack.version} has no ground "${takes.ground}"`);
    else
      for (const measure of takes.measures.filter((each) => !ground.measures.includes(each)))
        wrong.push(`rule "${id}": "${measure}" is not a measure of the ground "${takes.ground}"`);
  }
  for (const [code, { level }] of Object.entries(mapping.body.known))
    if (!pack.authorities.competent.includes(level))
      wrong.push(`body "${code}": the level "${level}" is not competent under ${pack.regime} ${pack.version}`);
  return wrong;
}

/** The mappings' folder: next to this file or, when compiled, in the source tree beside the output. */
function publishedFolder(): string {
  const beside = fileURLToPath(new URL('.', import.meta.url));
  return existsSync(join(beside, 'sam-v2.yaml'))
    ? beside
    : fileURLToPath(new URL('../../../regimes/mappings/', import.meta.url));
}
