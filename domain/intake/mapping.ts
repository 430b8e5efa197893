import { z } from 'zod';
import { evidenceStatuses } from '../regime/cited.ts';
import { cleanupReasons } from './finding.ts';

/**
 * How the lines of one kind of existing list are read, as data that lawyers can review: what its columns are called and
 * may hold, and which lines belong to which body and law. Every rule that sorts a line carries its source.
 */

const id = z.string().regex(/^[a-z0-9][a-z0-9.-]*$/, 'an id is lower case letters, digits, dots and hyphens');
const cited = { cite: z.string().min(3), status: z.enum(evidenceStatuses), note: z.string().optional() };

/** What the engine calls a column, so that the rest of a mapping can speak of it. */
const key = z.string().regex(/^[a-z][a-z-]*$/, 'a column is named in lower case letters and hyphens');

const column = z.strictObject({
  /** As the header of the list writes it. */
  name: z.string().min(1),
  /** Other names that other editions of the list gave it. */
  also: z.array(z.string().min(1)).default([]),
  as: key,
  /** Other editions may lack it altogether. */
  optional: z.boolean().default(false),
  /** A line that leaves it blank is broken. */
  required: z.boolean().default(false),
  /** A line that fills it is shifted or foreign. */
  blank: z.literal(true).optional(),
  oneOf: z.array(z.string().min(1)).optional(),
  date: z.enum(['MM/DD/YYYY', 'YYYY-MM-DD']).optional(),
  /** How many characters it may have, where the layout of the list says so; never more than `fieldAtMost`. */
  most: z.int().min(1).optional(),
  /** What its text looks like, as a whole. */
  pattern: z.string().min(1).optional(),
  /** The word that stands for no end. */
  indefinite: z.string().min(1).optional(),
});

const when = z.record(key, z.array(z.string()).min(1));

const rule = z
  .strictObject({
    id,
    /** Which lines it sorts: those whose columns hold one of these values. The first rule that fits counts. */
    when,
    /** Why such a line is not taken over. */
    finds: z.strictObject({ reason: z.enum(cleanupReasons), says: z.string().min(10) }).optional(),
    /** As what such a line is taken over, if its dates are lawful. */
    takes: z.strictObject({ ground: id, measures: z.array(id).min(1) }).optional(),
    ...cited,
  })
  .refine(({ finds, takes }) => (finds === undefined) !== (takes === undefined), {
    message: 'a rule either finds something amiss or takes the line over',
  });

const mapping = z.strictObject({
  mapping: id,
  title: z.string().min(3),
  regime: id,
  /** In what a line is written that is not UTF-8. */
  encoding: z.enum(['latin1', 'windows-1252', 'gb18030']),
  separator: z.string().length(1),
  fieldAtMost: z.int().min(100),
  /** The day the list is of: patterns of its file's name with a `year` and a `day` in it, or the newest line's date. */
  day: z.strictObject({ fileName: z.array(z.string()).default([]), latestOf: key.optional() }),
  columns: z.array(column).min(1),
  subject: z.strictObject({
    kind: z.strictObject({
      column: key,
      organisation: z.array(z.string()).min(1),
      person: z.array(z.string()),
    }),
    /** The first of these that is not blank; several columns of one name are joined. */
    name: z.array(z.array(key).min(1)).min(1),
    identifiers: z.array(z.strictObject({ scheme: id, column: key })).min(1),
    address: z.array(key).default([]),
  }),
  entry: z.strictObject({ number: key, from: key, until: key }),
  body: z.strictObject({
    column: key,
    known: z.record(z.string(), z.strictObject({ authority: id, title: z.string().min(3), level: id })),
    ...cited,
  }),
  rules: z.array(rule).min(1),
});

export const mappingSchema = mapping.superRefine((value, context) => {
  const keys = new Set(value.columns.map((each) => each.as));
  const wrong = (path: PropertyKey[], message: string): void =>
    context.addIssue({ code: 'custom', path, message });
  const mustBe = (name: string, path: PropertyKey[]): void => {
    if (!keys.has(name)) wrong(path, `there is no column "${name}"`);
  };
  if (keys.size !== value.columns.length) wrong(['columns'], 'two columns have the same "as"');
  const { subject, entry, body, rules, day } = value;
  for (const name of [subject.kind.column, ...subject.name.flat(), ...subject.address])
    mustBe(name, ['subject']);
  for (const { column: name } of subject.identifiers) mustBe(name, ['subject', 'identifiers']);
  for (const name of Object.values(entry)) mustBe(name, ['entry']);
  mustBe(body.column, ['body']);
  if (day.latestOf !== undefined) mustBe(day.latestOf, ['day', 'latestOf']);
  for (const [index, each] of rules.entries())
    for (const name of Object.keys(each.when)) mustBe(name, ['rules', index, 'when']);
});

export type Mapping = z.output<typeof mapping>;
export type MappedColumn = Mapping['columns'][number];
export type MappingRule = Mapping['rules'][number];
