import { Temporal } from 'temporal-polyfill';
import type { Day } from './civil-date.ts';
import { civilOf, dayOfCivil } from './civil-date.ts';
import type { EpochSeconds } from './instant.ts';
import { formatInstant, SECONDS_PER_DAY } from './instant.ts';

/** What is known of a run of days of a zone. */
type Chunk = {
  /** Offset from UTC in seconds at the start of each local day, or UNKNOWN. */
  readonly offsets: Int32Array;
  /** The instant at which each local day ends, as text. */
  readonly ends: (string | undefined)[];
};

/** A time zone of the IANA database, with what is already known of its days since 1970. */
export type Zone = { readonly id: string; readonly chunks: (Chunk | undefined)[] };

const UNKNOWN = 0x7fffffff;
const REMEMBERED = dayOfCivil(2100, 1, 1);
const MINUTES_PER_DAY = 1440;
const CHUNK_BITS = 9;
const CHUNK_DAYS = 1 << CHUNK_BITS;

const zones = new Map<string, Zone | undefined>();

const isZone = (timezone: string): boolean => {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(timezone);
    return true;
  } catch {
    return false;
  }
};

/** The zone named `timezone` (an IANA name), or undefined if there is none. */
export const zoneOf = (timezone: string): Zone | undefined => {
  const known = zones.get(timezone);
  if (known !== undefined || zones.has(timezone)) return known;
  const zone = isZone(timezone) ? { id: timezone, chunks: [] } : undefined;
  zones.set(timezone, zone);
  return zone;
};

const chunkOf = (zone: Zone, day: Day): Chunk | undefined => {
  if (day < 0 || day >= REMEMBERED) return undefined;
  return (zone.chunks[day >> CHUNK_BITS] ??= {
    offsets: new Int32Array(CHUNK_DAYS).fill(UNKNOWN),
    ends: Array.from<string | undefined>({ length: CHUNK_DAYS }),
  });
};

const lookUpStart = (zone: Zone, day: Day): EpochSeconds => {
  const { year, month, dayOfMonth } = civilOf(day);
  const start = new Temporal.PlainDate(year, month, dayOfMonth).toZonedDateTime(zone.id);
  return Math.floor(start.epochMilliseconds / 1000);
};

/**
 * The first instant of the local day: 00:00, or the first minute that exists where clocks jump over midnight; the
 * earlier one where midnight comes twice; the start of the next day for a day that a zone left out.
 */
export const startOfLocalDay = (zone: Zone, day: Day): EpochSeconds => {
  const chunk = chunkOf(zone, day);
  if (chunk === undefined) return lookUpStart(zone, day);
  const offset = chunk.offsets[day % CHUNK_DAYS];
  if (offset !== undefined && offset !== UNKNOWN) return day * SECONDS_PER_DAY - offset;
  const start = lookUpStart(zone, day);
  chunk.offsets[day % CHUNK_DAYS] = day * SECONDS_PER_DAY - start;
  return start;
};

/** The instant at which the local day ends, in UTC as text. */
export const endOfLocalDay = (zone: Zone, day: Day): string => {
  const chunk = chunkOf(zone, day);
  if (chunk === undefined) return formatInstant(startOfLocalDay(zone, day + 1));
  return (chunk.ends[day % CHUNK_DAYS] ??= formatInstant(startOfLocalDay(zone, day + 1)));
};

const lookUpLocal = (zone: Zone, instant: EpochSeconds) =>
  Temporal.Instant.fromEpochMilliseconds(instant * 1000).toZonedDateTimeISO(zone.id);

/** The local date on which `instant` falls. */
export const localDayOf = (zone: Zone, instant: EpochSeconds): Day => {
  const near = Math.floor(instant / SECONDS_PER_DAY);
  const offset = near * SECONDS_PER_DAY - startOfLocalDay(zone, near);
  const day = Math.floor((instant + offset) / SECONDS_PER_DAY);
  const start = startOfLocalDay(zone, day);
  const end = startOfLocalDay(zone, day + 1);
  // On a day with a change of clocks, start and end alone do not tell.
  if (end - start === SECONDS_PER_DAY && instant >= start && instant < end) return day;
  const local = lookUpLocal(zone, instant);
  return dayOfCivil(local.year, local.month, local.day);
};

/** Offset of the zone from UTC at `instant`, in seconds. */
export const offsetAt = (zone: Zone, instant: EpochSeconds): number =>
  Math.floor(lookUpLocal(zone, instant).offsetNanoseconds / 1_000_000_000);

/**
 * The instant at which clocks in the zone show `minuteOfDay` (0 to 1440) on `day`. A time that clocks jump over is taken on the clock
 * before the jump; of a time that comes twice, the earlier one (RFC 5545 section 3.3.5).
 */
export const atMinuteOfDay = (zone: Zone, day: Day, minuteOfDay: number): EpochSeconds => {
  if (minuteOfDay === MINUTES_PER_DAY) return startOfLocalDay(zone, day + 1);
  const start = startOfLocalDay(zone, day);
  if (startOfLocalDay(zone, day + 1) - start === SECONDS_PER_DAY) return start + minuteOfDay * 60;
  const { year, month, dayOfMonth } = civilOf(day);
  const local = new Temporal.PlainDateTime(
    year,
    month,
    dayOfMonth,
    Math.floor(minuteOfDay / 60),
    minuteOfDay % 60,
  );
  return Math.floor(local.toZonedDateTime(zone.id).epochMilliseconds / 1000);
};
