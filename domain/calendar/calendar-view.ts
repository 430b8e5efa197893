import type { Day } from './civil-date.ts';
import { dayOfCivil, parseDay, weekdayOf, yearOf } from './civil-date.ts';
import type { CalendarVersion, CalendarYear, NamedDay } from './calendar.ts';

/** What a computation asked of a calendar: the versions of the years consulted, and the years that are not known. */
export type Consulted = {
  readonly versions: readonly CalendarVersion[];
  readonly unknownYears: readonly number[];
};

/**
 * A calendar as it was known on some date, laid out for constant-time counting: `before[i]` working days precede the day
 * `first + i`, and `working[k]` is the k-th working day. Outside the window only weekends are known.
 */
export type CalendarView = {
  readonly id: string;
  readonly first: Day;
  readonly end: Day;
  readonly before: Int32Array;
  readonly working: Int32Array;
  /** Working weekdays, Monday first, outside the window: before it and after it. */
  readonly weekBefore: readonly boolean[];
  readonly weekAfter: readonly boolean[];
  readonly editions: ReadonlyMap<number, CalendarYear>;
  /** Whether every year is known although none is listed. */
  readonly complete: boolean;
  readonly consulted: Map<number, Consulted>;
};

const WINDOW_FROM = 1990;
const WINDOW_TO = 2060;

const SATURDAY_AND_SUNDAY = [6, 7];

const weekOf = (weekend: readonly number[]): readonly boolean[] =>
  [1, 2, 3, 4, 5, 6, 7].map((weekday) => !weekend.includes(weekday));

const worksOn = (week: readonly boolean[], day: Day): boolean => week[weekdayOf(day) - 1] === true;

/** The weekend of the known year nearest to `year`; Saturday and Sunday where none is known. */
const nearestWeekend = (year: number, known: readonly CalendarYear[]): readonly number[] => {
  let nearest: CalendarYear | undefined;
  for (const candidate of known) {
    if (nearest === undefined || Math.abs(candidate.year - year) < Math.abs(nearest.year - year))
      nearest = candidate;
  }
  return nearest?.weekend ?? SATURDAY_AND_SUNDAY;
};

/** Writes the days of one year into `isWorking`, which begins at day `first`. */
const layOutYear = (
  year: number,
  edition: CalendarYear | undefined,
  weekend: readonly number[],
  isWorking: Uint8Array,
  first: Day,
): void => {
  const week = weekOf(weekend);
  const from = dayOfCivil(year, 1, 1);
  const to = dayOfCivil(year + 1, 1, 1);
  for (let day = from; day < to; day += 1) isWorking[day - first] = worksOn(week, day) ? 1 : 0;
  const mark = (days: readonly NamedDay[], value: 0 | 1): void => {
    for (const { date } of days) isWorking[(parseDay(date) ?? NaN) - first] = value;
  };
  mark(edition?.nonWorking ?? [], 0);
  mark(edition?.working ?? [], 1);
};

/** Lays a calendar out. `known` holds at most one edition per year. */
export const layOut = (id: string, known: readonly CalendarYear[], complete: boolean): CalendarView => {
  const years = known.map(({ year }) => year);
  const firstYear = Math.min(WINDOW_FROM, ...years);
  const lastYear = Math.max(WINDOW_TO, ...years);
  const first = dayOfCivil(firstYear, 1, 1);
  const end = dayOfCivil(lastYear + 1, 1, 1);
  const editions = new Map(known.map((edition) => [edition.year, edition]));
  const isWorking = new Uint8Array(end - first);
  for (let year = firstYear; year <= lastYear; year += 1) {
    const edition = editions.get(year);
    layOutYear(year, edition, edition?.weekend ?? nearestWeekend(year, known), isWorking, first);
  }
  const before = new Int32Array(isWorking.length + 1);
  for (let i = 0; i < isWorking.length; i += 1) before[i + 1] = (before[i] ?? 0) + (isWorking[i] ?? 0);
  const working = new Int32Array(before[isWorking.length] ?? 0);
  let count = 0;
  for (let i = 0; i < isWorking.length; i += 1) {
    if (isWorking[i] !== 1) continue;
    working[count] = first + i;
    count += 1;
  }
  return {
    id,
    first,
    end,
    before,
    working,
    weekBefore: weekOf(nearestWeekend(firstYear - 1, known)),
    weekAfter: weekOf(nearestWeekend(lastYear + 1, known)),
    editions,
    complete,
    consulted: new Map(),
  };
};

const perWeek = (week: readonly boolean[]): number => week.filter(Boolean).length;

/** Working days d with from <= d < to in a calendar of weekends only. */
const countInWeeks = (week: readonly boolean[], from: Day, to: Day): number => {
  if (to <= from) return 0;
  const weeks = Math.floor((to - from) / 7);
  let count = weeks * perWeek(week);
  for (let day = from + weeks * 7; day < to; day += 1) if (worksOn(week, day)) count += 1;
  return count;
};

/** The n-th (n >= 1) working day from `from` on, stepping forward (1) or back (-1), in a calendar of weekends only. */
const nthInWeeks = (week: readonly boolean[], from: Day, n: number, step: 1 | -1): Day => {
  const each = perWeek(week);
  if (each === 0) return step * Infinity;
  const weeks = Math.floor((n - 1) / each);
  let left = n - weeks * each;
  let day = from + step * weeks * 7;
  for (;;) {
    if (worksOn(week, day)) left -= 1;
    if (left === 0) return day;
    day += step;
  }
};

const positionOf = (view: CalendarView, day: Day): number => view.before[day - view.first] ?? 0;

/** Whether `day` is a working day. */
export const isWorkingDay = (view: CalendarView, day: Day): boolean => {
  if (day < view.first) return worksOn(view.weekBefore, day);
  if (day >= view.end) return worksOn(view.weekAfter, day);
  return positionOf(view, day + 1) > positionOf(view, day);
};

/** The number of working days d with from <= d < to. */
export const countWorkingDays = (view: CalendarView, from: Day, to: Day): number => {
  if (to <= from) return 0;
  const innerFrom = Math.min(Math.max(from, view.first), view.end);
  const innerTo = Math.min(Math.max(to, view.first), view.end);
  return (
    countInWeeks(view.weekBefore, from, Math.min(to, view.first)) +
    positionOf(view, innerTo) -
    positionOf(view, innerFrom) +
    countInWeeks(view.weekAfter, Math.max(from, view.end), to)
  );
};

/** The n-th working day (n >= 1) counted from `from`, which counts if it is one. Infinite in a calendar without any. */
export const nthWorkingDay = (view: CalendarView, from: Day, n: number): Day => {
  if (from >= view.end) return nthInWeeks(view.weekAfter, from, n, 1);
  if (from < view.first) {
    const outside = countInWeeks(view.weekBefore, from, view.first);
    return outside >= n
      ? nthInWeeks(view.weekBefore, from, n, 1)
      : nthWorkingDay(view, view.first, n - outside);
  }
  const index = positionOf(view, from) + n - 1;
  return view.working[index] ?? nthInWeeks(view.weekAfter, view.end, index - view.working.length + 1, 1);
};

/** The n-th working day (n >= 1) counted back from `from`, which counts if it is one. */
export const nthWorkingDayBack = (view: CalendarView, from: Day, n: number): Day => {
  if (from < view.first) return nthInWeeks(view.weekBefore, from, n, -1);
  if (from >= view.end) {
    const outside = countInWeeks(view.weekAfter, view.end, from + 1);
    return outside >= n
      ? nthInWeeks(view.weekAfter, from, n, -1)
      : nthWorkingDayBack(view, view.end - 1, n - outside);
  }
  const index = positionOf(view, from + 1) - n;
  return view.working[index] ?? nthInWeeks(view.weekBefore, view.first - 1, -index, -1);
};

const NOTHING: Consulted = { versions: [], unknownYears: [] };

/** A computation that asked nothing of any calendar. */
export const consultedNothing = (): Consulted => NOTHING;

// A year index of a consultation is at most 9999, so two of them fit one key.
const KEY = 16_384;

/** What a computation that asked about every day from `from` to `to` (both included) has consulted. */
export const consult = (view: CalendarView, from: Day, to: Day): Consulted => {
  if (view.complete) return NOTHING;
  const firstYear = yearOf(from);
  const lastYear = yearOf(to);
  const key = firstYear * KEY + lastYear;
  const known = view.consulted.get(key);
  if (known !== undefined) return known;
  const versions: CalendarVersion[] = [];
  const unknownYears: number[] = [];
  for (let year = firstYear; year <= lastYear; year += 1) {
    const edition = view.editions.get(year);
    if (edition === undefined) unknownYears.push(year);
    else versions.push({ calendar: edition.calendar, year, version: edition.version });
  }
  const consulted = { versions, unknownYears };
  view.consulted.set(key, consulted);
  return consulted;
};

/** Two consultations of one calendar taken together. */
export const consultedBoth = (one: Consulted, other: Consulted): Consulted => {
  if (one === NOTHING || one === other) return other;
  if (other === NOTHING) return one;
  const versions = new Map([...one.versions, ...other.versions].map((version) => [version.year, version]));
  return {
    versions: [...versions.values()].sort((a, b) => a.year - b.year),
    unknownYears: [...new Set([...one.unknownYears, ...other.unknownYears])].sort((a, b) => a - b),
  };
};
