import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { LineCounter, parseDocument } from 'yaml';
import { z } from 'zod';
import type { Calendars, CalendarYear, NamedDay } from '../domain/calendar/calendar.ts';
import { compileCalendars, WEEKEND } from '../domain/calendar/calendar.ts';
import { formatDay, parseDay } from '../domain/calendar/civil-date.ts';

/** A calendar file that cannot be used; the message names the file and, where known, the line. */
export class CalendarFileError extends Error {
  override readonly name = 'CalendarFileError';
}

const date = z.string().refine((text) => parseDay(text) !== undefined, 'not a date of the calendar (YYYY-MM-DD)');

/** The days of a key: one date, or the first and the last of a run. */
const daysOfKey = (key: string): readonly string[] | undefined => {
  const [from, to = from, ...rest] = key.split('..').map(parseDay);
  if (from === undefined || to === undefined || rest.length > 0 || to < from || to - from > 366) return undefined;
  return Array.from({ length: to - from + 1 }, (_, i) => formatDay(from + i));
};

const dayMap = z
  .record(z.string(), z.string().min(1))
  .transform((byKey, context): NamedDay[] =>
    Object.entries(byKey).flatMap(([key, name]) => {
      const days = daysOfKey(key);
      if (days !== undefined) return days.map((day) => ({ date: day, name }));
      context.addIssue({ code: 'custom', message: `"${key}" is neither a date nor a run of dates`, path: [key] });
      return [];
    }),
  );

const dayList = z.array(z.strictObject({ date, name: z.string().min(1) }));

/** Days by name, in either form; not a union, which would not tell what is wrong. */
const days = z.unknown().transform((value, context): NamedDay[] => {
  const parsed = (Array.isArray(value) ? dayList : dayMap).safeParse(value);
  if (parsed.success) return parsed.data;
  for (const { message, path } of parsed.error.issues) context.addIssue({ code: 'custom', message, path });
  return z.NEVER;
});

const calendarYear = z
  .strictObject({
    calendar: z.string().regex(/^[A-Z][A-Z0-9-]*$/, 'a calendar is named in capitals, digits and hyphens'),
    year: z.int().min(1).max(9999),
    version: z.int().min(1),
    knownFrom: date,
    supersedes: z.string().optional(),
    supersededBy: z.string().optional(),
    note: z.string().optional(),
    source: z.array(z.string().min(1)).min(1),
    weekend: z.array(z.int().min(1).max(7)).max(6),
    nonWorking: days,
    working: days,
    notIncluded: days.optional(),
  })
  .superRefine((file, context) => {
    const listed = new Set<string>();
    const complain = (message: string, path: string): void => {
      context.addIssue({ code: 'custom', message, path: [path] });
    };
    if (file.calendar === WEEKEND) complain(`${WEEKEND} is built in`, 'calendar');
    for (const list of ['nonWorking', 'working', 'notIncluded'] as const) {
      for (const { date: day } of file[list] ?? []) {
        if (Number(day.slice(0, 4)) !== file.year) complain(`${day} is not in ${file.year}`, list);
        if (listed.has(day)) complain(`${day} is listed twice`, list);
        listed.add(day);
      }
    }
  });

/** A calendar year that came over the wire, or what is wrong with it. */
export const parseCalendarYear = (
  value: unknown,
): { readonly kind: 'year'; readonly year: CalendarYear } | { readonly kind: 'broken'; readonly problems: readonly string[] } => {
  const parsed = calendarYear.safeParse(value);
  return parsed.success
    ? { kind: 'year', year: parsed.data }
    : { kind: 'broken', problems: parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`) };
};

/** Reads one calendar file. Throws a CalendarFileError that names the line. */
export const readCalendarYear = (path: string): CalendarYear => {
  const lines = new LineCounter();
  const document = parseDocument(readFileSync(path, 'utf8'), { lineCounter: lines });
  const syntaxError = document.errors[0];
  if (syntaxError !== undefined) {
    throw new CalendarFileError(`${path}:${lines.linePos(syntaxError.pos[0]).line}: ${syntaxError.message}`);
  }
  const parsed = calendarYear.safeParse(document.toJS());
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const node: unknown = document.getIn(issue?.path ?? [], true);
  const range =
    typeof node === 'object' && node !== null && 'range' in node && Array.isArray(node.range) ? node.range : [];
  const line = lines.linePos(typeof range[0] === 'number' ? range[0] : 0).line;
  const where = issue === undefined || issue.path.length === 0 ? '' : ` ${issue.path.join('.')}:`;
  throw new CalendarFileError(`${path}:${line}:${where} ${issue?.message ?? 'not a calendar'}`);
};

type Placed = { readonly path: string; readonly year: CalendarYear };

const readFolder = (folder: string): readonly Placed[] => {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true)
    throw new CalendarFileError(`${folder}: there is no such folder`);
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(?:ya?ml|json)$/.test(name))
    .sort()
    .map((name) => join(folder, name))
    .map((path) => ({ path, year: readCalendarYear(path) }));
};

/** A version comes once, and is not known before the one that it follows. */
const checkVersions = (placed: readonly Placed[]): void => {
  const inOrder = placed.toSorted(({ year: a }, { year: b }) => a.version - b.version);
  const latest = new Map<string, Placed>();
  for (const each of inOrder) {
    const { calendar, year, version, knownFrom } = each.year;
    const before = latest.get(`${calendar} ${year}`);
    if (before?.year.version === version) {
      throw new CalendarFileError(`${each.path}: ${calendar} ${year} version ${version} is already in ${before.path}`);
    }
    if (before !== undefined && knownFrom < before.year.knownFrom) {
      throw new CalendarFileError(`${each.path}: known from ${knownFrom}, before the version it follows`);
    }
    latest.set(`${calendar} ${year}`, each);
  }
};

/** The published calendars, next to this file or, when compiled, in the source tree beside the output. */
const publishedFolder = (): string => {
  const beside = fileURLToPath(new URL('calendars/', import.meta.url));
  return existsSync(beside) ? beside : fileURLToPath(new URL('../../regimes/calendars/', import.meta.url));
};

/**
 * The calendar years of the published calendars and of `extraFolders` (for tests and trials): every `.yaml` and `.json`
 * file in them and below. Throws a CalendarFileError for a file that is not a calendar, for a version that comes
 * twice, and for one that was known before the version it follows.
 */
export const readCalendarYears = (extraFolders: readonly string[] = []): readonly CalendarYear[] => {
  const placed = [publishedFolder(), ...extraFolders].flatMap(readFolder);
  checkVersions(placed);
  return placed.map(({ year }) => year);
};

/** {@link readCalendarYears}, laid out for counting. Reads files; call it once. */
export const loadCalendars = (extraFolders: readonly string[] = []): Calendars =>
  compileCalendars(readCalendarYears(extraFolders));
