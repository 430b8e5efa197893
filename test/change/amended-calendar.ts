import { compileCalendars, type Calendars, type CalendarYear } from '../../domain/calendar/calendar.ts';
import { readCalendarYears } from '../../regimes/load-calendars.ts';

/** The year to which the amendment of 2020 is moved: its days fall on the same weekdays. */
const COMING = 2048;

const shipped = readCalendarYears();

function moved(version: number): CalendarYear {
  const found = shipped.find(
    (each) => each.calendar === 'CN' && each.year === 2020 && each.version === version,
  );
  if (found === undefined) throw new Error('the calendar of 2020 is not shipped');
  const to = (date: string): string =>
    date.replace(/^2020/, String(COMING)).replace(/^2019/, String(COMING - 1));
  const { supersedes: _before, note: _note, ...rest } = found;
  return {
    ...rest,
    year: COMING,
    knownFrom: to(found.knownFrom),
    nonWorking: found.nonWorking.map((day) => ({ ...day, date: to(day.date) })),
    working: found.working.map((day) => ({ ...day, date: to(day.date) })),
  };
}

/** The schedule as it was first published, and as it was amended in the middle of the holiday. */
export const original = moved(1);
export const amended = moved(2);

/** The shipped calendars, and some years besides. */
export const calendarsWith = (...more: readonly CalendarYear[]): Calendars =>
  compileCalendars([...shipped, ...more]);
