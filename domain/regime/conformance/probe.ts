import type { Calendars } from '../../calendar/calendar.ts';
import type { Jurisdiction } from '../jurisdiction.ts';
import type { Pack } from '../pack.ts';

/** One side of a probe: what was tried, and whether the engine did what the rule says. */
export type Trial = { readonly held: boolean; readonly says: string };

/** What a rule was put to: cases that pass because of it, and cases that are refused by it. */
export type Probe = { readonly passes: Trial; readonly refuses: Trial };

/** A rule that no probe knows, and why. */
export type Gap = { readonly gap: string };

/**
 * What a probe is tried on. `pack` is what is written, and what a probe expects; `engine` is what the engine rules by.
 * In a proof the two are the same. In its counter-proof the engine has another value, and the proof must not hold.
 */
export type Bench = { readonly pack: Pack; readonly engine: Pack; readonly calendars: Calendars };

/** The law that a whole pack must fit before the engine takes it. */
export type Surroundings = {
  readonly calendars: Calendars;
  readonly calendarIds: readonly string[];
  readonly jurisdictions: readonly Jurisdiction[];
};

export type Path = readonly (string | number)[];

export function held(says: string, ...holds: readonly boolean[]): Trial {
  return { held: holds.every(Boolean), says };
}

export const missing: Gap = { gap: 'no probe knows this rule' };
