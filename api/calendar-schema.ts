import { z } from '@hono/zod-openapi';

const day = z.strictObject({ date: z.iso.date(), name: z.string().min(1).max(200) });

/** One year of a working calendar, as its authority published it. */
export const calendarYearSchema = z
  .strictObject({
    calendar: z.string().regex(/^[A-Z][A-Z0-9-]{0,49}$/, 'capitals, digits and hyphens'),
    year: z.int().min(1).max(9999),
    version: z.int().min(1).max(1000),
    knownFrom: z.iso.date().meta({ description: 'The day on which it was made known.' }),
    source: z.array(z.string().min(1).max(500)).min(1).max(20),
    weekend: z.array(z.int().min(1).max(7)).max(6),
    nonWorking: z.array(day).max(366),
    working: z.array(day).max(366).meta({ description: 'Weekend days that are worked in exchange.' }),
    notIncluded: z.array(day).max(366).optional(),
    supersedes: z.string().max(200).optional(),
    note: z.string().max(2000).optional(),
  })
  .openapi('CalendarYear');
