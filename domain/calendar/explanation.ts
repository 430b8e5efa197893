import type { CalendarError } from './calendar-error.ts';
import { isCalendarError } from './calendar-error.ts';
import type { Calendars, CalendarYear } from './calendar.ts';
import type { Day } from './civil-date.ts';
import { civilOf, dayOfCivil, daysInMonth, formatDay } from './civil-date.ts';
import type { Deadline } from './deadline.ts';
import { deadlineOf, deadlineOfHours, deriveDeadline, openEnded } from './deadline.ts';
import type { ExplainedLine } from './explained-line.ts';
import { explainBack, explainForward, explainRoll } from './explained-line.ts';
import { explainHours } from './explained-hours.ts';
import type { Extension } from './extension.ts';
import { notedSpans } from './explained-pauses.ts';
import { instantOfBound, reckonHours, type HoursReckoning } from './hours.ts';
import { localDayOfMoment, notAMoment } from './moment.ts';
import type { PeriodRule } from './period.ts';
import type { Ground, Period, Reckoning } from './reckoning.ts';
import { groundOf, reckon } from './reckoning.ts';
import { spanOf, type PauseConvention, type Span, type Toll, type TollingCap } from './tolling.ts';

/** How a number of months became a day: what day corresponds, and how many days that is if the period is tolled. */
type Correspondence = {
  readonly months: number;
  /** The corresponding day, or null where the last month has none and its last day stands in. */
  readonly corresponding: string | null;
  readonly last: string;
  readonly days: number;
};

/** What an extension did: `effect` is 0 for one that was removed. */
type ExplainedExtension = Extension & { readonly effect: number };

/** Everything that went into a date, so that it can be counted again by hand. All dates are local to the rule's zone. */
export type Explanation = {
  readonly kind: 'explanation';
  readonly rule: PeriodRule;
  readonly start: { readonly given: string; readonly day: string; readonly counts: boolean };
  readonly direction: 'after' | 'before';
  /** What the budget is counted in. Months and years come down to calendar days. */
  readonly counting: 'working-days' | 'calendar-days' | 'hours' | 'nothing';
  readonly budget: number;
  readonly correspondence: Correspondence | null;
  readonly extensions: readonly ExplainedExtension[];
  /** The last day had nothing been extended; null where nothing was. */
  readonly dueWithoutExtensions: string | null;
  /** Which end of a pause is lost; null where there is no pause. */
  readonly pauseConvention: PauseConvention | null;
  readonly tollingCap: TollingCap | null;
  /** Pauses that took nothing out: they came too late, were over too early, or lasted no day. */
  readonly idlePauses: readonly Toll[];
  /** In the order of counting. */
  readonly lines: readonly ExplainedLine[];
  /** The days passed over by the roll, and the day it reached (or on which it stayed); empty where no roll is asked for. */
  readonly roll: readonly ExplainedLine[];
  readonly sources: readonly Pick<CalendarYear, 'calendar' | 'year' | 'version' | 'knownFrom' | 'source'>[];
  /** The day as of which the calendars had to be known; null for the latest. */
  readonly knownAt: string | null;
  /** Versions of the years consulted that came to be known only after that day. */
  readonly laterVersions: readonly Pick<CalendarYear, 'calendar' | 'year' | 'version' | 'knownFrom'>[];
  /** Years that had to be consulted and were not known. */
  readonly unknownYears: readonly number[];
  readonly deadline: Deadline;
};

const isRemoved = (extension: Extension): boolean => extension.removedOn !== undefined;

const extensionsOf = (period: Period): readonly ExplainedExtension[] =>
  (period.extensions ?? []).map((extension) => ({
    ...extension,
    effect: isRemoved(extension) ? 0 : extension.amount,
  }));

const dueWithout = (period: Period, calendars: Calendars): string | null => {
  if (!(period.extensions ?? []).some((extension) => !isRemoved(extension))) return null;
  const deadline = deriveDeadline({ ...period, extensions: [] }, calendars);
  return isCalendarError(deadline) ? null : deadline.due;
};

const correspondenceOf = (rule: PeriodRule, reckoned: Reckoning): Correspondence | null => {
  if (rule.unit !== 'months' && rule.unit !== 'years') return null;
  const back = rule.direction === 'before';
  const months = reckoned.ground.amount * (rule.unit === 'years' ? 12 : 1);
  const from = civilOf(reckoned.start);
  const index = from.year * 12 + from.month - 1 + (back ? -months : months);
  const year = Math.floor(index / 12);
  const month = index - year * 12 + 1;
  const exists = from.dayOfMonth <= daysInMonth(year, month);
  return {
    months,
    corresponding: exists ? formatDay(dayOfCivil(year, month, from.dayOfMonth)) : null,
    last: formatDay(back ? reckoned.start - reckoned.budget : reckoned.first + reckoned.budget - 1),
    days: reckoned.budget,
  };
};

/** What the calendar says of these years today, where that is not what was known on the day asked about. */
const laterVersionsOf = (
  { rule }: Period,
  { view }: Ground,
  years: readonly number[],
  calendars: Calendars,
): Explanation['laterVersions'] => {
  const latest = calendars.view(rule.calendar)?.editions;
  return years.flatMap((year) => {
    const edition = latest?.get(year);
    if (edition === undefined || edition.version === view.editions.get(year)?.version) return [];
    const { calendar, version, knownFrom } = edition;
    return [{ calendar, year, version, knownFrom }];
  });
};

/** Of the given pauses those of whose days (or seconds) none was taken out. */
const idleOf = (
  { tolling }: Period,
  boundsOf: (toll: Toll) => Span | undefined,
  isTaken: (span: Span) => boolean,
): readonly Toll[] =>
  (tolling ?? []).filter((toll) => {
    const span = boundsOf(toll);
    return span !== undefined && !isTaken(span);
  });

const overlaps = (one: Span, other: Span): boolean =>
  Math.max(one.from, other.from) < Math.min(one.to, other.to);

const explainDays = (period: Period, ground: Ground, calendars: Calendars): Explanation | CalendarError => {
  const reckoned = reckon(period, ground);
  if ('kind' in reckoned) return reckoned;
  const { rule } = period;
  const deadline = deadlineOf(rule, reckoned);
  if (isCalendarError(deadline)) return deadline;
  const direction = rule.direction ?? 'after';
  const convention = period.pauseConvention ?? 'stop-day-lost';
  const boundsOf = (toll: Toll): Span | undefined => {
    const span = spanOf(toll, ground.zone, convention);
    return isCalendarError(span) ? undefined : span;
  };
  const { last } = reckoned;
  const counted = { from: reckoned.first, to: last === null ? Infinity : last + 1 };
  const lines =
    direction === 'before'
      ? explainBack(reckoned)
      : explainForward(reckoned, notedSpans(period.tolling, boundsOf));
  const day: Day = reckoned.start;
  return {
    kind: 'explanation',
    rule,
    start: { given: period.from, day: formatDay(day), counts: rule.start === 'inclusive' },
    direction,
    counting: reckoned.inWorkingDays ? 'working-days' : 'calendar-days',
    budget: reckoned.budget,
    correspondence: correspondenceOf(rule, reckoned),
    extensions: extensionsOf(period),
    dueWithoutExtensions: dueWithout(period, calendars),
    ...pausesOf(period),
    idlePauses: idleOf(
      period,
      boundsOf,
      (span) => overlaps(span, counted) && reckoned.spans.some((taken) => overlaps(span, taken)),
    ),
    lines,
    roll: explainRoll(reckoned, rule.roll),
    sources: deadline.calendarVersions.flatMap(({ year }) => {
      const edition = ground.view.editions.get(year);
      if (edition === undefined) return [];
      const { calendar, version, knownFrom, source } = edition;
      return [{ calendar, year, version, knownFrom, source }];
    }),
    knownAt: period.knownAt ?? null,
    laterVersions: laterVersionsOf(
      period,
      ground,
      [...deadline.calendarVersions.map(({ year }) => year), ...deadline.unknownYears],
      calendars,
    ),
    unknownYears: deadline.unknownYears,
    deadline,
  };
};

const pausesOf = (period: Period): Pick<Explanation, 'pauseConvention' | 'tollingCap'> => ({
  pauseConvention: (period.tolling ?? []).length === 0 ? null : (period.pauseConvention ?? 'stop-day-lost'),
  tollingCap: period.tollingCap ?? null,
});

/** A pause of a period of hours, in seconds. */
const boundsInHours =
  ({ zone }: Ground) =>
  ({ from, to }: Toll): Span | undefined => {
    const begins = instantOfBound(zone, from);
    const ends = to === null ? Infinity : instantOfBound(zone, to);
    return begins === undefined || ends === undefined ? undefined : { from: begins, to: ends };
  };

const explainWithoutDays = (
  period: Period,
  ground: Ground,
  calendars: Calendars,
  day: Day,
  hours: HoursReckoning | undefined,
): Explanation => ({
  kind: 'explanation',
  rule: period.rule,
  start: { given: period.from, day: formatDay(day), counts: false },
  direction: period.rule.direction ?? 'after',
  counting: hours === undefined ? 'nothing' : 'hours',
  budget: hours === undefined ? 0 : ground.amount,
  correspondence: null,
  extensions: extensionsOf(period),
  dueWithoutExtensions: dueWithout(period, calendars),
  ...pausesOf(period),
  // Hours begin and end at an instant, so no convention says which day is lost.
  pauseConvention: null,
  idlePauses: idleOf(period, boundsInHours(ground), (span) =>
    (hours?.spans ?? []).some((taken) => overlaps(span, taken)),
  ),
  lines:
    hours === undefined
      ? []
      : explainHours(hours, ground.amount, notedSpans(period.tolling, boundsInHours(ground))),
  roll: [],
  sources: [],
  knownAt: period.knownAt ?? null,
  laterVersions: [],
  unknownYears: [],
  deadline: hours === undefined ? openEnded : deadlineOfHours(hours, ground.zone),
});

/**
 * Explains a deadline: start, every day counted or skipped with its reason and source, what each pause and extension
 * did, the roll, and the calendar versions. It is made from the same reckoning as the date. Errors as
 * {@link deriveDeadline}. Long counts are compressed into runs, and beyond a thousand lines into years, so that the sum
 * of `counted` is always the budget that was spent.
 */
export const explainDeadline = (period: Period, calendars: Calendars): Explanation | CalendarError => {
  const ground = groundOf(period, calendars);
  if ('kind' in ground) return ground;
  const { unit } = period.rule;
  if (unit !== 'hours' && unit !== 'life' && unit !== 'until-event' && unit !== 'actual-term-of')
    return explainDays(period, ground, calendars);
  const day = localDayOfMoment(ground.zone, period.from);
  if (day === undefined) return notAMoment(period.from);
  if (unit !== 'hours') return explainWithoutDays(period, ground, calendars, day, undefined);
  const hours = reckonHours(period, ground);
  return 'kind' in hours ? hours : explainWithoutDays(period, ground, calendars, day, hours);
};
