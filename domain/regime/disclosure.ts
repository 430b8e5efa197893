import type { Inconsistency } from './inconsistency.ts';
import { entryFields, type Pack } from './pack.ts';

/** A field that may be disclosed of an entry; every other name is the scheme of an identifier. */
export type EntryField = (typeof entryFields)[number];

/** The field of that name, if it is not an identifier's. */
export function entryField(name: string): EntryField | undefined {
  return entryFields.find((each) => each === name);
}

/** What public and recipients may see is on the closed list of fields, or an identifier that the regime declares. */
export function disclosureProblems(pack: Pack): Inconsistency[] {
  const { organisation, person } = pack.publication.fields;
  return [
    ...unknownFields(pack, ['publication', 'fields', 'organisation'], organisation),
    ...unknownFields(pack, ['publication', 'fields', 'person'], person),
    ...pack.recipients.flatMap(({ fields }, index) =>
      unknownFields(pack, ['recipients', index, 'fields'], fields),
    ),
    ...pack.identifiers.flatMap(({ id }, index) =>
      entryField(id) === undefined
        ? []
        : [
            {
              rule: 'identifiers',
              path: ['identifiers', index],
              message: `"${id}" is a field of every entry`,
            },
          ],
    ),
  ];
}

function unknownFields(pack: Pack, path: Inconsistency['path'], fields: readonly string[]): Inconsistency[] {
  return fields.flatMap((name, index) => {
    const known = entryField(name);
    const found = (message: string) => [{ rule: 'fields', path: [...path, index], message }];
    if (known !== undefined || pack.identifiers.some(({ id }) => id === name)) return [];
    return found(
      `"${name}" is neither a field of an entry (${entryFields.join(', ')}) nor one of the identifiers of this regime`,
    );
  });
}
