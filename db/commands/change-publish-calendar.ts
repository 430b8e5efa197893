import type { CalendarYear } from '../../domain/calendar/calendar.ts';
import type { Sql } from '../client.ts';

export type Published =
  | { readonly kind: 'published'; readonly repeated: boolean }
  /** The version is not the one after the last, or was known before it. */
  | { readonly kind: 'out-of-order'; readonly detail: string };

/**
 * Publishes a year of a calendar to all processes of the deployment. What is published is never changed: a correction is
 * the next version, known from the day on which it was made known.
 */
export async function publishCalendar(
  sql: Sql,
  shipped: readonly CalendarYear[],
  { year, by }: { readonly year: CalendarYear; readonly by: string },
): Promise<Published> {
  return sql.begin(async (tx): Promise<Published> => {
    await tx`select pg_advisory_xact_lock(hashtext('amends.calendar'))`;
    const rows = await tx<{ body: CalendarYear }[]>`
      select body from calendar_edition where calendar = ${year.calendar} and year = ${year.year}`;
    const editions = [...shipped, ...rows.map(({ body }) => body)].filter(
      (each) => each.calendar === year.calendar && each.year === year.year,
    );
    const same = editions.find(({ version }) => version === year.version);
    if (same) {
      if (sameDays(same, year)) return { kind: 'published', repeated: true };
      return { kind: 'out-of-order', detail: `Version ${year.version} is published, with other days.` };
    }
    const last = editions.toSorted((one, other) => one.version - other.version).at(-1);
    if (year.version !== (last?.version ?? 0) + 1)
      return {
        kind: 'out-of-order',
        detail: `The next version of this year is ${(last?.version ?? 0) + 1}.`,
      };
    if (last && year.knownFrom < last.knownFrom)
      return {
        kind: 'out-of-order',
        detail: `Known from ${year.knownFrom}, before the version that it follows, ${last.knownFrom}.`,
      };
    await tx`
      insert into calendar_edition (calendar, year, version, body, published_by, published_at)
      values (${year.calendar}, ${year.year}, ${year.version}, ${JSON.stringify(year)}::text::jsonb, ${by},
        clock_timestamp())`;
    return { kind: 'published', repeated: false };
  });
}

function sameDays(one: CalendarYear, other: CalendarYear): boolean {
  const days = ({ nonWorking, working, weekend, knownFrom }: CalendarYear): string =>
    JSON.stringify([nonWorking.map(({ date }) => date), working.map(({ date }) => date), weekend, knownFrom]);
  return days(one) === days(other);
}
