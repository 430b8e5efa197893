import * as fc from 'fast-check';
import type { Calendars, CalendarYear, NamedDay } from '../../domain/calendar/calendar.ts';
import { compileCalendars } from '../../domain/calendar/calendar.ts';
import { formatDay, parseDay } from '../../domain/calendar/civil-date.ts';
import type { Extension, Period, Toll } from '../../domain/calendar/deadline.ts';
import { deriveDeadline, type Deadline } from '../../domain/calendar/deadline.ts';
import type { PeriodRule, Unit } from '../../domain/calendar/period.ts';

export const day = (text: string): number => parseDay(text) ?? NaN;

/** A plain date of four years, leap day included. */
export const date = fc.integer({ min: day('2023-01-01'), max: day('2026-12-31') }).map(formatDay);

/** Zones with the odd days: half hours, changes at midnight, a day left out, none at all. */
export const timezone = fc.constantFrom(
  'Asia/Shanghai',
  'America/New_York',
  'Europe/London',
  'Australia/Lord_Howe',
  'America/Sao_Paulo',
  'Africa/Cairo',
  'America/Havana',
  'Asia/Kathmandu',
  'Pacific/Apia',
);

const daysOf = (year: number): fc.Arbitrary<string> =>
  fc.integer({ min: day(`${year}-01-01`), max: day(`${year}-12-31`) }).map(formatDay);

const named = (dates: readonly string[], name: string): readonly NamedDay[] =>
  [...new Set(dates)].sort().map((each) => ({ date: each, name }));

const calendarYear = (year: number): fc.Arbitrary<CalendarYear> =>
  fc
    .record({
      nonWorking: fc.array(daysOf(year), { maxLength: 25 }),
      working: fc.array(daysOf(year), { maxLength: 8 }),
      weekend: fc.constantFrom([6, 7], [5, 6], [7]),
    })
    .map(({ nonWorking, working, weekend }) => ({
      calendar: 'TEST',
      year,
      version: 1,
      knownFrom: '2020-01-01',
      source: ['made up'],
      weekend,
      nonWorking: named(nonWorking, 'feast'),
      working: named(
        working.filter((each) => !nonWorking.includes(each)),
        'for a feast',
      ),
    }));

/** The years 2022 to 2026 of a made-up calendar; later ones are unknown. */
export type Made = { readonly years: readonly CalendarYear[]; readonly calendars: Calendars };

const YEARS = [2022, 2023, 2024, 2025, 2026];

/** One of two hundred made-up calendars: laying a new one out for each run would take most of the time. */
export const made: fc.Arbitrary<Made> = fc.constantFrom(
  ...fc
    .sample(fc.tuple(...YEARS.map(calendarYear)), { numRuns: 200, seed: 2025 })
    .map((years) => ({ years, calendars: compileCalendars(years) })),
);

export const calendars: fc.Arbitrary<Calendars> = made.map((each) => each.calendars);

const dayUnits = ['working-days', 'calendar-days', 'weeks', 'months', 'years'] as const;

const amountOf: Record<(typeof dayUnits)[number], number> = {
  'working-days': 80,
  'calendar-days': 200,
  weeks: 20,
  months: 30,
  years: 4,
};

export const rule = (units: readonly (typeof dayUnits)[number][] = dayUnits): fc.Arbitrary<PeriodRule> =>
  fc.constantFrom(...units).chain((unit) =>
    fc
      .record({
        amount: fc.nat(amountOf[unit]),
        unit: fc.constant<Unit>(unit),
        start: fc.constantFrom<PeriodRule['start']>('exclusive', 'inclusive'),
        roll: fc.constantFrom<PeriodRule['roll']>('none', 'next-working-day'),
        calendar: fc.constant('TEST'),
        timezone,
      })
      .map((made) => (made.amount === 0 ? { ...made, start: 'exclusive' } : made)),
  );

/** Pauses that begin from ten days before `from` on. */
const tolling = (from: string): fc.Arbitrary<readonly Toll[]> =>
  fc.array(
    fc
      .record({
        after: fc.integer({ min: -10, max: 150 }),
        days: fc.nat(40),
        cause: fc.constantFrom('stay', 'inspection'),
      })
      .map(({ after, days, cause }) => ({
        from: formatDay(day(from) + after),
        to: formatDay(day(from) + after + days),
        cause,
      })),
    { maxLength: 4 },
  );

export const extensions = (from: string, { unit }: PeriodRule): fc.Arbitrary<readonly Extension[]> =>
  fc.array(
    fc.record({ amount: fc.nat(5), removed: fc.boolean() }).map(({ amount, removed }): Extension => ({
      on: from,
      amount,
      unit,
      ...(removed && { removedOn: from }),
    })),
    { maxLength: 3 },
  );

/** A period forward, with or without pauses and extensions. */
export const period = (rules = rule()): fc.Arbitrary<Period> =>
  fc.tuple(rules, date).chain(([made, from]) =>
    fc.record({
      rule: fc.constant(made),
      from: fc.constant(from),
      tolling: tolling(from),
      extensions: extensions(from, made),
    }),
  );

/** The deadline of a period that must have one. */
export const derived = (of: Period, from: Calendars): Deadline => {
  const deadline = deriveDeadline(of, from);
  if (deadline.kind === 'calendar-error') throw new Error(deadline.message);
  return deadline;
};

export const dueOf = (of: Period, from: Calendars): number => day(derived(of, from).due ?? '');
