import type { CalendarYear } from '../../../domain/calendar/calendar.ts';
import type { Deadline, Period } from '../../../domain/calendar/deadline.ts';
import { deriveDeadline } from '../../../domain/calendar/deadline.ts';
import type { PeriodRule } from '../../../domain/calendar/period.ts';
import { loadCalendars } from '../../../regimes/load-calendars.ts';

/** The published calendars. */
export const calendars = loadCalendars();

/** A rule of one working day in China, changed as told. */
export const rule = (change: Partial<PeriodRule> = {}): PeriodRule => ({
  amount: 1,
  unit: 'working-days',
  start: 'exclusive',
  roll: 'none',
  calendar: 'CN',
  timezone: 'Asia/Shanghai',
  ...change,
});

/** The deadline of a period that must have one. */
export const deadline = (period: Period): Deadline => {
  const derived = deriveDeadline(period, calendars);
  if (derived.kind === 'calendar-error') throw new Error(derived.message);
  return derived;
};

/** The last day of a rule from a day or an instant. */
export const due = (change: Partial<PeriodRule>, from: string, knownAt?: string): string | null =>
  deadline({ rule: rule(change), from, knownAt }).due;

/** A year of a made-up calendar. */
export const year = (change: Partial<CalendarYear>): CalendarYear => ({
  calendar: 'TEST',
  year: 2025,
  version: 1,
  knownFrom: '2024-12-01',
  source: ['made up'],
  weekend: [6, 7],
  nonWorking: [],
  working: [],
  ...change,
});
