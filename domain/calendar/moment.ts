import type { CalendarError } from './calendar-error.ts';
import { calendarError } from './calendar-error.ts';
import type { Day } from './civil-date.ts';
import { parseDay } from './civil-date.ts';
import { parseInstant } from './instant.ts';
import type { Zone } from './zone.ts';
import { localDayOf } from './zone.ts';

/** What is wrong with a text that should have been a plain date or an instant. */
export const notAMoment = (text: string): CalendarError =>
  text.length <= 10
    ? calendarError('bad-date', `"${text}" is not a date of the calendar (YYYY-MM-DD)`)
    : calendarError('bad-instant', `"${text}" is not an instant (RFC 3339, with its offset)`);

/** The local day of `text`, a plain date of the zone or an instant; undefined if it is neither. */
export const localDayOfMoment = (zone: Zone, text: string): Day | undefined => {
  if (text.length === 10) return parseDay(text);
  const instant = parseInstant(text);
  return instant === undefined ? undefined : localDayOf(zone, instant);
};
