import type { CalendarError } from './calendar-error.ts';
import { calendarError, isCalendarError } from './calendar-error.ts';
import type { Calendars } from './calendar.ts';
import { formatDay } from './civil-date.ts';
import { deriveDeadline } from './deadline.ts';
import { localDayOfMoment, notAMoment } from './moment.ts';
import { zoneOf } from './zone.ts';

/**
 * When a method of service has effect, as data. `fixed-period` runs from dispatch or publication: it has effect on the
 * last day of `amount` `unit`, the first day not counted, whatever the recipient knows. `dispatch-if-no-bounce` is
 * dispatch that has no effect if a message of failure comes back, which the procedure then records.
 */
export type DeemedService = {
  readonly basis: (typeof deemedBases)[number];
  readonly amount?: number | undefined;
  readonly unit?: 'calendar-days' | 'working-days' | 'weeks' | undefined;
};

export const deemedBases = [
  'delivery',
  'access',
  'dispatch',
  'dispatch-if-no-bounce',
  'fixed-period',
  'earlier-of-access-or-period',
] as const;

/** What is proven of a service. Each is a plain date of the zone or an instant. */
export type ServiceActs = {
  readonly dispatched?: string | undefined;
  readonly delivered?: string | undefined;
  readonly accessed?: string | undefined;
};

export type ServiceContext = {
  readonly calendar: string;
  readonly timezone: string;
  readonly calendars: Calendars;
  readonly knownAt?: string | undefined;
};

/** Served on a local date (which may lie ahead), or not yet, with the act that is missing. */
export type Served = { readonly kind: 'served'; readonly date: string };
export type NotServed = { readonly kind: 'not-served'; readonly missing: string };

const onDayOf = (
  act: string | undefined,
  missing: string,
  context: ServiceContext,
): Served | NotServed | CalendarError => {
  if (act === undefined) return { kind: 'not-served', missing };
  const zone = zoneOf(context.timezone);
  if (zone === undefined)
    return calendarError('unknown-timezone', `no time zone is called "${context.timezone}"`);
  const day = localDayOfMoment(zone, act);
  return day === undefined ? notAMoment(act) : { kind: 'served', date: formatDay(day) };
};

const afterPeriod = (
  act: string | undefined,
  { amount, unit = 'calendar-days' }: DeemedService,
  { calendar, timezone, knownAt, calendars }: ServiceContext,
): Served | NotServed | CalendarError => {
  if (act === undefined) return { kind: 'not-served', missing: 'dispatch' };
  if (amount === undefined)
    return calendarError('bad-rule', 'this way of service needs the length of its period');
  const rule = { amount, unit, start: 'exclusive', roll: 'none', calendar, timezone } as const;
  const deadline = deriveDeadline({ rule, from: act, knownAt }, calendars);
  if (isCalendarError(deadline)) return deadline;
  return { kind: 'served', date: deadline.due ?? '' };
};

/** The earlier of two; what is not served waits for both. */
const earlier = (one: Served | NotServed, other: Served | NotServed): Served | NotServed => {
  if (one.kind === 'not-served')
    return other.kind === 'served'
      ? other
      : { kind: 'not-served', missing: `${one.missing} or ${other.missing}` };
  return other.kind === 'served' && other.date < one.date ? other : one;
};

/** The day on which a service has effect. Errors: malformed dates, unknown calendar or zone, a missing length. */
export const serviceDay = (
  rule: DeemedService,
  acts: ServiceActs,
  context: ServiceContext,
): Served | NotServed | CalendarError => {
  switch (rule.basis) {
    case 'delivery':
      return onDayOf(acts.delivered, 'delivery', context);
    case 'access':
      return onDayOf(acts.accessed, 'access', context);
    case 'dispatch':
    case 'dispatch-if-no-bounce':
      return onDayOf(acts.dispatched, 'dispatch', context);
    case 'fixed-period':
      return afterPeriod(acts.dispatched, rule, context);
    case 'earlier-of-access-or-period': {
      const access = onDayOf(acts.accessed, 'access', context);
      if (isCalendarError(access)) return access;
      const period = afterPeriod(acts.dispatched, rule, context);
      return isCalendarError(period) ? period : earlier(access, period);
    }
  }
};

/**
 * The day on which service has effect when a single act is proven, on `actOn`: the delivery, access or dispatch that
 * the basis names. For the earlier of access and a period it is the access if `sentAt` tells when the
 * period began, and otherwise the dispatch, whose later date cannot harm the recipient.
 */
export const deemedServedOn = (
  rule: DeemedService,
  actOn: string,
  context: ServiceContext & { readonly sentAt?: string | undefined },
): Served | CalendarError => {
  const isAccess = context.sentAt !== undefined;
  const acts: ServiceActs = {
    dispatched: rule.basis === 'earlier-of-access-or-period' && isAccess ? context.sentAt : actOn,
    accessed: rule.basis === 'earlier-of-access-or-period' && !isAccess ? undefined : actOn,
    delivered: actOn,
  };
  const outcome = serviceDay(rule, acts, context);
  return outcome.kind === 'not-served'
    ? calendarError('bad-rule', `service needs proof of ${outcome.missing}`)
    : outcome;
};
