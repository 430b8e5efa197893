import { parseDay } from '../calendar/civil-date.ts';
import type { CivilDate } from '../case/state.ts';
import { formal, someOf, type Finding, type Findings } from './finding.ts';
import type { Layout } from './header.ts';
import type { MappedColumn, Mapping } from './mapping.ts';

/** What a line says, column by column: trimmed, and checked against what the mapping lets a column hold. */
export type Values = {
  readonly text: (column: string) => string;
  /** A date, `null` for the word that means no end, undefined where the column is blank. */
  readonly date: (column: string) => CivilDate | null | undefined;
};

export type ReadValues =
  | { readonly kind: 'values'; readonly values: Values }
  | { readonly kind: 'findings'; readonly findings: Findings };

/** Reads the fields of one record. Whatever does not fit its column breaks the line: a guess would be a person's data. */
export function readValues(fields: readonly string[], layout: Layout, mapping: Mapping): ReadValues {
  const texts = new Map<string, string>();
  const dates = new Map<string, CivilDate | null | undefined>();
  const broken: string[] = [];
  const unknown: string[] = [];
  for (const column of mapping.columns) {
    const index = layout.at.get(column.as);
    const text = index === undefined ? '' : (fields[index] ?? '').trim();
    texts.set(column.as, text);
    const most = Math.min(column.most ?? mapping.fieldAtMost, mapping.fieldAtMost);
    if (text.length > most) broken.push(`"${column.name}" has ${text.length} characters, more than ${most}.`);
    else if (
      text !== '' &&
      column.pattern !== undefined &&
      !new RegExp(`^(?:${column.pattern})$`, 'u').test(text)
    )
      broken.push(`"${column.name}" does not look like one: ${column.pattern}.`);
    else if (text === '' && column.required) broken.push(`"${column.name}" is blank.`);
    else if (text !== '' && column.blank === true)
      broken.push(`"${column.name}" is filled; it is always blank.`);
    else if (text !== '' && column.oneOf?.includes(text) === false)
      unknown.push(`"${column.name}" holds a word that is not on its list: ${column.oneOf.join(' | ')}.`);
    else if (column.date !== undefined) {
      const read = readDate(text, column);
      if (read.kind === 'date') dates.set(column.as, read.date);
      else broken.push(`"${column.name}" is not a date that exists, as ${column.date}.`);
    }
  }
  const findings = someOf(formalFindings(broken, unknown));
  if (findings) return { kind: 'findings', findings };
  return {
    kind: 'values',
    values: { text: (column) => texts.get(column) ?? '', date: (column) => dates.get(column) },
  };
}

/** Foreign words alone are foreign words; together with anything else amiss they are fields in the wrong place. */
function formalFindings(broken: readonly string[], unknown: readonly string[]): Finding[] {
  const reason = broken.length > 0 ? 'broken-line' : 'unknown-value';
  return [...broken, ...unknown].map((detail) => formal(reason, detail));
}

type ReadDate =
  | { readonly kind: 'date'; readonly date: CivilDate | null | undefined }
  | { readonly kind: 'not-a-date' };

const FIRST_YEAR = 1900;
const LAST_YEAR = 2999;
const american = /^(\d{2})\/(\d{2})\/(\d{4})$/;
const iso = /^(\d{4})-(\d{2})-(\d{2})$/;

function readDate(text: string, { date, indefinite }: MappedColumn): ReadDate {
  if (text === '') return { kind: 'date', date: undefined };
  if (indefinite !== undefined && text === indefinite) return { kind: 'date', date: null };
  const [, ...parts] = (date === 'MM/DD/YYYY' ? american : iso).exec(text) ?? [];
  const [year, month, day] = date === 'MM/DD/YYYY' ? [parts[2], parts[0], parts[1]] : parts;
  const read = `${year ?? ''}-${month ?? ''}-${day ?? ''}`;
  const exists = parseDay(read) !== undefined && Number(year) >= FIRST_YEAR && Number(year) <= LAST_YEAR;
  return exists ? { kind: 'date', date: read } : { kind: 'not-a-date' };
}
