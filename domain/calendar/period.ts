/** What a period is measured in. `weeks` are seven calendar days; the last three have no length of their own. */
export type Unit =
  | 'hours'
  | 'calendar-days'
  | 'working-days'
  | 'weeks'
  | 'months'
  | 'years'
  | 'day-of-next-month'
  | 'life'
  | 'until-event'
  | 'actual-term-of';

/** When the last day ends: at 24:00 local time, or at the close of business at a local time `HH:MM`. */
type DayEnd = 'end-of-day' | { readonly closeOfBusiness: string };

/** A legal period as its rule states it. Every field is a parameter, because each is somewhere decided otherwise. */
export type PeriodRule = {
  /** A whole number of `unit`, at least 0; with `day-of-next-month` the day of the month, 1 to 31. */
  readonly amount: number;
  readonly unit: Unit;
  /** Whether the day of the event is day 0 (exclusive) or day 1 (inclusive). */
  readonly start: 'exclusive' | 'inclusive';
  /** Whether a last day that is not a working day moves to the next one. */
  readonly roll: 'none' | 'next-working-day';
  /** The calendar of working days. */
  readonly calendar: string;
  /** The IANA time zone in which days begin and end. */
  readonly timezone: string;
  /** Forward from the event (the default), or back from it. */
  readonly direction?: 'after' | 'before' | undefined;
  readonly ends?: DayEnd | undefined;
};

/** More than this is beyond the year 9999 in every unit; far below it, numbers still count by ones. */
export const MAX_AMOUNT = 100_000_000;
