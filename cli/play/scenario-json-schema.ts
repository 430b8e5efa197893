import { z } from 'zod';
import { openapiDocument } from '../../api/openapi.ts';
import { hasUsual, isDate, isDigest, isFreeText, isWriting, listMeant, takes } from './fill.ts';
import { operationsOf, type FieldSchema, type Operation, type Operations } from './operations.ts';
import { openings, scenarioSchema } from './scenario.ts';

type Schema = { readonly [keyword: string]: unknown };

const ref = (name: string): Schema => ({ $ref: `#/$defs/${name}` });

/** What may stand in a body besides what the API takes. */
const shortForms: Readonly<Record<string, Schema>> = {
  Kept: {
    type: 'string',
    pattern: '\\$\\{.+\\}',
    description: 'A kept value, or the id of a case: ${name}.',
  },
  All: {
    type: 'object',
    properties: { $all: { type: 'string' } },
    required: ['$all'],
    additionalProperties: false,
    description: 'Every id of the list at a place in the regime, such as petition.materials.',
  },
  Day: {
    type: 'string',
    pattern: '^(?:today|\\d{4}-\\d{2}-\\d{2})(?: [+-] \\d.*)?$|\\$\\{.+\\}',
    description: 'A day: 2022-03-01, today, today + 5 working days.',
  },
  Digest: {
    anyOf: [
      { type: 'string', description: 'A SHA-256 digest, or a text that is digested.' },
      {
        type: 'object',
        properties: { $digest: { type: 'string' } },
        required: ['$digest'],
        additionalProperties: false,
      },
    ],
  },
};

/** What the player itself says when it opens a case. */
const saidByPlayer = ['regime', 'version', 'subject', 'sandbox', 'startsAt'];

/**
 * The JSON Schema that editors use, as it is published beside the samples: the schema of scenarios, and for each
 * operation of the API the parameters and the body that a step may write, short forms included.
 */
export function scenarioJsonSchema(): unknown {
  const { $schema, $defs, ...rest } = z.toJSONSchema(scenarioSchema, {
    io: 'input',
    target: 'draft-2020-12',
  });
  const operations = operationsOf(openapiDocument());
  const acts = [...operations.values()].filter(({ id }) => !openings.some((opening) => opening === id));
  const bodies = [...operations.values()].flatMap((operation): [string, Schema][] =>
    operation.body === undefined ? [] : [[bodyName(operation), bodyOf(operation)]],
  );
  const { opening, subject, ...properties } = rest.properties ?? {};
  return {
    $schema,
    title: 'A scenario of Amends',
    ...rest,
    properties: {
      ...properties,
      subject: { ...subjectOf(operations), description: descriptionOf(subject) },
      opening: typed(opening, openingsOf(operations)),
    },
    $defs: {
      ...$defs,
      Act: withIds(typed($defs?.['Act'], acts), acts),
      FurtherCase: typed(withSubject($defs?.['FurtherCase'], operations), openingsOf(operations)),
      ...shortForms,
      ...Object.fromEntries(bodies),
    },
  };
}

const bodyName = ({ id }: Operation): string => `with.${id}`;

const openingsOf = (operations: Operations): readonly Operation[] =>
  openings.flatMap((id) => operations.get(id) ?? []);

/** A step whose `with` and `at` are those of the operation that it names. */
function typed(step: unknown, operations: readonly Operation[]): Schema {
  const [usual] = openings;
  return {
    ...schemaOf(step),
    allOf: operations.map((operation) => ({
      if: {
        properties: { do: { const: operation.id } },
        ...(operation.id !== usual && { required: ['do'] }),
      },
      // oxlint-disable-next-line unicorn/no-thenable -- a keyword of JSON Schema
      then: {
        properties: {
          with:
            operation.body === undefined ? { type: 'object', maxProperties: 0 } : ref(bodyName(operation)),
          ...(hasAt(step) && { at: parametersOf(operation) }),
        },
        ...(mustWrite(operation) && { required: ['with'] }),
      },
    })),
  };
}

const hasAt = (step: unknown): boolean => 'at' in schemaOf(schemaOf(step)['properties']);

const mustWrite = ({ id, body }: Operation): boolean => body !== undefined && requiredIn(id, body).length > 0;

function withIds(step: Schema, operations: readonly Operation[]): Schema {
  const properties = schemaOf(step['properties']);
  const ids = { ...schemaOf(properties['do']), enum: operations.map(({ id }) => id) };
  return { ...step, properties: { ...properties, do: ids } };
}

function withSubject(step: unknown, operations: Operations): Schema {
  const properties = schemaOf(schemaOf(step)['properties']);
  const subject = { ...subjectOf(operations), description: descriptionOf(properties['subject']) };
  return { ...schemaOf(step), properties: { ...properties, subject } };
}

function parametersOf({ parameters, query }: Operation): Schema {
  const said = { type: ['string', 'number', 'boolean'] };
  return {
    type: 'object',
    properties: Object.fromEntries([...parameters, ...query].map((name) => [name, said])),
    additionalProperties: false,
  };
}

function subjectOf(operations: Operations): Schema {
  const [opening] = openingsOf(operations);
  const subject = opening?.body?.properties?.['subject'];
  if (opening === undefined || subject === undefined) return {};
  const written = objectOf(opening.id, subject);
  // The player says "organisation" unless told otherwise.
  return { ...written, required: (subject.required ?? []).filter((name) => name !== 'kind') };
}

function bodyOf(operation: Operation): Schema {
  return operation.body === undefined ? {} : objectOf(operation.id, operation.body);
}

function objectOf(operation: string, schema: FieldSchema): Schema {
  const { properties = {}, additionalProperties } = schema;
  const required = requiredIn(operation, schema);
  return {
    type: takes(schema, 'null') ? ['object', 'null'] : 'object',
    ...described(schema),
    properties: Object.fromEntries(
      Object.entries(properties).map(([name, field]) => [name, fieldOf(operation, name, field)]),
    ),
    ...(required.length > 0 && { required }),
    ...(additionalProperties === false && { additionalProperties: false }),
  };
}

/** What only the author of a scenario can know. */
function requiredIn(operation: string, { required = [], properties = {} }: FieldSchema): string[] {
  const opening = openings.some((id) => id === operation);
  return required.filter((name) => {
    const field = properties[name];
    return !(opening && saidByPlayer.includes(name)) && (field === undefined || !hasUsual(field));
  });
}

/** A field as it may be written: as the API takes it, or in a short form. */
function fieldOf(operation: string, name: string, schema: FieldSchema): Schema {
  const { anyOf, oneOf, allOf, properties, items, additionalProperties } = schema;
  const orNull: Schema[] = takes(schema, 'null') ? [{ type: 'null' }] : [];
  const each = (parts: readonly FieldSchema[]): Schema[] =>
    parts.map((part) => fieldOf(operation, name, part));
  if (anyOf ?? oneOf) return either(schema, each(anyOf ?? oneOf ?? []));
  if (allOf) return either(schema, [...each(allOf.slice(0, 1)), ...orNull]);
  if (properties !== undefined) return either(schema, [objectOf(operation, schema), ref('Kept')]);
  if (isDate(schema)) return either(schema, [ref('Day'), ...orNull]);
  if (isDigest(schema)) return either(schema, [ref('Digest'), ...orNull]);
  if (items !== undefined) {
    const list = listMeant(operation, name);
    const all: Schema[] = list === undefined ? [] : [{ const: 'all', description: `Every id of ${list}.` }];
    const array = { type: 'array', items: fieldOf(operation, name, items) };
    return either(schema, [array, ...all, ref('All'), ref('Kept'), ...orNull]);
  }
  if (isWriting(schema)) {
    const list = listMeant(operation, name);
    const ids: Schema[] =
      list === undefined
        ? []
        : [
            {
              type: 'array',
              items: { type: 'string' },
              description: 'The ids under which something is said.',
            },
            { const: 'all', description: `Every id of ${list}.` },
            ref('All'),
          ];
    return either(schema, [plain({ ...schema, description: undefined }), ...ids, ref('Kept')]);
  }
  if (schema.pattern !== undefined) return { ...plain(schema), pattern: `${schema.pattern}|\\$\\{.+\\}` };
  if (isFreeText(schema) || additionalProperties !== undefined || schema.type === undefined)
    return plain(schema);
  return either(schema, [plain({ ...schema, description: undefined }), ref('Kept')]);
}

/** One of several, flat. */
function either(schema: FieldSchema, parts: readonly Schema[]): Schema {
  const flat = parts.flatMap((part): readonly unknown[] =>
    Array.isArray(part['anyOf']) && Object.keys(part).length === 1 ? part['anyOf'] : [part],
  );
  const [only] = flat;
  return flat.length === 1
    ? { ...described(schema), ...schemaOf(only) }
    : { ...described(schema), anyOf: flat };
}

/** A schema without what only the API says of it. */
function plain(schema: FieldSchema): Schema {
  return Object.fromEntries(
    Object.entries(schema).filter(([keyword, value]) => keyword !== 'default' && value !== undefined),
  );
}

const described = ({ description }: FieldSchema): Schema =>
  description === undefined ? {} : { description };

const descriptionOf = (schema: unknown): unknown => schemaOf(schema)['description'];

const schemaOf = (value: unknown): Schema =>
  typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {};
