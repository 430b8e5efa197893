import { createHash } from 'node:crypto';
import { judgeFile, type FileToJudge, type JudgedFile } from '../../../domain/intake/judge-file.ts';
import { loadMapping } from '../../../regimes/mappings/load-mapping.ts';
import { calendars, packOf } from '../../support/law.ts';

const loaded = loadMapping('sam-v2');
if (loaded.kind !== 'loaded') throw new Error(JSON.stringify(loaded));

export const mapping = loaded.mapping;
export const pack = packOf('us-far-9.4', '2025-01-17');
export const today = '2026-11-24';

/** The header as the extract of 2020 wrote it. */
export const header = mapping.columns.map(({ name }) => name);

/** A line that stands: a debarment of three years by a body of the procurement rules. */
const standing: Readonly<Record<string, string>> = {
  classification: 'Firm',
  name: 'EXAMPLE SUPPLY, INC.',
  'address-one': '1 MAIN STREET',
  city: 'DAYTON',
  state: 'OH',
  country: 'USA',
  zip: '45402',
  'open-data': 'N',
  uei: 'ZA1BCD2EF3G4',
  program: 'Reciprocal',
  agency: 'ARMY',
  type: 'Ineligible (Proceedings Completed)',
  active: '03/01/2019',
  termination: '02/28/2022',
  duns: '602181153',
  'sam-number': 'S4MR00001',
  created: '2019-03-02',
};

/**
 * The fields of a line, in the mapping's order; by default one that stands. Another number is another subject's, unless the test
 * says whose; a short one is filled up to the length that numbers have.
 */
export function fields(change: Readonly<Record<string, string>> = {}): string[] {
  const number = change['sam-number'];
  const said: Readonly<Record<string, string>> = {
    ...standing,
    ...(number ? { uei: `U${number}`, duns: dunsOf(number) } : {}),
    ...change,
  };
  return mapping.columns.map(({ as }) => filled(as, said[as] ?? ''));
}

/** Nine digits that follow from a number. */
const dunsOf = (number: string): string =>
  String(
    100_000_000 +
      (Number.parseInt(createHash('sha256').update(number).digest('hex').slice(0, 12), 16) % 900_000_000),
  );

function filled(column: string, text: string): string {
  if (text === '') return text;
  if (column === 'uei') return text.padStart(12, '0');
  return column === 'sam-number' ? text.padStart(9, '0') : text;
}

export const quoted = (values: readonly string[]): string =>
  values.map((value) => `"${value.replaceAll('"', '""')}"`).join(',');

/** A line of the list as text; by default one that stands. */
export const line = (change: Readonly<Record<string, string>> = {}): string => quoted(fields(change));

/** A file with a header and these lines. */
export const fileOf = (lines: readonly string[], end = '\r\n'): string =>
  [quoted(header), ...lines, ''].join(end);

type Bring = Partial<Omit<FileToJudge, 'bytes'>>;

/** Judges a text, or bytes, as the file of day 49 of 2020. */
export function judge(content: string | Uint8Array, bring: Bring = {}): JudgedFile {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  const judged = judgeFile({ bytes, name: 'list-2020-049.csv', mapping, pack, calendars, today, ...bring });
  return judged;
}

/** The first reason of each line, `accepted` where it stands. */
export function outcomes(file: JudgedFile): string[] {
  return file.lines.map((each) => (each.kind === 'stands' ? 'accepted' : each.findings[0].reason));
}
