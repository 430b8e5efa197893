import type { PeriodRule } from '../calendar/period.ts';
import type { Bound, Pack } from './pack.ts';

/** A length of which the law says no more: the first day is not counted, and the last may be any day. */
export function plainPeriod({ calendar, timezone }: Pack, { amount, unit }: Bound): PeriodRule {
  return { amount, unit, start: 'exclusive', roll: 'none', calendar, timezone };
}
