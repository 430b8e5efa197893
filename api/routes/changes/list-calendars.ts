import { createRoute, z } from '@hono/zod-openapi';
import { clocksByEdition, listEditions } from '../../../db/queries/changes.ts';
import { readCalendarYears } from '../../../regimes/load-calendars.ts';
import type { Operation } from '../../act.ts';
import { by } from '../../authenticate.ts';
import { problems } from '../../problems.ts';

export const listCalendarsRoute = createRoute({
  operationId: 'list-calendars',
  method: 'get',
  path: '/v1/calendars',
  tags: ['Changes'],
  summary: 'The working calendars, and how many running clocks rest on which version',
  description: 'Clocks that rest on a version that is no longer the last are counted again by a change.',
  security: [{ bearer: [] }],
  middleware: by('administrator', 'supervisor', 'auditor'),
  responses: {
    200: {
      description: 'All years that are known.',
      content: {
        'application/json': {
          schema: z
            .object({
              items: z.array(
                z
                  .object({
                    calendar: z.string(),
                    year: z.int(),
                    version: z.int(),
                    knownFrom: z.string(),
                    publishedBy: z
                      .string()
                      .nullable()
                      .meta({ description: 'Null where it came with the release.' }),
                    last: z.boolean().meta({ description: 'Whether no later version of the year is known.' }),
                    clocks: z.int(),
                    provisional: z
                      .int()
                      .meta({ description: 'Of the clocks, those that reach beyond all known years.' }),
                  })
                  .openapi('CalendarEdition'),
              ),
            })
            .openapi('Calendars'),
        },
      },
    },
    ...problems(
      'unauthenticated',
      'issuer-unavailable',
      'not-entitled',
      'internal-error',
      'record-unavailable',
    ),
  },
});

export const listCalendars: Operation<typeof listCalendarsRoute> = async (c) => {
  const { db } = c.var.deps.connection;
  const [published, clocks] = await Promise.all([listEditions(db), clocksByEdition(db)]);
  const known = [
    ...readCalendarYears().map((each) => ({ ...each, publishedBy: null })),
    ...published.map(({ publishedAt: _at, ...each }) => each),
  ];
  const items = known.map(({ calendar, year, version, knownFrom, publishedBy }) => {
    const same = (each: { calendar: string; year: number }): boolean =>
      each.calendar === calendar && each.year === year;
    const resting = clocks.find((each) => same(each) && each.version === version);
    const last = known.every((each) => !same(each) || each.version <= version);
    return {
      calendar,
      year,
      version,
      knownFrom,
      publishedBy,
      last,
      clocks: resting?.clocks ?? 0,
      provisional: resting?.provisional ?? 0,
    };
  });
  return c.json({ items }, 200);
};
