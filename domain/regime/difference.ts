import { canonicalJson } from '../evidence/canonical-json.ts';

type Path = readonly (string | number)[];

/** Where two values first differ, in the order of `after`; undefined where they are the same. */
export function firstDifference(before: unknown, after: unknown): Path | undefined {
  if (canonicalJson(before) === canonicalJson(after)) return undefined;
  const [left, right] = [membersOf(before), membersOf(after)];
  if (left === undefined || right === undefined || Array.isArray(before) !== Array.isArray(after)) return [];
  for (const key of new Set([...right.keys(), ...left.keys()])) {
    const within = firstDifference(left.get(key) ?? null, right.get(key) ?? null);
    if (within) return [key, ...within];
  }
  return [];
}

function membersOf(value: unknown): ReadonlyMap<string | number, unknown> | undefined {
  if (Array.isArray(value)) return new Map(value.entries());
  return typeof value === 'object' && value !== null ? new Map(Object.entries(value)) : undefined;
}
