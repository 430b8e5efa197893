import { z } from '@hono/zod-openapi';
import type { SubjectData } from '../db/commands/rule.ts';
import { openSubject } from '../db/queries/personal-data.ts';
import type { RegisterRow } from '../db/queries/register.ts';
import { open } from '../db/sealing.ts';
import { localDate } from '../domain/calendar/local-time.ts';
import { bindingSchemes } from '../domain/register/identity.ts';
import { entryField } from '../domain/regime/disclosure.ts';
import type { Pack } from '../domain/regime/pack.ts';

export const entrySchema = z
  .object({
    id: z.string(),
    regime: z.string(),
    version: z.string(),
    kind: z.string(),
    sandbox: z.boolean(),
    marks: z.array(z.string()).readonly().meta({ description: 'Disputed, under review, not final.' }),
    boundBy: z.array(z.string()).readonly().meta({
      description: 'The schemes of the identifiers that bind the entry to its subject; a name never does.',
    }),
    fields: z
      .record(z.string(), z.union([z.string(), z.array(z.string()).readonly(), z.null()]))
      .meta({ description: 'Exactly the fields that the regime names for this reader.' }),
  })
  .openapi('Entry');

export type EntryView = z.output<typeof entrySchema>;
type Field = EntryView['fields'][string];

/** An entry as one reader may see it: the fields that the regime names, and nothing else. */
export function entryView(
  row: RegisterRow,
  pack: Pack,
  fields: readonly string[],
  masterKey: Buffer,
): EntryView {
  const data =
    row.sealed && openSubject(masterKey, { wrapped: row.sealed.wrapped, sealed: row.sealed.subject });
  const value = fieldsOf(row, pack, masterKey, data);
  return {
    id: row.id,
    regime: row.regime,
    version: row.version,
    kind: row.subjectKind,
    sandbox: row.sandbox,
    marks: row.marks,
    boundBy: bindingSchemes(data?.identifiers.map(({ scheme }) => scheme) ?? []),
    fields: Object.fromEntries(fields.map((name) => [name, value(name)])),
  };
}

/** What a field of an entry says, or an identifier of the subject. The pack names nothing else. */
function fieldsOf(
  row: RegisterRow,
  pack: Pack,
  masterKey: Buffer,
  data: SubjectData | null,
): (name: string) => Field {
  const { sealed } = row;
  const key = sealed && open(masterKey, sealed.wrapped);
  const told = (member: string): Field => {
    const value = data?.[member];
    return typeof value === 'string' ? value : null;
  };
  return (name) => {
    switch (entryField(name)) {
      case 'name':
        return data?.name ?? null;
      case 'address':
        return told('address');
      case 'country':
        return told('country');
      case 'ground':
        return row.ground;
      case 'measures':
        return row.measures;
      case 'finality':
        return row.finality;
      case 'authority':
        return row.authority;
      case 'listed-on':
        return row.from;
      case 'until':
        return row.until;
      case 'decided-on':
        return row.decidedAt === null ? null : localDate(row.decidedAt, pack.timezone);
      case 'published-on':
        return row.publishedAt === null ? null : localDate(row.publishedAt, pack.timezone);
      case 'instrument-number':
        return key && sealed.instrumentNumber ? open(key, sealed.instrumentNumber).toString() : null;
      case undefined:
        return data?.identifiers.find(({ scheme }) => scheme === name)?.value ?? null;
    }
  };
}
