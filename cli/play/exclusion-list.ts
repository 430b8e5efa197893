import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { z } from 'zod';

/** One line of a public exclusions extract, as far as an entry is made of it. */
export type ListedFirm = {
  readonly line: number;
  readonly name: string;
  readonly agency: string;
  readonly from: string;
  /** The last day; null where the list says "Indefinite". */
  readonly until: string | null;
  readonly identifiers: readonly { readonly scheme: string; readonly value: string }[];
};

export type ReadList = {
  readonly firms: readonly ListedFirm[];
  /** Lines that could not be read, and why. */
  readonly skipped: readonly { readonly line: number; readonly why: string }[];
};

const day = z
  .string()
  .regex(/^(\d{2})\/(\d{2})\/(\d{4})$/u, 'not a date MM/DD/YYYY')
  .transform((text) => `${text.slice(6)}-${text.slice(0, 2)}-${text.slice(3, 5)}`)
  .pipe(z.iso.date());

const line = z.object({
  Classification: z.enum(['Firm', 'Special Entity Designation', 'Vessel']),
  Name: z.string().trim().min(1),
  'Excluding Agency': z.string().regex(/^[A-Z][A-Z0-9-]*$/u, 'not the abbreviation of an agency'),
  'Active Date': day,
  'Termination Date': z.union([z.literal('Indefinite').transform(() => null), day]),
  'Unique Entity Identifier (SAM)': z.string(),
  'Unique Entity Identifier (DUNS)': z.string(),
  'SAM Number': z.string().min(1),
  CAGE: z.string(),
});

const parsed = z.array(
  z.object({ record: z.record(z.string(), z.string()), info: z.looseObject({ lines: z.int() }) }),
);

/** Reads a public exclusions extract (Latin-1), strictly: a line that is broken is left out and told. */
export function readExclusionList(file: string): ReadList {
  const skipped = new Map<number, string>();
  const rows = parsed.parse(
    parse(readFileSync(file), {
      encoding: 'latin1',
      columns: true,
      info: true,
      skip_records_with_error: true,
      on_skip: (error) => {
        const at = Number(error?.['lines'] ?? 0);
        // A broken line goes wrong at several places; the first says why.
        if (!skipped.has(at)) skipped.set(at, reasonOf(error?.code));
        return undefined;
      },
    }),
  );
  const firms = rows.flatMap(({ record, info }): ListedFirm[] => {
    const read = line.safeParse(record);
    if (!read.success) {
      skipped.set(
        info.lines,
        read.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; '),
      );
      return [];
    }
    const { Name, CAGE, ...rest } = read.data;
    const identifiers = [
      { scheme: 'unique-entity-id', value: rest['Unique Entity Identifier (SAM)'] },
      { scheme: 'sam-exclusion', value: rest['SAM Number'] },
      { scheme: 'duns', value: rest['Unique Entity Identifier (DUNS)'] },
      { scheme: 'cage', value: CAGE },
    ].filter(({ value }) => value !== '');
    const from = rest['Active Date'];
    const until = rest['Termination Date'];
    return [{ line: info.lines, name: Name, agency: rest['Excluding Agency'], from, until, identifiers }];
  });
  const left = [...skipped].map(([at, why]) => ({ line: at, why }));
  return { firms, skipped: left.toSorted((one, other) => one.line - other.line) };
}

function reasonOf(code: string | undefined): string {
  if (code === 'CSV_RECORD_INCONSISTENT_COLUMNS') return 'it has another number of fields than the heading';
  if (code === 'CSV_INVALID_CLOSING_QUOTE') return 'its quotation marks are broken';
  return code ?? 'it cannot be read';
}
