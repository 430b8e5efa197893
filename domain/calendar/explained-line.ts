import type { CalendarYear } from './calendar.ts';
import type { CalendarView } from './calendar-view.ts';
import { countWorkingDays, isWorkingDay } from './calendar-view.ts';
import type { Day } from './civil-date.ts';
import { dayOfCivil, formatDay, yearOf } from './civil-date.ts';
import { areSameNotes, piecesOf, type NotedSpan, type PauseNote } from './explained-pauses.ts';
import type { PeriodRule } from './period.ts';
import type { Reckoning } from './reckoning.ts';
import type { Span } from './tolling.ts';

/** Why a day was counted or not. `several` stands for the days of most of a year, some counted and some not. */
type LineReason =
  | 'day-of-event'
  | 'working-day'
  | 'make-up-working-day'
  | 'calendar-day'
  | 'elapsed-hours'
  | 'weekend'
  | 'holiday'
  | 'tolled'
  | 'several';

/** A run of days that share a reason. In a period of hours `from` and `to` are instants, and `counted` is in hours. */
export type ExplainedLine = {
  readonly from: string;
  /** The last day of the run; null for a pause that still runs. */
  readonly to: string | null;
  /** How many days of the run were counted: all or none, except for `several`. */
  readonly counted: number;
  readonly reason: LineReason;
  /** What is left of the budget after the run. */
  readonly left: number;
  /** The holiday, or what a make-up working day is worked for. */
  readonly name?: string | undefined;
  /** The calendar version that says so, such as `2025 v1`. */
  readonly version?: string | undefined;
  /** True where no calendar was known for the year, so that only weekends are. */
  readonly assumed?: true | undefined;
  /** A closing that the calendar leaves out on purpose: the day counts all the same. */
  readonly notIncluded?: string | undefined;
  /** The pauses that hold on the days of a tolled run, each with its own evidence. */
  readonly pauses?: readonly PauseNote[] | undefined;
  /** The clock is paused on these days, and they count all the same: the cap on tolling is used up. */
  readonly beyondCap?: true | undefined;
};

type Why = Omit<ExplainedLine, 'from' | 'to' | 'counted' | 'left'>;

const versionOf = ({ year, version }: CalendarYear): string => `${year} v${version}`;

/** What a calendar year says of its days: of those it lists, and of all others. */
type Reasons = {
  readonly listed: ReadonlyMap<string, Why>;
  readonly working: Why;
  readonly weekend: Why;
};

const reasonsByEdition = new WeakMap<CalendarYear, Reasons>();

const reasonsOf = (edition: CalendarYear): Reasons => {
  const known = reasonsByEdition.get(edition);
  if (known !== undefined) return known;
  const version = versionOf(edition);
  const reasons: Reasons = {
    listed: new Map<string, Why>([
      ...(edition.notIncluded ?? []).map(
        ({ date, name }) => [date, { reason: 'working-day', version, notIncluded: name }] as const,
      ),
      ...edition.nonWorking.map(({ date, name }) => [date, { reason: 'holiday', name, version }] as const),
      ...edition.working.map(
        ({ date, name }) => [date, { reason: 'make-up-working-day', name, version }] as const,
      ),
    ]),
    working: { reason: 'working-day', version },
    weekend: { reason: 'weekend', version },
  };
  reasonsByEdition.set(edition, reasons);
  return reasons;
};

const plain = { working: { reason: 'working-day' }, weekend: { reason: 'weekend' } } as const;
const guessed = {
  working: { reason: 'working-day', assumed: true },
  weekend: { reason: 'weekend', assumed: true },
} as const;

/** Why the calendar has `day` as a working day or not. */
const whyOf = (view: CalendarView, day: Day): Why => {
  const edition = view.editions.get(yearOf(day));
  const isWorked = isWorkingDay(view, day);
  if (edition !== undefined) {
    const { listed, working, weekend } = reasonsOf(edition);
    return listed.get(formatDay(day)) ?? (isWorked ? working : weekend);
  }
  const { working, weekend } = view.complete ? plain : guessed;
  return isWorked ? working : weekend;
};

const isSame = (one: Why, other: Why): boolean =>
  one === other ||
  (one.reason === other.reason &&
    one.name === other.name &&
    one.version === other.version &&
    one.assumed === other.assumed &&
    one.notIncluded === other.notIncluded &&
    one.beyondCap === other.beyondCap &&
    areSameNotes(one.pauses, other.pauses));

type Run = { readonly from: Day; readonly to: Day; readonly counted: number; readonly why: Why };

const DETAILED_LINES = 1000;

/** Collects days in the order of counting and joins neighbours that share a reason. */
const collector = (budget: number, step: 1 | -1) => {
  const runs: Run[] = [];
  return {
    count: (): number => runs.length,
    add: (from: Day, to: Day, counted: number, why: Why): void => {
      const last = runs.at(-1);
      const joins = last !== undefined && why.reason !== 'several' && isSame(last.why, why);
      if (!joins) runs.push({ from, to, counted, why });
      else
        runs[runs.length - 1] = {
          from: Math.min(last.from, from),
          to: Math.max(last.to, to),
          counted: last.counted + counted,
          why,
        };
    },
    lines: (): readonly ExplainedLine[] => {
      let left = budget;
      return runs.map(({ from, to, counted, why }) => {
        left -= counted;
        return { from: formatDay(from), to: to === Infinity ? null : formatDay(to), counted, left, ...why };
      });
    },
    step,
  };
};

type Collector = ReturnType<typeof collector>;

/** Adds the days from `from` to `to` (both included), none of them tolled; `beyondCap` where they would be but for the cap. */
const addCounted = (
  into: Collector,
  { ground, inWorkingDays }: Reckoning,
  from: Day,
  to: Day,
  beyondCap = false,
): void => {
  if (to < from) return;
  const marked = (why: Why): Why => (beyondCap ? { ...why, beyondCap: true } : why);
  if (!inWorkingDays) {
    into.add(from, to, to - from + 1, marked({ reason: 'calendar-day' }));
    return;
  }
  const { view } = ground;
  const begin = into.step === 1 ? from : to;
  for (let day = begin; day >= from && day <= to; day += into.step) {
    if (into.count() >= DETAILED_LINES) {
      addYears(into, view, into.step === 1 ? day : from, into.step === 1 ? to : day);
      return;
    }
    into.add(day, day, isWorkingDay(view, day) ? 1 : 0, marked(whyOf(view, day)));
  }
};

/** Adds what is left of a very long count, one line a year. */
const addYears = (into: Collector, view: CalendarView, from: Day, to: Day): void => {
  const years: Run[] = [];
  for (let year = yearOf(from); year <= yearOf(to); year += 1) {
    const first = Math.max(from, dayOfCivil(year, 1, 1));
    const last = Math.min(to, dayOfCivil(year, 12, 31));
    const edition = view.editions.get(year);
    const why: Why =
      edition === undefined
        ? view.complete
          ? { reason: 'several' }
          : { reason: 'several', assumed: true }
        : { reason: 'several', version: versionOf(edition) };
    years.push({ from: first, to: last, counted: countWorkingDays(view, first, last + 1), why });
  }
  for (const run of into.step === 1 ? years : years.toReversed())
    into.add(run.from, run.to, run.counted, run.why);
};

/** Adds days that count, apart for those on which the clock is paused beyond the cap. */
const addRunning = (into: Collector, reckoned: Reckoning, from: Day, to: Day): void => {
  let next = from;
  for (const pause of reckoned.paused) {
    if (pause.to <= next || pause.from > to) continue;
    addCounted(into, reckoned, next, pause.from - 1);
    const last = Math.min(pause.to - 1, to);
    addCounted(into, reckoned, Math.max(pause.from, next), last, true);
    next = last + 1;
  }
  addCounted(into, reckoned, next, to);
};

/** Adds the days d with span.from <= d < span.to, split where the pauses change. */
const addTolled = (into: Collector, span: Span, pauses: readonly NotedSpan[]): void => {
  for (const { from, to, notes } of piecesOf(span, pauses))
    into.add(from, to - 1, 0, { reason: 'tolled', ...(notes.length > 0 && { pauses: notes }) });
};

/** The lines of a period counted forward. */
export const explainForward = (
  reckoned: Reckoning,
  pauses: readonly NotedSpan[],
): readonly ExplainedLine[] => {
  const { start, first, last, budget, spans } = reckoned;
  const into = collector(budget, 1);
  if (first > start) into.add(start, start, 0, { reason: 'day-of-event' });
  if (budget === 0) return into.lines();
  let from = first;
  for (const span of spans) {
    if (span.to <= from) continue;
    if (last !== null && span.from > last) break;
    addRunning(into, reckoned, from, span.from - 1);
    addTolled(into, { from: Math.max(span.from, from), to: span.to }, pauses);
    from = span.to;
  }
  if (last !== null) addRunning(into, reckoned, from, last);
  return into.lines();
};

/** The lines of a period counted back: the nearest day first. */
export const explainBack = (reckoned: Reckoning): readonly ExplainedLine[] => {
  const { start, last, budget } = reckoned;
  const into = collector(budget, -1);
  into.add(start, start, 0, { reason: 'day-of-event' });
  if (last !== null) addCounted(into, reckoned, last, start - 1);
  return into.lines();
};

/** The days that the roll passed over and the working day that it reached; that day alone where the last day stays. */
export const explainRoll = (
  { ground, last, due }: Reckoning,
  roll: PeriodRule['roll'],
): readonly ExplainedLine[] => {
  if (last === null || due === null || roll === 'none') return [];
  const into = collector(0, 1);
  for (let day = last; day <= due; day += 1) into.add(day, day, 0, whyOf(ground.view, day));
  return into.lines();
};
