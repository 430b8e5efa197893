import type { CalendarError } from './calendar-error.ts';
import { calendarError, isCalendarError } from './calendar-error.ts';
import type { Calendars } from './calendar.ts';
import { formatDay } from './civil-date.ts';
import { deriveDeadline } from './deadline.ts';
import { localDayOfMoment, notAMoment } from './moment.ts';
import { zoneOf } from './zone.ts';

/**
 * When a method of service has effect, as data. `fixed-period` runs from dispatch, `announcement` from publication: both
 * have effect on the last day of `amount` `unit`, the first day not counted, whatever the recipient knows.
 */
export type DeemedService =
  | {
      readonly basis:
        | 'delivery'
        | 'access'
        | 'dispatch'
        | 'dispatch-if-no-bounce'
        | 'fixed-period'
        | 'announcement'
        | 'earlier-of-access-or-period';
      readonly amount?: number | undefined;
      readonly unit?: 'calendar-days' | 'working-days' | undefined;
    }
  | { readonly basis: 'earlier-of' | 'later-of'; readonly of: readonly DeemedService[] };

/** What is proven of one attempt at service. Each is a plain date of the zone or an instant. */
export type ServiceActs = {
  readonly dispatched?: string | undefined;
  readonly delivered?: string | undefined;
  readonly accessed?: string | undefined;
  readonly announced?: string | undefined;
  /** The message or letter came back. */
  readonly bounced?: string | undefined;
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
  missing: string,
  rule: {
    readonly amount?: number | undefined;
    readonly unit?: 'calendar-days' | 'working-days' | undefined;
  },
  context: ServiceContext,
): Served | NotServed | CalendarError => {
  if (act === undefined) return { kind: 'not-served', missing };
  if (rule.amount === undefined)
    return calendarError('bad-rule', 'this way of service needs the length of its period');
  const { calendar, timezone, knownAt, calendars } = context;
  const unit = rule.unit ?? 'calendar-days';
  const deadline = deriveDeadline(
    {
      rule: { amount: rule.amount, unit, start: 'exclusive', roll: 'none', calendar, timezone },
      from: act,
      knownAt,
    },
    calendars,
  );
  if (isCalendarError(deadline)) return deadline;
  return deadline.due === null ? { kind: 'not-served', missing } : { kind: 'served', date: deadline.due };
};

/** The earlier (or later) of several; for the later one all must have happened. */
const combine = (
  outcomes: readonly (Served | NotServed)[],
  which: 'earlier-of' | 'later-of',
): Served | NotServed => {
  const open = outcomes.filter((outcome) => outcome.kind === 'not-served');
  const dates = outcomes.flatMap((outcome) => (outcome.kind === 'served' ? [outcome.date] : [])).sort();
  const date = which === 'earlier-of' ? dates[0] : dates.at(-1);
  if (date === undefined || (which === 'later-of' && open.length > 0)) {
    return {
      kind: 'not-served',
      missing: open.map(({ missing }) => missing).join(which === 'earlier-of' ? ' or ' : ' and '),
    };
  }
  return { kind: 'served', date };
};

/** The day on which one attempt at service has effect. Errors: malformed dates, unknown calendar or zone, a missing length. */
export const serviceDay = (
  rule: DeemedService,
  acts: ServiceActs,
  context: ServiceContext,
): Served | NotServed | CalendarError => {
  const { basis } = rule;
  if (basis === 'earlier-of' || basis === 'later-of') {
    const outcomes = rule.of.map((each) => serviceDay(each, acts, context));
    return (
      outcomes.find(isCalendarError) ??
      combine(
        outcomes.filter((each) => !isCalendarError(each)),
        basis,
      )
    );
  }
  if (basis === 'earlier-of-access-or-period') {
    const { amount, unit } = rule;
    return serviceDay(
      { basis: 'earlier-of', of: [{ basis: 'access' }, { basis: 'fixed-period', amount, unit }] },
      acts,
      context,
    );
  }
  if (basis === 'delivery') return onDayOf(acts.delivered, 'delivery', context);
  if (basis === 'access') return onDayOf(acts.accessed, 'access', context);
  if (basis === 'announcement') return afterPeriod(acts.announced, 'announcement', rule, context);
  if (basis === 'fixed-period') return afterPeriod(acts.dispatched, 'dispatch', rule, context);
  if (basis === 'dispatch-if-no-bounce' && acts.bounced !== undefined) {
    return { kind: 'not-served', missing: 'dispatch that does not come back' };
  }
  return onDayOf(acts.dispatched, 'dispatch', context);
};

/**
 * Which of several attempts counts: `first-effective` the first that has effect, so that sending again changes nothing;
 * `latest` the last one only, so that sending again starts anew.
 */
export type ResendRule = 'first-effective' | 'latest';

/** The day on which service has effect after one or more attempts, in the order in which they were made. */
export const serviceDayOfAttempts = (
  rule: DeemedService,
  attempts: readonly ServiceActs[],
  resend: ResendRule,
  context: ServiceContext,
): Served | NotServed | CalendarError => {
  const outcomes = attempts.map((acts) => serviceDay(rule, acts, context));
  const error = outcomes.find(isCalendarError);
  if (error !== undefined) return error;
  const last = outcomes.at(-1) ?? { kind: 'not-served', missing: 'dispatch' };
  return resend === 'latest' ? last : (outcomes.find(({ kind }) => kind === 'served') ?? last);
};

/**
 * The day on which service has effect when a single act is proven, on `actOn`: the delivery, access, dispatch or
 * announcement that the basis names. For the earlier of access and a period it is the access if `sentAt` tells when the
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
    announced: actOn,
  };
  const outcome = serviceDay(rule, acts, context);
  return outcome.kind === 'not-served'
    ? calendarError('bad-rule', `service needs proof of ${outcome.missing}`)
    : outcome;
};
