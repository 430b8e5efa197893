import type { Calendars } from '../calendar/calendar.ts';
import { civilDayOfYear } from './list-day.ts';
import type { CivilDate } from '../case/state.ts';
import type { Pack } from '../regime/pack.ts';
import { cleanupReasons, formal, type CleanupReason, type Findings } from './finding.ts';
import { ownOrder, readHeader, type Layout } from './header.ts';
import { judgeLine } from './judge-line.ts';
import type { JudgedLine } from './judged-line.ts';
import type { Mapping } from './mapping.ts';
import { linesOf, readRecords, type ListRecord } from './read-lines.ts';
import { readValues, type Values } from './read-values.ts';
import { settleDuplicates } from './settle-duplicates.ts';

export type Tally = {
  /** The physical lines of the file: `header + lines + continuation`. */
  readonly physicalLines: number;
  readonly header: 0 | 1;
  /** Further physical lines of records that hold line feeds within quotation marks. */
  readonly continuation: number;
  /** The lines of the list: each is accepted or in the clean-up, under one reason. */
  readonly lines: number;
  readonly accepted: number;
  /** Of the accepted, those whose last day is past: they are taken over to be removed, so that copies are called back. */
  readonly over: number;
  readonly cleanup: Readonly<Partial<Record<CleanupReason, number>>>;
  /** How many lines were written in UTF-8, and how many in the encoding the mapping names. */
  readonly encoding: { readonly utf8: number; readonly other: number };
  readonly ignoredColumns: readonly string[];
  readonly asOf: { readonly day: CivilDate; readonly from: 'told' | 'name' | 'lines' | 'today' };
  /** What is wrong with the file as a whole. */
  readonly problem: string | null;
};

export type JudgedFile = { readonly tally: Tally; readonly lines: readonly JudgedLine[] };

export type FileToJudge = {
  readonly bytes: Uint8Array;
  readonly name: string;
  readonly mapping: Mapping;
  readonly pack: Pack;
  readonly calendars: Calendars;
  /** The day the list is of, where whoever brings it says so. */
  readonly asOf?: CivilDate;
  readonly today: CivilDate;
  /** Whoever brings the file says that it has no header. */
  readonly headerless?: boolean;
  /** The entries will live in virtual time, from a day on; by default from the day of the list. */
  readonly virtual?: { readonly from: CivilDate | null };
};

/**
 * Judges a whole file: every line is accounted for, once. Pure, so that a dry run is the same judgement as the import.
 */
export function judgeFile(file: FileToJudge): JudgedFile {
  const { mapping } = file;
  const { lines, utf8, other } = linesOf(file.bytes, mapping.encoding);
  const opened = openFile(lines, file);
  const { separator } = mapping;
  const records = [
    ...readRecords(lines.slice(0, opened.before), 0, { separator }),
    ...readRecords(lines, opened.before + opened.headerLines, {
      separator,
      ...(opened.layout && { columns: opened.layout.columns }),
    }),
  ];
  const read = records.map((record): Read => ({ record, values: valuesOf(record, opened.layout, mapping) }));
  const asOf = listDay(file, read);
  const gate = {
    mapping,
    pack: file.pack,
    calendars: file.calendars,
    asOf: asOf.day,
    today: file.virtual ? (file.virtual.from ?? asOf.day) : file.today,
    takenOverOn: file.today,
  };
  const judged = settleDuplicates(
    read.map(({ record, values }): JudgedLine => {
      const at = {
        line: record.line,
        span: record.span,
        fields: record.kind === 'read' ? record.fields : [],
      };
      if (values.kind === 'findings') return { ...at, kind: 'cleanup', findings: values.findings };
      const judgement = judgeLine(values.values, gate);
      return judgement.kind === 'stands'
        ? { ...at, ...judgement }
        : { ...at, kind: 'cleanup', findings: judgement.findings };
    }),
  );
  const header = opened.headerLines > 0 ? 1 : 0;
  const continuation = judged.reduce((sum, { span }) => sum + span - 1, opened.headerLines - header);
  return {
    lines: judged,
    tally: {
      physicalLines: lines.length,
      header,
      continuation,
      lines: judged.length,
      ...count(judged, gate.today),
      encoding: { utf8, other },
      ignoredColumns: opened.layout?.ignored ?? [],
      asOf,
      problem: opened.problem,
    },
  };
}

type Read = {
  readonly record: ListRecord;
  readonly values:
    | { readonly kind: 'values'; readonly values: Values }
    | { readonly kind: 'findings'; readonly findings: Findings };
};

type Opened = {
  /** Empty lines before the header: lines of the list like any other empty ones. */
  readonly before: number;
  /** How many physical lines the header takes; 0 where there is none. */
  readonly headerLines: number;
  /** None where no line can be read for want of a header. */
  readonly layout: Layout | undefined;
  readonly problem: string | null;
};

function openFile(lines: readonly string[], { mapping, headerless }: FileToJudge): Opened {
  const none = { before: 0, headerLines: 0 };
  if (lines.length === 0) return { ...none, layout: undefined, problem: 'The file is empty.' };
  if (headerless) return { ...none, layout: ownOrder(mapping), problem: null };
  const first = lines.findIndex((line) => line.trim() !== '');
  const before = Math.max(first, 0);
  const [record] = readRecords(lines.slice(0, before + MOST_HEADER_LINES), before, {
    separator: mapping.separator,
  });
  const read = readHeader(record?.kind === 'read' ? record.fields : [], mapping);
  if (read.kind === 'no-header') return { ...none, layout: undefined, problem: read.detail };
  const headerLines = record?.span ?? 1;
  return read.kind === 'header'
    ? { before, headerLines, layout: read.layout, problem: null }
    : { before, headerLines, layout: undefined, problem: read.detail };
}

/** A line feed may stand within the name of a column. */
const MOST_HEADER_LINES = 50;

function valuesOf(record: ListRecord, layout: Layout | undefined, mapping: Mapping): Read['values'] {
  if (layout === undefined)
    return {
      kind: 'findings',
      findings: [
        formal('no-header', 'The file has no header by which its columns are known; none of it was read.', [
          'The same file with its header.',
        ]),
      ],
    };
  return record.kind === 'broken'
    ? { kind: 'findings', findings: [formal('broken-line', record.detail)] }
    : readValues(record.fields, layout, mapping);
}

/** The day the list is of: as told, else from the file's name, else the latest day on which it grew, else today. */
function listDay({ asOf, name, mapping, today }: FileToJudge, read: readonly Read[]): Tally['asOf'] {
  if (asOf !== undefined) return { day: asOf, from: 'told' };
  const { fileName, latestOf } = mapping.day;
  const [named] = fileName.flatMap((pattern) => civilDayOfYear(new RegExp(pattern).exec(name)?.groups) ?? []);
  if (named !== undefined && named <= today) return { day: named, from: 'name' };
  if (latestOf === undefined) return { day: today, from: 'today' };
  const days = read.flatMap(({ values }) =>
    values.kind === 'values' ? (values.values.date(latestOf) ?? []) : [],
  );
  const latest = days.reduce((last, day) => (day > last && day <= today ? day : last), '');
  return latest === '' ? { day: today, from: 'today' } : { day: latest, from: 'lines' };
}

/** How many lines are accepted, and how many are not for which reason: a line counts under its first finding. */
function count(lines: readonly JudgedLine[], today: CivilDate): Pick<Tally, 'accepted' | 'over' | 'cleanup'> {
  const counts = new Map<CleanupReason, number>();
  for (const each of lines) {
    if (each.kind === 'stands') continue;
    const [{ reason }] = each.findings;
    counts.set(reason, (counts.get(reason) ?? 0) + 1);
  }
  const cleanup: Partial<Record<CleanupReason, number>> = {};
  for (const reason of cleanupReasons) {
    const lines = counts.get(reason);
    if (lines !== undefined) cleanup[reason] = lines;
  }
  const standing = lines.flatMap((each) => (each.kind === 'stands' ? [each.claim] : []));
  const over = standing.filter(({ until }) => until !== null && until < today).length;
  return { accepted: standing.length, over, cleanup };
}
