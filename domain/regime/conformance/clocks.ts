import { deriveDeadline } from '../../calendar/deadline.ts';
import { formatInstant, parseInstant } from '../../calendar/instant.ts';
import { localDate } from '../../calendar/local-time.ts';
import { dayEnding } from '../../case/agenda.ts';
import { toInstant } from '../../case/clock-dates.ts';
import type { CaseEvent } from '../../case/events.ts';
import type { Clock, Instant } from '../../case/state.ts';
import type { ClockEvent, ClockRule, LapseEffect, Pack } from '../pack.ts';
import { Course, type Plan } from './course.ts';
import { held, missing, type Bench, type Gap, type Probe } from './probe.ts';
import { arm, planOf } from './arming.ts';
import { meet, onwards } from './reach.ts';
import { notExtended, termBounds } from './terms.ts';

/**
 * A clock: armed by each event that the rule names, on the cases it is about and on no others, with the end that the
 * calendar derives; met by each event that meets it; lapsing at its end and not an instant before.
 */
export function clock(bench: Bench, key: string): Probe | Gap {
  const rule = bench.pack.clocks[key];
  if (rule === undefined) return missing;
  const plan = planOf(bench.pack, key, rule);
  const unreached = rule.from.find((event) => arm(bench, key, event, plan) === undefined);
  if (unreached !== undefined) return { gap: `no generated case has it armed by: ${unreached}` };
  const [first = 'case-opened'] = rule.from;
  const armed = (more: Plan = {}, days = 0) => arm(bench, key, first, { ...plan, ...more }, days);
  const one = armed()?.clock(key);
  if (one === undefined) return { gap: `not armed by: ${first}` };
  const bounds = termBounds(bench, key, rule);
  return {
    passes: held(
      `runs to the end of ${one.due ?? 'an event'}${rule.metBy.length > 0 ? ', and is met before' : ''}`,
      ...rule.from.map((event) => rightly(bench, rule, key, arm(bench, key, event, plan))),
      ...weekOf(rule).map((days) => rightly(bench, rule, key, armed({}, days))),
      ...rule.metBy.map((event) => isMet(armed(), key, event)),
      ...conditions(bench.pack, rule).map(({ holds }) => armed(holds) !== undefined),
      bounds.passes,
    ),
    refuses: held(
      `nothing lapses an instant before; at the end: ${rule.lapse.effect}; no extension beyond the law`,
      one.end === null ? endless(armed(), key) : lapses(armed(), key, one.end, rule),
      rule.lapse.unserved === undefined || unserved(bench, key, rule.lapse.unserved),
      ...conditions(bench.pack, rule).flatMap(({ fails }) => fails.map((more) => armed(more) === undefined)),
      notExtended(armed(), key, rule),
      bounds.refuses,
    ),
  };
}

/** Cases on which a condition of the clock holds, and cases on which it does not. */
function conditions(pack: Pack, { when }: ClockRule): { holds: Plan; fails: Plan[] }[] {
  const grounds = pack.grounds.map(({ id }) => id);
  const lanes = pack.objection?.lanes ?? [];
  const lists: { holds: Plan; fails: Plan[] }[] = [
    ...(when?.grounds ?? []).map((ground) => ({
      holds: { ground },
      fails: grounds
        .filter((id) => !when?.grounds?.includes(id))
        .slice(0, 2)
        .map((id) => ({ ground: id })),
    })),
    ...(when?.lanes ?? []).map((lane) => ({
      holds: { lane },
      fails: lanes.filter((each) => !when?.lanes?.includes(each)).map((each) => ({ lane: each })),
    })),
  ];
  const { traits } = when ?? {};
  const any = traits && 'any' in traits ? traits.any : [];
  const none = traits && 'none' in traits ? traits.none : [];
  return [
    ...lists,
    ...any.map((trait) => ({ holds: { traits: [trait] }, fails: [{ traits: [] }] })),
    ...none.map((trait) => ({ holds: { traits: [] }, fails: [{ traits: [trait] }] })),
    ...(when?.interim === undefined
      ? []
      : [{ holds: { interim: when.interim }, fails: [{ interim: !when.interim }] }]),
  ];
}

/** Days on which else the case could begin and be decided, so that starts and ends fall on each day of the week. */
function weekOf({ unit }: ClockRule): readonly number[] {
  return unit === 'until-event' ? [] : [1, 2, 3, 4, 5, 6, 7, 8, 9];
}

/** The end is the one that the calendar derives from the rule, and the start is the day the rule counts from. */
function rightly(bench: Bench, rule: ClockRule, key: string, course: Course | undefined): boolean {
  const armed = course?.clock(key);
  if (course === undefined || armed === undefined) return false;
  const { amount, unit } = armed.chosen ?? rule;
  const { start, roll, ends, before: counted } = rule;
  const direction = counted === undefined ? ('after' as const) : ('before' as const);
  const { calendar, timezone } = bench.pack;
  const derived = deriveDeadline(
    { rule: { amount, unit, start, roll, ends, direction, calendar, timezone }, from: armed.from },
    bench.calendars,
  );
  const endless = rule.chosen?.indefinite === true && armed.chosen === undefined;
  if (derived.kind === 'calendar-error') return false;
  const end = derived.end === null || endless ? null : toInstant(derived.end);
  return (
    (endless || armed.due === derived.due) &&
    armed.end === end &&
    armed.against === rule.against &&
    localDate(armed.from, bench.pack.timezone) === startOf(rule, armed, course)
  );
}

function startOf(rule: ClockRule, armed: Clock, course: Course): string | undefined {
  const { instrument, determination, interim, notice, decisionService } = course.state;
  if (rule.before !== undefined) return course.clock(rule.before)?.due ?? undefined;
  switch (rule.startOn) {
    case 'instrument':
      return instrument?.date;
    case 'conduct':
      return determination?.conductOn ?? undefined;
    case 'known':
      return determination?.knownOn ?? undefined;
    case 'event':
  }
  const credit = course.pack.interim?.credit;
  const credited = credit && (credit.of === 'all' || interim?.how === 'decision');
  if (rule.lapse.effect === 'term-ends' && credited && interim) return interim.from;
  if (armed.startedBy === 'notice-served') return notice?.servedOn;
  if (armed.startedBy === 'decision-served' || armed.startedBy === 'entry-notified')
    return decisionService?.servedOn;
  // What a clock brings about at the end of its last day happens on that day.
  const arming = course.events.findLast(
    ({ event }) => event.type === 'clock-armed' && event.clock.key === armed.key,
  );
  if (arming === undefined) return undefined;
  const day = arming.actor === 'clock' ? dayEnding : localDate;
  return day(arming.at, course.pack.timezone);
}

const about =
  (key: string): ((each: { readonly event: CaseEvent }) => boolean) =>
  ({ event }) =>
    'key' in event && event.key.split('#')[0] === key;

/** Met by this event, and by none before it. */
function isMet(course: Course | undefined, key: string, event: ClockEvent): boolean {
  if (course === undefined) return false;
  const met = (events: Course['events']): boolean =>
    events.filter(about(key)).some((each) => each.event.type === 'clock-met');
  const from = course.events.length;
  if (!meet(course, event)) return false;
  const after = course.events.slice(from);
  const at = after.findIndex((each) => each.event.type === event);
  return !met(after.slice(0, at)) && met(after.slice(at));
}

/** A clock without length runs until its event, however long that takes. */
function endless(course: Course | undefined, key: string): boolean {
  if (course === undefined) return false;
  const before = course.events.length;
  course.days(4000);
  return !course.events
    .slice(before)
    .filter(about(key))
    .some(({ event }) => event.type === 'clock-lapsed');
}

/** What lapses when, seen from an instant before the end and at the end. */
function lapses(course: Course | undefined, key: string, end: Instant, rule: ClockRule): boolean {
  if (course === undefined) return false;
  if (rule.lapse.unserved !== undefined) onwards(course, 'record-closed');
  return lapsesAt(course, key, end, effectOf(course, rule));
}

function lapsesAt(course: Course, key: string, end: Instant, effect: LapseEffect): boolean {
  const lapsed = () => course.events.filter(about(key)).find(({ event }) => event.type === 'clock-lapsed');
  course.until(before(end));
  if (lapsed()) return false;
  course.until(end);
  const record = lapsed();
  return (
    record?.event.type === 'clock-lapsed' &&
    record.event.effect === effect &&
    record.at === end &&
    shows(course, key, effect)
  );
}

/** An instant before another one. */
function before(end: Instant): Instant {
  const seconds = parseInstant(end);
  return seconds === undefined ? end : formatInstant(seconds - 1).replace('Z', '.999Z');
}

function unserved(bench: Bench, key: string, effect: LapseEffect): boolean {
  const idle = new Course(bench).open();
  const end = idle.clock(key)?.end;
  return end != null && lapsesAt(idle, key, end, effect);
}

/** The effect of the end as this case stands. */
function effectOf({ state, pack }: Course, { lapse }: ClockRule): LapseEffect {
  if (lapse.unserved !== undefined && state.notice?.servedOn === undefined) return lapse.unserved;
  return lapse.effect === 'term-ends' && pack.entry.endIsMinimum ? 'minimum-ends' : lapse.effect;
}

const shown: { readonly [E in LapseEffect]?: CaseEvent['type'] } = {
  'record-closes': 'record-closed',
  'case-lapses': 'case-closed',
  'term-ends': 'removal-began',
  'minimum-ends': 'minimum-term-reached',
  'measure-ends': 'measure-ended',
  'interim-ends': 'interim-measure-ended',
  'standstill-ends': 'standstill-ended',
  'deemed-accepted': 'petition-accepted',
  'deemed-granted': 'removal-began',
  'deemed-refused': 'petition-decided',
  'deemed-abandoned': 'petition-abandoned',
};

/** The event by which the effect shows. */
function shows(course: Course, key: string, effect: LapseEffect): boolean {
  const wanted = shown[effect];
  if (wanted !== undefined) return course.happened(wanted);
  if (effect !== 'escalate') return true;
  const left = course.clock(key);
  return left === undefined ? course.happened('recipient-escalated') : left.lapsedAt !== undefined;
}
