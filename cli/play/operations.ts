import { z } from 'zod';

/** What the player needs to know of a JSON Schema; the rest of it is the API's business. */
export type FieldSchema = {
  readonly type?: string | readonly string[] | undefined;
  readonly format?: string | undefined;
  readonly pattern?: string | undefined;
  readonly enum?: readonly unknown[] | undefined;
  readonly default?: unknown;
  readonly nullable?: boolean | undefined;
  readonly required?: readonly string[] | undefined;
  readonly properties?: Readonly<Record<string, FieldSchema>> | undefined;
  readonly additionalProperties?: boolean | FieldSchema | undefined;
  readonly description?: string | undefined;
  readonly items?: FieldSchema | undefined;
  readonly anyOf?: readonly FieldSchema[] | undefined;
  readonly oneOf?: readonly FieldSchema[] | undefined;
  readonly allOf?: readonly FieldSchema[] | undefined;
  readonly $ref?: string | undefined;
};

const fieldSchema: z.ZodType<FieldSchema> = z.lazy(() =>
  z.looseObject({
    type: z.union([z.string(), z.array(z.string())]).optional(),
    format: z.string().optional(),
    pattern: z.string().optional(),
    enum: z.array(z.unknown()).optional(),
    default: z.unknown().optional(),
    nullable: z.boolean().optional(),
    required: z.array(z.string()).optional(),
    properties: z.record(z.string(), fieldSchema).optional(),
    additionalProperties: z.union([z.boolean(), fieldSchema]).optional(),
    description: z.string().optional(),
    items: fieldSchema.optional(),
    anyOf: z.array(fieldSchema).optional(),
    oneOf: z.array(fieldSchema).optional(),
    allOf: z.array(fieldSchema).optional(),
    $ref: z.string().optional(),
  }),
);

const operationSchema = z.looseObject({
  operationId: z.string(),
  summary: z.string().optional(),
  parameters: z.array(z.looseObject({ name: z.string(), in: z.string() })).default([]),
  requestBody: z
    .looseObject({ content: z.record(z.string(), z.looseObject({ schema: fieldSchema.optional() })) })
    .optional(),
});

const documentSchema = z.looseObject({
  paths: z.record(z.string(), z.record(z.string(), z.unknown())),
  components: z
    .looseObject({ schemas: z.record(z.string(), fieldSchema).default({}) })
    .default({ schemas: {} }),
});

/** One operation of the API as a step names it. */
export type Operation = {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly summary: string;
  /** The names of its path parameters, in order. */
  readonly parameters: readonly string[];
  /** The names of its query parameters. */
  readonly query: readonly string[];
  readonly body: FieldSchema | undefined;
};

/** The operations that an API says it has. */
export type Operations = ReadonlyMap<string, Operation>;

const methods: readonly string[] = ['get', 'post', 'put', 'patch', 'delete'];

/** Reads the operations out of an OpenAPI document, with every reference of their bodies resolved. */
export function operationsOf(document: unknown): Operations {
  const { paths, components } = documentSchema.parse(document);
  const resolve = (schema: FieldSchema, within: readonly string[] = []): FieldSchema => {
    const name = schema.$ref?.replace('#/components/schemas/', '');
    if (name !== undefined) {
      const target = components.schemas[name];
      return target === undefined || within.includes(name) ? {} : resolve(target, [...within, name]);
    }
    const each = (list: readonly FieldSchema[] | undefined) => list?.map((part) => resolve(part, within));
    return {
      ...schema,
      anyOf: each(schema.anyOf),
      oneOf: each(schema.oneOf),
      allOf: each(schema.allOf),
      items: schema.items && resolve(schema.items, within),
      properties:
        schema.properties &&
        Object.fromEntries(
          Object.entries(schema.properties).map(([key, part]) => [key, resolve(part, within)]),
        ),
    };
  };
  const operations = new Map<string, Operation>();
  for (const [path, members] of Object.entries(paths))
    for (const [method, member] of Object.entries(members)) {
      const parsed = operationSchema.safeParse(member);
      if (!methods.includes(method) || !parsed.success) continue;
      const { operationId: id, summary, parameters, requestBody } = parsed.data;
      const body = requestBody?.content['application/json']?.schema;
      operations.set(id, {
        id,
        method: method.toUpperCase(),
        path,
        summary: summary ?? id,
        parameters: [...path.matchAll(/\{(\w+)\}/gu)].flatMap(([, name]) => name ?? []),
        query: parameters.filter((each) => each.in === 'query').map(({ name }) => name),
        body: body && resolve(body),
      });
    }
  return operations;
}

/** The operation that a step names: `serve-notice`, or `serveNotice` where an API prefers that. */
export function findOperation(operations: Operations, name: string): Operation | undefined {
  const camel = name.replace(/-(\w)/gu, (_, letter: string) => letter.toUpperCase());
  return operations.get(name) ?? operations.get(camel);
}

/** The names nearest to one that is not there, for a helpful message. */
export function similar(operations: Operations, name: string): readonly string[] {
  const words = new Set(name.split(/[-.]/u));
  return [...operations.keys()]
    .map((id) => ({ id, shared: id.split('-').filter((word) => words.has(word)).length }))
    .filter(({ shared }) => shared > 0)
    .sort((left, right) => right.shared - left.shared)
    .slice(0, 4)
    .map(({ id }) => id);
}
