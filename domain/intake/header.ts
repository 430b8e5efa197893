import type { MappedColumn, Mapping } from './mapping.ts';

/** Where each column of the mapping stands in this file. */
export type Layout = {
  readonly columns: number;
  readonly at: ReadonlyMap<string, number>;
  /** Columns of the file that the mapping does not know. They are not read. */
  readonly ignored: readonly string[];
};

export type ReadHeader =
  | { readonly kind: 'header'; readonly layout: Layout }
  /** It is a header, and not one of this list. */
  | { readonly kind: 'other-header'; readonly detail: string }
  /** It is no header at all. */
  | { readonly kind: 'no-header'; readonly detail: string };

/** Finds the mapping's columns by their names, in whatever order the file has them. */
export function readHeader(fields: readonly string[], mapping: Mapping): ReadHeader {
  const at = new Map<string, number>();
  const twice: string[] = [];
  const ignored: string[] = [];
  for (const [index, field] of fields.entries()) {
    const column = mapping.columns.find((each) => names(each).includes(plain(field)));
    if (column === undefined) ignored.push(field.trim());
    else if (at.has(column.as)) twice.push(column.name);
    else at.set(column.as, index);
  }
  const missing = mapping.columns
    .filter((each) => !each.optional && !at.has(each.as))
    .map(({ name }) => name);
  if (at.size * 2 < mapping.columns.length)
    return { kind: 'no-header', detail: `The first line is not a header of ${mapping.title}.` };
  if (missing.length > 0 || twice.length > 0)
    return {
      kind: 'other-header',
      detail: [
        missing.length > 0 ? `The header has no column ${quoted(missing)}.` : '',
        twice.length > 0 ? `It has more than one column ${quoted(twice)}.` : '',
      ]
        .filter(Boolean)
        .join(' '),
    };
  return { kind: 'header', layout: { columns: fields.length, at, ignored } };
}

/** The layout of a file without a header, on the word of whoever brings it: the mapping's own order. */
export function ownOrder(mapping: Mapping): Layout {
  return {
    columns: mapping.columns.length,
    at: new Map(mapping.columns.map(({ as }, index) => [as, index])),
    ignored: [],
  };
}

const plain = (name: string): string =>
  name
    .trim()
    .toLowerCase()
    .replaceAll(/[\s_]+/g, ' ');
const names = ({ name, also }: MappedColumn): string[] => [name, ...also].map(plain);
const quoted = (list: readonly string[]): string => list.map((name) => `"${name}"`).join(', ');
