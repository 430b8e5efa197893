import { join } from 'node:path';
import type { Surroundings } from '../domain/regime/conformance/probe.ts';
import { loadCalendars } from './load-calendars.ts';
import { loadJurisdictions } from './load-jurisdictions.ts';
import { publishedCalendars, publishedFolder } from './load-packs.ts';

/** What every pack has to fit besides itself: the calendars and the jurisdictions there are. Reads files. */
export function surroundings(): Surroundings {
  return {
    calendars: loadCalendars(),
    calendarIds: publishedCalendars(),
    jurisdictions: loadJurisdictions(join(publishedFolder(), 'jurisdictions')),
  };
}
