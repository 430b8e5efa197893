import { createRoute, z } from '@hono/zod-openapi';
import { publishCalendar as publish } from '../../../db/commands/change-publish-calendar.ts';
import { actorName } from '../../../domain/case/commands.ts';
import { parseCalendarYear, readCalendarYears } from '../../../regimes/load-calendars.ts';
import type { Operation } from '../../act.ts';
import { by } from '../../authenticate.ts';
import { calendarYearSchema } from '../../calendar-schema.ts';
import { Problem, problems } from '../../problems.ts';

export const publishCalendarRoute = createRoute({
  operationId: 'publish-calendar',
  method: 'post',
  path: '/v1/calendars',
  tags: ['Changes'],
  summary: 'Publish a year of a working calendar, or a correction of one',
  description:
    'All processes count on it from then on. Clocks that run already are counted again by a change, which is proposed and approved.',
  security: [{ bearer: [] }],
  middleware: by('administrator'),
  request: { body: { required: true, content: { 'application/json': { schema: calendarYearSchema } } } },
  responses: {
    200: {
      description: 'It is published; publishing the same again changes nothing.',
      content: {
        'application/json': {
          schema: z
            .object({ calendar: z.string(), year: z.int(), version: z.int(), repeated: z.boolean() })
            .openapi('PublishedCalendar'),
        },
      },
    },
    ...problems(
      'malformed-json',
      'invalid-request',
      'unauthenticated',
      'issuer-unavailable',
      'not-entitled',
      'not-ready',
      'body-too-large',
      'unsupported-media-type',
      'internal-error',
      'record-unavailable',
    ),
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
  return c.json({ calendar, year: year.year, version, repeated: published.repeated }, 200);
};
