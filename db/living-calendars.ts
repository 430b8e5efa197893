import { compileCalendars, type Calendars, type CalendarYear } from '../domain/calendar/calendar.ts';
import type { Sql } from './client.ts';

/** Calendars that follow what is published to the deployment. */
export type LivingCalendars = {
  readonly calendars: Calendars;
  /** Looks at once, instead of within a second. */
  readonly refresh: () => Promise<void>;
  readonly close: () => void;
};

const LOOK_MS = 1_000;

/**
 * The shipped calendars together with the years that were published since, in every process alike. A ruling that still
 * counts on what was known a second ago does no harm: its clocks say on which versions they rest, and are found.
 */
export function livingCalendars(sql: Sql, shipped: readonly CalendarYear[]): LivingCalendars {
  let known = 0;
  let compiled = compileCalendars(shipped);
  const refresh = async (): Promise<void> => {
    const [row] = await sql<{ editions: number }[]>`select count(*)::int as editions from calendar_edition`;
    if (row === undefined || row.editions === known) return;
    const rows = await sql<{ body: CalendarYear }[]>`
      select body from calendar_edition order by calendar, year, version`;
    compiled = compileCalendars([...shipped, ...rows.map(({ body }) => body)]);
    known = rows.length;
  };
  // While the record is out of reach nothing is published either.
  const looking = setInterval(() => void refresh().catch(() => undefined), LOOK_MS);
  looking.unref();
  return {
    calendars: {
      get ids() {
        return compiled.ids;
      },
      view: (id, knownAt, rests) => compiled.view(id, knownAt, rests),
    },
    refresh,
    close: () => clearInterval(looking),
  };
}
