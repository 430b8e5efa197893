import { existsSync, readdirSync, readFileSync } from 'node:fs';
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

const days = z.union([dayMap, z.array(z.strictObject({ date, name: z.string().min(1) }))]);

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

const readCalendarYear = (path: string): CalendarYear => {
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

/**
 * The calendar years in `folder`, from every `.yaml` and `.json` file in it and below. Throws a CalendarFileError for a
 * file that is not a calendar, for a version given twice, and for a version that was known before the one it follows.
 */
export const readCalendarYears = (folder: string): readonly CalendarYear[] => {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(?:ya?ml|json)$/.test(name))
    .sort()
    .map((name) => join(folder, name));
  const byVersion = new Map<string, string>();
  return paths.map((path) => {
    const year = readCalendarYear(path);
    const key = `${year.calendar} ${year.year} version ${year.version}`;
    const other = byVersion.get(key);
    if (other !== undefined) throw new CalendarFileError(`${path}: ${key} is already in ${other}`);
    byVersion.set(key, path);
    return year;
  });
};

/** The published calendars, next to this file or, when compiled, in the source tree beside the output. */
const publishedFolder = (): string => {
  const beside = fileURLToPath(new URL('calendars/', import.meta.url));
  return existsSync(beside) ? beside : fileURLToPath(new URL('../../regimes/calendars/', import.meta.url));
};

/**
 * The published calendars, and those of `extraFolders` (for tests and trials), laid out for counting. Reads files; call it
 * once. Throws a CalendarFileError.
 */
export const loadCalendars = (extraFolders: readonly string[] = []): Calendars =>
  compileCalendars([publishedFolder(), ...extraFolders].flatMap(readCalendarYears));
