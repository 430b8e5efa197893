import type { Calendars } from '../../domain/calendar/calendar.ts';
import type { Pack } from '../../domain/regime/pack.ts';
import { plusDays } from '../support/lawful.ts';
import { listed, playedUntil, served, type PlayOn } from './played.ts';

/**
 * Cases of the week before a schedule is amended: some were given notice on one of its days and have time to respond,
 * some were listed in it and are to be published.
 */
export function weekBefore(pack: Pack, calendars: Calendars, cases: number, prefix = 'w'): PlayOn[] {
  // The lawful way to each day of the week is played once; a case is one that went it.
  const ways = [0, 1, 2, 3].flatMap((day) => [
    (caseId: string) =>
      playedUntil(pack, calendars, served, { at: plusDays('2048-01-20T01:00:00.000Z', day), caseId }),
    (caseId: string) =>
      playedUntil(pack, calendars, listed, { at: plusDays('2048-01-13T01:00:00.000Z', day), caseId }),
  ]);
  return Array.from({ length: cases }, (_, index) => {
    const way = ways[index % ways.length];
    if (way === undefined) throw new Error('there is no such way');
    return way(`${prefix}${String(index).padStart(5, '0')}`);
  });
}
