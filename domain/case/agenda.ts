import { formatInstant, parseInstant } from '../calendar/instant.ts';
import { localDate } from '../calendar/local-time.ts';
import type { CaseState, CivilDate, Instant } from './state.ts';

/** One moment at which a case has something to rule by itself. `rung: null` is the due instant of the clock. */
export type Moment = { readonly key: string; readonly rung: string | null; readonly at: Instant };

/** All moments ahead of a case, soonest first: the ends of its armed clocks and the rungs around them. */
export function agenda(state: CaseState): Moment[] {
  const moments: Moment[] = [];
  for (const clock of Object.values(state.clocks)) {
    for (const rung of clock.rungs) moments.push({ key: clock.key, rung: rung.id, at: rung.at });
    if (clock.end !== null && clock.lapsedAt === undefined)
      moments.push({ key: clock.key, rung: null, at: clock.end });
  }
  return moments.sort((left, right) => compare(left.at, right.at) || compare(nameOf(left), nameOf(right)));
}

/** Moments of one instant have an order too, whatever the order in which a store gives the clocks back. */
const nameOf = ({ key, rung }: Moment): string => `${key} ${rung ?? ''}`;

const compare = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0);

/** The day on which something runs out at `end`: what ends at 24:00 ends on the day that is over, not on the next. */
export function dayEnding(end: Instant, timezone: string): CivilDate {
  const seconds = parseInstant(end);
  return localDate(seconds === undefined ? end : formatInstant(seconds - 1), timezone);
}
