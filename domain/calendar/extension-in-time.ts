import type { CalendarError } from './calendar-error.ts';
import { isCalendarError } from './calendar-error.ts';
import type { Calendars } from './calendar.ts';
import { formatDay } from './civil-date.ts';
import type { Period } from './deadline.ts';
import { deriveDeadline } from './deadline.ts';
import type { Extension } from './extension.ts';
import { localDayOfMoment, notAMoment } from './moment.ts';
import { zoneOf } from './zone.ts';

/** Whether an extension was granted while the period still ran, and the last day that it had to meet (null if paused). */
export type Timeliness = { readonly inTime: boolean; readonly lastDay: string | null };

/**
 * Whether `extension`, one of those of `period`, was granted on or before the last day as it stood on that day: with the extensions
 * granted before it and not removed before that day. `deriveDeadline` does not ask, because a grant that was lawful when made
 * stays lawful when a calendar changes; who grants or imports an extension asks.
 */
export const extensionInTime = (
  period: Period,
  extension: Extension,
  calendars: Calendars,
): Timeliness | CalendarError => {
  const zone = zoneOf(period.rule.timezone);
  const dayOf = (text: string): number => (zone && localDayOfMoment(zone, text)) ?? NaN;
  const on = dayOf(extension.on);
  if (Number.isNaN(on)) return notAMoment(extension.on);
  const all = period.extensions ?? [];
  const standing = all
    .filter((other, i) => {
      const granted = dayOf(other.on);
      const isEarlier = granted < on || (granted === on && i < all.indexOf(extension));
      return isEarlier && (other.removedOn === undefined || dayOf(other.removedOn) >= on);
    })
    .map(({ on: granted, amount, unit }) => ({ on: granted, amount, unit }));
  const deadline = deriveDeadline({ ...period, extensions: standing }, calendars);
  if (isCalendarError(deadline)) return deadline;
  const lastDay = deadline.due?.slice(0, 10) ?? null;
  return { inTime: lastDay === null || formatDay(on) <= lastDay, lastDay };
};
