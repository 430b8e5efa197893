import { deriveDeadline } from '../../domain/calendar/deadline.ts';
import { addDays, atLocalTime, localDate } from '../../domain/calendar/local-time.ts';
import { loadCalendars } from '../../regimes/load-calendars.ts';
import type { Calendars } from '../../domain/calendar/calendar.ts';
import type { CaseRead } from './api-client.ts';
import { parseLength, type Length } from './length.ts';
import type { Regime } from './regime.ts';

type Place = Pick<Regime, 'calendar' | 'timezone'>;

/** The hour at which a scenario begins where it names a day only, and at which it goes on after `until` a day. */
const MORNING = '09:00';
const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;

let loaded: Calendars | undefined;

/** The instant that a scenario names: an instant, or the morning of a day. */
export function instantOf(moment: string, { timezone }: Place): string {
  return new Date(moment.includes('T') ? moment : atLocalTime(moment, MORNING, timezone)).toISOString();
}

/** A day moved by a length of time; working days are those of the regime's calendar. */
export function shifted(day: string, length: Length, back: boolean, { calendar, timezone }: Place): string {
  loaded ??= loadCalendars();
  const calendars = loaded;
  return length.reduce((from, { amount, unit }) => {
    if (unit === 'hours') return addDays(from, Math.round(amount / 24) * (back ? -1 : 1));
    const direction = back ? 'before' : 'after';
    const rule = { amount, unit, direction, start: 'exclusive', roll: 'none', calendar, timezone } as const;
    const derived = deriveDeadline({ rule, from }, calendars);
    if (derived.kind === 'calendar-error') throw new RangeError(derived.message);
    return derived.due ?? from;
  }, day);
}

/** The instant a length of time after `now`, at the same hour of the day. */
export function afterWait(now: string, wait: string, place: Place): string {
  const length = parseLength(wait) ?? [];
  const hours = length.filter(({ unit }) => unit === 'hours').reduce((sum, { amount }) => sum + amount, 0);
  const days = length.filter(({ unit }) => unit !== 'hours');
  const from = localDate(now, place.timezone);
  const to = shifted(from, days, false, place);
  const midnight = (day: string): number => Date.parse(atLocalTime(day, '00:00', place.timezone));
  return new Date(Date.parse(now) - midnight(from) + midnight(to) + hours * HOUR_MS).toISOString();
}

const END = /^(\S+) ends$/u;
const RUNG = /^(\S+) reaches (\S+)$/u;

/** The instant that `until` means: a minute after a clock's end or rung. Undefined where no armed clock is meant. */
export function untilMoment(until: string, clocks: CaseRead['clocks'], place: Place): string | undefined {
  const [, ends] = END.exec(until) ?? [];
  const [, reaches, rung] = RUNG.exec(until) ?? [];
  const name = ends ?? reaches;
  if (name === undefined) return instantOf(until, place);
  const clock = clocks.find(({ key }) => key === name) ?? clocks.find(({ rule }) => rule === name);
  const at = ends === undefined ? clock?.rungs.find(({ id }) => id === rung)?.at : clock?.end;
  return at === undefined || at === null ? undefined : new Date(Date.parse(at) + MINUTE_MS).toISOString();
}
