import type { CalendarView, Consulted } from './calendar-view.ts';
import { layOut } from './calendar-view.ts';
import type { Day } from './civil-date.ts';
import { parseDay } from './civil-date.ts';

export type NamedDay = { readonly date: string; readonly name: string };

/** One year of one calendar in one version, as its authority published it. Dates are `YYYY-MM-DD`, within the year. */
export type CalendarYear = {
  readonly calendar: string;
  readonly year: number;
  readonly version: number;
  /** The local date from which this version was known. */
  readonly knownFrom: string;
  readonly source: readonly string[];
  /** ISO weekdays that are not worked: 1 Monday to 7 Sunday. */
  readonly weekend: readonly number[];
  readonly nonWorking: readonly NamedDay[];
  /** Weekend days that are worked in exchange for another day. */
  readonly working: readonly NamedDay[];
  /** Closings that the calendar leaves out on purpose: working days here, named so that an explanation can say so. */
  readonly notIncluded?: readonly NamedDay[] | undefined;
  readonly supersedes?: string | undefined;
  readonly note?: string | undefined;
};

export type CalendarVersion = { readonly calendar: string; readonly year: number; readonly version: number };

/** The calendar that has weekends and nothing else, in any year. */
export const WEEKEND = 'WEEKEND';

/** Calendars laid out for counting. */
export type Calendars = {
  readonly ids: readonly string[];
  /**
   * The calendar `id` as known on `knownAt` (default: in its latest versions), or undefined if there is none. Years on
   * which something `rests` are taken exactly so, whatever is known of them besides.
   */
  readonly view: (id: string, knownAt?: Day, rests?: Consulted) => CalendarView | undefined;
};

/** The latest version per year among those known on `knownAt`. */
const knownEditions = (versions: readonly CalendarYear[], knownAt: Day): readonly CalendarYear[] => {
  const latest = new Map<number, CalendarYear>();
  for (const candidate of versions) {
    if ((parseDay(candidate.knownFrom) ?? Infinity) > knownAt) continue;
    const best = latest.get(candidate.year);
    if (best === undefined || candidate.version > best.version) latest.set(candidate.year, candidate);
  }
  return [...latest.values()];
};

type ViewOf = (knownAt: Day | undefined, rests: Consulted | undefined) => CalendarView;

const isAsRested = ({ editions }: CalendarView, { versions, unknownYears }: Consulted): boolean =>
  versions.every(({ year, version }) => editions.get(year)?.version === version) &&
  unknownYears.every((year) => !editions.has(year));

/** Years exactly as something rests on them, and all others as they are in a view. */
const restedEditions = (
  { editions }: CalendarView,
  { versions, unknownYears }: Consulted,
  published: readonly CalendarYear[],
): readonly CalendarYear[] => {
  const others = [...editions.values()].filter(
    ({ year }) => !unknownYears.includes(year) && versions.every((each) => each.year !== year),
  );
  const rested = published.filter((each) =>
    versions.some(({ year, version }) => each.year === year && each.version === version),
  );
  return [...others, ...rested];
};

/** Views differ only from one publication to the next, so there is one per publication, laid out when first asked for. */
const viewsOf = (id: string, versions: readonly CalendarYear[]): ViewOf => {
  const publications = [...new Set(versions.map(({ knownFrom }) => parseDay(knownFrom) ?? Infinity))].sort(
    (a, b) => a - b,
  );
  const views: (CalendarView | undefined)[] = [];
  const at = (known: number): CalendarView =>
    (views[known] ??= layOut(id, knownEditions(versions, publications[known - 1] ?? -Infinity), false));
  const restedViews = new Map<string, CalendarView>();
  const rested = (view: CalendarView, known: number, rests: Consulted): CalendarView => {
    if (isAsRested(view, rests)) return view;
    const named = rests.versions.map(({ year, version }) => `${year} v${version}`);
    const key = [known, ...named, ...rests.unknownYears].join();
    const made = restedViews.get(key) ?? layOut(id, restedEditions(view, rests, versions), false);
    restedViews.set(key, made);
    return made;
  };
  return (knownAt, rests) => {
    let known = publications.length;
    if (knownAt !== undefined) {
      known = 0;
      while (known < publications.length && (publications[known] ?? Infinity) <= knownAt) known += 1;
    }
    const view = at(known);
    return rests === undefined ? view : rested(view, known, rests);
  };
};

/**
 * Lays calendars out from their published years. Several versions of a year may be given; which one applies is asked
 * with the date on which it had to be known. `WEEKEND` is always among them. The years are taken as parsed.
 */
export const compileCalendars = (years: readonly CalendarYear[]): Calendars => {
  const byId = new Map<string, CalendarYear[]>();
  for (const year of years) {
    const versions = byId.get(year.calendar);
    if (versions === undefined) byId.set(year.calendar, [year]);
    else versions.push(year);
  }
  const views = new Map<string, ViewOf>([...byId].map(([id, versions]) => [id, viewsOf(id, versions)]));
  const weekends = layOut(WEEKEND, [], true);
  views.set(WEEKEND, () => weekends);
  return { ids: [...views.keys()].sort(), view: (id, knownAt, rests) => views.get(id)?.(knownAt, rests) };
};
