import { createHash } from 'node:crypto';
import { createRoute, z } from '@hono/zod-openapi';
import { publishCalendar as publish } from '../../../db/commands/change-publish-calendar.ts';
import { restsOnYear } from '../../../db/queries/changes.ts';
import type { CalendarYear } from '../../../domain/calendar/calendar.ts';
import { actorName } from '../../../domain/case/commands.ts';
import { parseCalendarYear, readCalendarYears } from '../../../regimes/load-calendars.ts';
import type { Operation } from '../../act.ts';
import { by } from '../../authenticate.ts';
import { base32 } from '../../base32.ts';
import { beginChange, CASES_PER_SECOND } from '../../begin-change.ts';
import { calendarYearSchema } from '../../calendar-schema.ts';
import type { Deps } from '../../deps.ts';
import { bodyProblems, Problem, problems } from '../../problems.ts';

export const publishCalendarRoute = createRoute({
  operationId: 'publish-calendar',
  method: 'post',
  path: '/v1/calendars',
  tags: ['Changes'],
  summary: 'Publish a year of a working calendar, or a correction of one',
  description:
    'All processes count on it from then on. Where clocks run that rest on the year, or reached beyond what was known, a change that counts them again is proposed at once: a supervisor has to approve it.',
  security: [{ bearer: [] }],
  middleware: by('administrator'),
  request: { body: { required: true, content: { 'application/json': { schema: calendarYearSchema } } } },
  responses: {
    200: {
      description: 'It is published; publishing the same again changes nothing.',
      content: {
        'application/json': {
          schema: z
            .object({
              calendar: z.string(),
              year: z.int(),
              version: z.int(),
              repeated: z.boolean(),
              change: z.string().nullable().meta({
                description: 'The change that waits for its approval; null where no clock is touched.',
              }),
            })
            .openapi('PublishedCalendar'),
        },
      },
    },
    ...problems(...bodyProblems, 'not-ready'),
  },
});

export const publishCalendar: Operation<typeof publishCalendarRoute> = async (c) => {
  const { deps, person } = c.var;
  const parsed = parseCalendarYear(c.req.valid('json'));
  if (parsed.kind === 'broken')
    throw new Problem('invalid-request', {
      errors: parsed.problems.map((detail) => ({ in: 'body', at: '', detail })),
    });
  const { year } = parsed;
  const published = await publish(deps.bench.sql, readCalendarYears(), { year, by: actorName(person) });
  if (published.kind === 'out-of-order') throw new Problem('not-ready', { detail: published.detail });
  await deps.refreshCalendars?.();
  const { calendar, version } = year;
  const change = await proposed(deps, year, actorName(person));
  return c.json({ calendar, year: year.year, version, repeated: published.repeated, change }, 200);
};

/** Proposes to count again what rests on the year or on its not having been known, so that nobody has to remember it. */
async function proposed(
  deps: Deps,
  { calendar, year, version }: CalendarYear,
  by: string,
): Promise<string | null> {
  if (!(await restsOnYear(deps.bench.sql, { calendar, year }))) return null;
  const edition = `${calendar} ${year} version ${version}`;
  const id = base32(createHash('sha256').update(`change/calendar/${edition}`).digest());
  const reason = `${edition} is published.`;
  await beginChange(deps, {
    id,
    by,
    reason,
    perSecond: CASES_PER_SECOND,
    kind: 'calendar',
    calendar,
    knownAt: null,
  });
  return id;
}
