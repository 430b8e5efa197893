import type { z } from 'zod';
import { addDays } from '../../calendar/local-time.ts';
import { rulesOf } from '../catalogue.ts';
import { evidenceStatuses } from '../cited.ts';
import { inconsistencies } from '../consistency.ts';
import { clockEvents, lapseEffects, packSchema, roles, type Pack } from '../pack.ts';
import type { Path, Surroundings } from './probe.ts';

/** One value of a pack, and packs that say something else there. */
export type Value = {
  readonly path: Path;
  /** Packs that the loader would take. */
  readonly others: readonly Pack[];
  /** Something else was tried, and the loader takes none of it. */
  readonly heldAtLoad: boolean;
};

/** Words for readers: the engine says them, and rules nothing by them. */
const words: readonly string[] = ['title', 'cite', 'status', 'source', 'note', 'practice'];

/** The values under a path, without those of rules that stand by themselves, each with what could stand there instead. */
export function valuesOf(pack: Pack, at: Path, within: Surroundings): Value[] {
  const rules = rulesOf(pack).map(({ path }) => path.join('/'));
  const visit = (value: unknown, path: Path): Value[] => {
    if (typeof value !== 'object' || value === null) return [spot(pack, path, value, within)];
    // What holds rules that stand by themselves is left out with each of them.
    const holds = rules.some((rule) => rule.startsWith(`${path.join('/')}/`));
    const own = holds && path.length > at.length ? [] : [removed(pack, path, within)];
    const members: [string | number, unknown][] = Array.isArray(value)
      ? [...value.entries()]
      : Object.entries(value);
    const inner = members
      .filter(([key]) => !words.includes(String(key)) && !rules.includes([...path, key].join('/')))
      .flatMap(([key, each]) => visit(each, [...path, key]));
    return [...own, ...inner];
  };
  return visit(valueAt(pack, at), at).filter(({ others, heldAtLoad }) => others.length > 0 || heldAtLoad);
}

/** The rule or the value left out. */
function removed(pack: Pack, path: Path, within: Surroundings): Value {
  return among(pack, path, [without(pack, path)], within);
}

function spot(pack: Pack, path: Path, value: unknown, within: Surroundings): Value {
  const instead = candidates(pack, path, value).map((other) => changedAt(pack, path, () => other));
  return among(pack, path, [...instead, without(pack, path)], within);
}

/** Of what could stand there, that which is a pack at all; of that, two that the loader would take. */
function among(pack: Pack, path: Path, packs: readonly unknown[], within: Surroundings): Value {
  const others: Pack[] = [];
  let differing = 0;
  for (const each of packs) {
    const other = wellFormed(pack, each, path);
    if (other === undefined) continue;
    differing += 1;
    if (inconsistencies(other, within.calendarIds, within.jurisdictions).length === 0) others.push(other);
    if (others.length === 2) break;
  }
  return { path, others, heldAtLoad: others.length === 0 && differing > 0 };
}

const parts: Readonly<Record<string, z.ZodType>> = packSchema.shape;

/** The pack with its changed part as the schema reads it; undefined where the schema refuses it, or reads the same. */
function wellFormed(pack: Pack, changed: unknown, [part]: Path): Pack | undefined {
  const key = String(part);
  const before = valueAt(pack, [key]);
  const parsed = parts[key]?.safeParse(valueAt(changed, [key]));
  if (!parsed?.success || JSON.stringify(parsed.data) === JSON.stringify(before)) return undefined;
  return { ...pack, [key]: parsed.data };
}

/** What could stand in the place of a value: the next numbers, the other words of its kind, another id. */
function candidates(pack: Pack, path: Path, value: unknown): readonly unknown[] {
  if (typeof value === 'number') return [value + 1, value - 1];
  if (typeof value === 'boolean') return [!value];
  if (typeof value !== 'string') return [];
  if (/^\d{4}-\d{2}-\d{2}$/.test(value)) return [addDays(value, 1), addDays(value, -1)];
  const key = String(path.findLast((part) => typeof part === 'string'));
  const kind = kinds[key]?.find((each) => each.includes(value)) ?? [];
  const clocks = namesClock.includes(key) && value in pack.clocks ? Object.keys(pack.clocks) : [];
  const others = [...kind, ...clocks].filter((other) => other !== value).slice(0, 3);
  return [...others, `${value}-x`];
}

const namesClock: readonly string[] = ['term', 'requestBy', 'clock', 'delay', 'reviewEvery'];

/** The words that a value may be one of, by the name of its field. A field of two kinds has both. */
const kinds: Readonly<Record<string, readonly (readonly string[])[]>> = {
  unit: [['calendar-days', 'months', 'working-days', 'weeks', 'years']],
  start: [['exclusive', 'inclusive']],
  roll: [['none', 'next-working-day']],
  startOn: [
    ['event', 'instrument'],
    ['known', 'event'],
    ['conduct', 'event'],
  ],
  from: [
    ['listed', 'published', 'instrument', 'corrected', 'decision'],
    ['conduct', 'known', 'instrument'],
    ['case-closed', 'conduct-ended'],
    clockEvents,
  ],
  metBy: [clockEvents],
  effect: [lapseEffects],
  unserved: [lapseEffects],
  against: [['authority', 'subject', 'recipient']],
  by: [
    ['supervisor', ...roles],
    ['agent', 'subject'],
  ],
  tells: [roles],
  when: [['before', 'after']],
  finality: [['effective', 'final', 'not-required']],
  basis: [['delivery', 'dispatch']],
  channel: [['hand', 'email']],
  class: [['information', 'management', 'rights-derogating']],
  bindingness: [['informational', 'discretionary', 'mandatory']],
  relation: [['informed', 'instructed']],
  kind: [['media', 'public-body', 'financial-institution']],
  kinds: [['organisation', 'person']],
  lanes: [['identity', 'content', 'term']],
  automaticOn: [['notice-sent', 'decision']],
  of: [['all', 'imposed-by-decision']],
  stay: [['automatic', 'ordered', 'none']],
  unverifiable: [['record-both', 'remove']],
  disclosureMeanwhile: [['annotate', 'suspend']],
  afterwards: [['erase', 'archive']],
  upon: [['entry-published', 'decision-served']],
  mode: [['pinned', 'most-favourable', 'recompute']],
  rank: [['normative-document']],
  status: [evidenceStatuses],
  calendar: [['WEEKEND', 'CN', 'US-FED', 'GB-UK']],
  timezone: [['Asia/Shanghai', 'America/New_York', 'Europe/London']],
};

export function valueAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>((at, key) => (isRecord(at) ? at[String(key)] : undefined), value);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

/** A copy in which another value stands at the path; everything beside the path is shared. */
export function changedAt(value: unknown, [key, ...rest]: Path, change: (at: unknown) => unknown): unknown {
  if (key === undefined) return change(value);
  if (Array.isArray(value))
    return value.map((each: unknown, index) =>
      index === Number(key) ? changedAt(each, rest, change) : each,
    );
  return isRecord(value) ? { ...value, [key]: changedAt(value[String(key)], rest, change) } : value;
}

function without(value: unknown, path: Path): unknown {
  const key = path.at(-1);
  return changedAt(value, path.slice(0, -1), (at) => {
    if (Array.isArray(at)) return at.filter((_, index) => index !== Number(key));
    return isRecord(at) ? Object.fromEntries(Object.entries(at).filter(([name]) => name !== key)) : at;
  });
}
