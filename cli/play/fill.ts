import { createHash } from 'node:crypto';
import { parseLength, type Length } from './length.ts';
import type { FieldSchema } from './operations.ts';

/** What short forms stand for at the moment a step is played. */
export type Moment = {
  /** The day in the regime's zone. */
  readonly today: string;
  /** Moves a day by a length of time, back where `back`. */
  readonly shift: (day: string, length: Length, back: boolean) => string;
  /** The ids of a list in the regime, by its path; a path that begins with `ground` is looked up in the case's ground. */
  readonly idsAt: (path: string) => readonly string[] | undefined;
};

/** A short form that cannot be filled, with the path of the field in the body. */
type Unfilled = { readonly path: readonly string[]; readonly message: string };
export type Filled = { readonly body: Json; readonly problems: readonly Unfilled[] };

export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

/** Which list of the regime `all` means in a field; where operations differ, the operation's own comes first. */
const lists: Readonly<Record<string, string>> = {
  'serve-notice.contents': 'notice.contents.items',
  'serve-decision.contents': 'review.decisionContents.items',
  'approve-listing.contents': 'review.decisionContents.items',
  factors: 'factors.weigh',
  stated: 'ground.requires',
  measures: 'ground.measures',
  materials: 'petition.materials',
  met: 'petition.preconditions',
  performed: 'petition.preconditions',
};

/** The list of the regime that "all" means in a field of an operation. */
export const listMeant = (operation: string, field: string): string | undefined =>
  lists[`${operation}.${field}`] ?? lists[field];

const DIGEST = '^[0-9a-f]{64}$';
const day = /^(?:today|(\d{4}-\d{2}-\d{2}))(?: ([+-]) (.+))?$/u;

/**
 * Makes the body of a request from what a step says: short forms become values, and what the operation's schema
 * requires and nobody wrote gets a plain value, so that a scenario says only what matters in it.
 */
export function fill(
  operation: { readonly id: string; readonly body: FieldSchema | undefined },
  given: { readonly [key: string]: Json },
  moment: Moment,
): Filled {
  const problems: Unfilled[] = [];
  const problem = (path: readonly string[], message: string): null => {
    problems.push({ path, message });
    return null;
  };

  const listed = (list: string | undefined, path: readonly string[]): Json => {
    const ids = list === undefined ? undefined : moment.idsAt(list);
    return ids === undefined
      ? problem(path, `"all" of what? The regime has no list ${list ?? 'for this field'}: say {$all: <path>}`)
      : [...ids];
  };

  /** What a document says under each content: written out, or the ids of those under which it says something. */
  const writing = (json: Json, path: readonly string[]): Json => {
    const list = json === 'all' ? listMeant(operation.id, path.at(-1) ?? '') : allOf(json);
    const said = json === 'all' || list !== undefined ? listed(list, path) : json;
    return Array.isArray(said)
      ? Object.fromEntries(
          said.flatMap((content) =>
            typeof content === 'string' ? [[content, `Stated in the file: ${content}.`]] : [],
          ),
        )
      : said;
  };

  const value = (json: Json, schema: FieldSchema | undefined, path: readonly string[]): Json => {
    if (isWriting(schema)) return writing(json, path);
    if (Array.isArray(json))
      return json.map((each: Json, index) => value(each, schema?.items, [...path, `${index}`]));
    if (typeof json === 'object' && json !== null) {
      const members = Object.entries(json);
      const [only] = members;
      const list = allOf(json);
      if (list !== undefined) return listed(list, path);
      if (members.length === 1 && only?.[0] === '$digest' && typeof only[1] === 'string')
        return digestOf(only[1]);
      return object(Object.fromEntries(members), schema, path);
    }
    if (typeof json !== 'string') return json;
    if (json === 'all' && takes(schema, 'array')) {
      const name = path.at(-1) ?? '';
      return listed(listMeant(operation.id, name), path);
    }
    if (isDigest(schema)) return new RegExp(DIGEST, 'u').test(json) ? json : digestOf(json);
    if (!isDate(schema)) return json;
    const [whole, from, sign, text] = day.exec(json) ?? [];
    if (whole === undefined) return json;
    if (text === undefined) return from ?? moment.today;
    const length = parseLength(text);
    return length === undefined
      ? problem(path, `"${text}" is not a length of time; say it like "5 working days"`)
      : moment.shift(from ?? moment.today, length, sign === '-');
  };

  const object = (
    members: { readonly [key: string]: Json },
    schema: FieldSchema | undefined,
    path: readonly string[],
  ): { [key: string]: Json } => {
    const shape = shapeOf(schema);
    const fields = fieldsOf(schema);
    const filled: Record<string, Json> = {};
    for (const [name, each] of Object.entries(members)) {
      if (fields !== undefined && !fields.includes(name)) problem([...path, name], notAField(name, fields));
      filled[name] = value(each, shape?.properties?.[name], [...path, name]);
    }
    for (const name of shape?.required ?? [])
      if (!(name in filled)) {
        const usual = usualValue(name, shape?.properties?.[name], [...path, name]);
        if (usual !== undefined) filled[name] = usual;
      }
    return filled;
  };

  /** What a required field gets that the step leaves out; undefined where only the author can say. */
  const usualValue = (
    name: string,
    schema: FieldSchema | undefined,
    path: readonly string[],
  ): Json | undefined => {
    if (schema === undefined || schema.default !== undefined || !hasUsual(schema)) return undefined;
    if (takes(schema, 'null')) return null;
    if (isDigest(schema)) return digestOf(`${operation.id}/${path.join('/')}`);
    if (isDate(schema)) return moment.today;
    if (isWriting(schema)) return writing('all', path);
    if (!takes(schema, 'array')) return `Stated in the file: ${name}.`;
    const list = listMeant(operation.id, name);
    return list === undefined ? [] : listed(list, path);
  };

  return { body: object(given, operation.body, []), problems };
}

/** The list that `{$all: <path>}` names. */
function allOf(json: Json): string | undefined {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return undefined;
  const { $all, ...more } = json;
  return typeof $all === 'string' && Object.keys(more).length === 0 ? $all : undefined;
}

const notAField = (name: string, fields: readonly string[]): string =>
  `"${name}" is not a field here; the fields are: ${fields.join(', ') || 'none'}`;

/** Whether a required field may be left out, because it has a plain value. */
export const hasUsual = (schema: FieldSchema): boolean =>
  isWriting(schema) ||
  schema.default !== undefined ||
  takes(schema, 'null') ||
  isDigest(schema) ||
  isDate(schema) ||
  takes(schema, 'array') ||
  isFreeText(schema);

/** SHA-256 in hexadecimal, as documents are named by their digest. */
export function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function alternatives(schema: FieldSchema | undefined): readonly FieldSchema[] {
  if (schema === undefined) return [];
  const within = [...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.allOf ?? [])];
  return [schema, ...within.flatMap(alternatives)];
}

function shapeOf(schema: FieldSchema | undefined): FieldSchema | undefined {
  return alternatives(schema).find(({ properties }) => properties !== undefined);
}

/** The fields that an object may have; undefined where it may have any. */
function fieldsOf(schema: FieldSchema | undefined): readonly string[] | undefined {
  const shapes = alternatives(schema).filter(({ properties }) => properties !== undefined);
  return shapes.length > 0 && shapes.every((each) => each.additionalProperties === false)
    ? [...new Set(shapes.flatMap(({ properties }) => Object.keys(properties ?? {})))]
    : undefined;
}

export function takes(schema: FieldSchema | undefined, type: string): boolean {
  return alternatives(schema).some(
    (each) =>
      each.type === type ||
      (Array.isArray(each.type) && each.type.includes(type)) ||
      (type === 'null' && each.nullable === true),
  );
}

export const isDigest = (schema: FieldSchema | undefined): boolean =>
  alternatives(schema).some(({ pattern }) => pattern === DIGEST);

export const isDate = (schema: FieldSchema | undefined): boolean =>
  alternatives(schema).some(({ format }) => format === 'date');

/** A text for each of several ids, of which a scenario may name the ids only. */
export const isWriting = (schema: FieldSchema | undefined): boolean =>
  alternatives(schema).some(
    ({ properties, additionalProperties: each }) =>
      properties === undefined && typeof each === 'object' && takes(each, 'string'),
  );

export const isFreeText = (schema: FieldSchema): boolean =>
  takes(schema, 'string') &&
  alternatives(schema).every(
    (each) => each.pattern === undefined && each.format === undefined && each.enum === undefined,
  );
