import type { Calendars } from '../../calendar/calendar.ts';
import type { Pack } from '../pack.ts';

/** One side of a probe: what was tried, and whether the engine did what the rule says. */
export type Trial = { readonly held: boolean; readonly says: string };

/** What a rule was put to: one case that passes because of it, one that is refused by it. */
export type Probe = { readonly passes: Trial; readonly refuses: Trial };

/** A rule that the engine does not keep, and why. */
export type Gap = { readonly gap: string };

export type Bench = { readonly pack: Pack; readonly calendars: Calendars };

export function held(says: string, holds: boolean): Trial {
  return { held: holds, says };
}
