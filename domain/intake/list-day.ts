import { addDays } from '../calendar/local-time.ts';
import type { CivilDate } from '../case/state.ts';

const CENTURY = 2000;

/** A day from the parts of a file's name: a year of four or two digits, and the number of the day in it. */
export function civilDayOfYear(parts: Readonly<Record<string, string>> | undefined): CivilDate | undefined {
  const year = Number(parts?.['year'] ?? Number.NaN);
  const day = Number(parts?.['day'] ?? Number.NaN);
  if (!Number.isInteger(year) || !Number.isInteger(day) || day < 1 || day > 366) return undefined;
  const full = year < 100 ? CENTURY + year : year;
  const found = addDays(`${String(full).padStart(4, '0')}-01-01`, day - 1);
  return found.startsWith(String(full)) ? found : undefined;
}
