import type { Json } from './fill.ts';
import { listOf, memberOf } from './json-value.ts';

/** Values that steps have kept, and the ids of the cases by their short names. */
export type Kept = ReadonlyMap<string, Json>;

const NAME = /\$\{([a-z][A-Za-z0-9.-]*)\}/gu;
const ONLY_NAME = /^\$\{([a-z][A-Za-z0-9.-]*)\}$/u;

/** The names that a value of a scenario says as `${name}`. */
export function namesIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [...value.matchAll(NAME)].flatMap(([, name]) => name ?? []);
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(namesIn);
}

/** The value with every `${name}` replaced; one that stands alone becomes the value itself, of whatever type. */
export function withKept(value: Json, kept: Kept): Json {
  if (typeof value === 'string') {
    const only = kept.get(ONLY_NAME.exec(value)?.[1] ?? '');
    if (only !== undefined) return only;
    return textWithKept(value, kept);
  }
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((each: Json) => withKept(each, kept));
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, withKept(each, kept)]));
}

/** A text with every `${name}` in it replaced, by text. */
export const textWithKept = (text: string, kept: Kept): string =>
  text.replaceAll(NAME, (whole, name: string) => {
    const said = kept.get(name);
    return said === undefined ? whole : typeof said === 'string' ? said : JSON.stringify(said);
  });

const PART = /([^.[\]]+)|\[([^=\]]+)=([^\]]*)\]/gu;

/**
 * What stands at a place such as `answer.items[caseId=c1].id` or `case.petitions.last.id`: members by name, items of a
 * list by number, as `last`, or the first that has a member of a value. Undefined where there is nothing.
 */
export function valueAt(place: string, roots: Readonly<Record<string, unknown>>): unknown {
  let value: unknown = roots;
  for (const [, name, field, wanted] of place.matchAll(PART)) {
    if (field !== undefined) value = listOf(value).find((each) => String(memberOf(each, field)) === wanted);
    else if (Array.isArray(value)) value = listOf(value).at(name === 'last' ? -1 : Number(name));
    else value = memberOf(value, name ?? '');
  }
  return value;
}
