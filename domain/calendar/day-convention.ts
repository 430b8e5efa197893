import type { Unit } from './period.ts';

/**
 * How a statute counts "days": numbers of days that it defines to be working days; all others are calendar days. The
 * convention belongs to the statute, not to the regime: the same "10 days" is one thing in one law and another in the next.
 */
export type DayConvention = { readonly workingDayNumbers: readonly number[] };

/** The unit that "`amount` days" is counted in under `convention`. */
export const unitOfDays = (
  amount: number,
  convention: DayConvention,
): Extract<Unit, 'working-days' | 'calendar-days'> =>
  convention.workingDayNumbers.includes(amount) ? 'working-days' : 'calendar-days';
