import { addDays, daysBetween } from '../calendar/local-time.ts';
import { dayEnding } from './agenda.ts';
import { isLater, kindOf } from '../change/favour.ts';
import { clockRule, clockRules, remedyKey } from '../regime/clock-rule.ts';
import type { Bound, ClockRule, Ground, Pack } from '../regime/pack.ts';
import { mostOf, termKey, termRule, type TermStart } from '../regime/term.ts';
import { derive, restsOf, rungsOf, type ClockDates } from './clock-dates.ts';
import type { CaseEvent } from './events.ts';
import type { Context } from './handler.ts';
import { overtakenBy } from './overtaken.ts';
import type { CaseState, CivilDate, Clock, Instant } from './state.ts';

/**
 * The clocks that an event arms and meets, as the pack says: a clock names the event it runs from and the events that
 * meet it. An event about one petition or one recipient (`ref`) arms and meets that one's clock only.
 */
export function clockEvents(state: CaseState, event: CaseEvent, context: Context): CaseEvent[] {
  if (event.type === 'case-closed')
    return Object.values(state.clocks).map((clock) => ended(clock, 'stopped', context.at));
  const ref = 'ref' in event ? event.ref : undefined;
  const changes: CaseEvent[] = [];
  const overtaken = overtakenBy(event);
  for (const clock of Object.values(state.clocks)) {
    if (overtaken.includes(clock.startedBy)) {
      changes.push(ended(clock, 'stopped', context.at));
      continue;
    }
    // With removal everything that ran for the entry is over; what removal itself arms comes after.
    if (event.type === 'removal-began') {
      changes.push(ended(clock, 'stopped', context.at));
      continue;
    }
    const rule = clockRule(context.pack, clock.rule);
    const met = rule && wakes(rule.metBy, event) && (clock.ref === undefined || clock.ref === ref);
    if (met || clock.key === remedyTaken(event)) changes.push(ended(clock, 'met', context.at));
    else if (clock.ref !== undefined && clock.ref === petitionOver(event))
      changes.push(ended(clock, 'stopped', context.at));
  }
  const over = new Set(changes.map((change) => ('key' in change ? change.key : '')));
  const armAnew = (clock: Clock): void => {
    const earlier = state.clocks[clock.key];
    if (earlier && !over.has(clock.key)) changes.push(ended(earlier, 'stopped', context.at));
    changes.push({ type: 'clock-armed', clock });
  };
  if (event.type === 'measure-ended') changes.push(...endsWith(event.ref, state, context));
  for (const [key, rule] of clockRules(context.pack))
    if (
      !rule.before &&
      key !== context.pack.entry.reviewEvery &&
      rule.from.some((type) => type === event.type) &&
      applies(rule, key, event, state, context.pack)
    )
      armAnew(lastingAsLong(arm(key, rule, ref, state, event, context), rule, state, event, context));
  for (const clock of reviewing(state, event, context)) armAnew(clock);
  for (const clock of countingBack(state, event, changes, context)) armAnew(clock);
  if ('clock' in event && event.type !== 'clock-armed')
    changes.push(...movedAlong(state, event.clock, context));
  if (event.type === 'listed')
    for (const clock of measureClocks(event.measures, state, event, context)) armAnew(clock);
  if (event.type === 'measure-ended' && context.pack.entry.longestOf)
    changes.push(...withoutMeasure(state, context));
  return changes;
}

/** The clock of the next review of an entry: about that entry, from its listing and from each review. */
function reviewing(state: CaseState, event: CaseEvent, context: Context): Clock[] {
  const key = context.pack.entry.reviewEvery;
  const rule = key === undefined ? undefined : context.pack.clocks[key];
  if (key === undefined || rule === undefined || state.entry === undefined) return [];
  const begins = event.type === 'entry-adopted' || rule.from.some((type) => type === event.type);
  return begins ? [arm(key, rule, state.entry.id, state, event, context)] : [];
}

/** The clocks that an event arms and that count back from another, armed by now. */
function countingBack(
  state: CaseState,
  event: CaseEvent,
  changes: readonly CaseEvent[],
  context: Context,
): Clock[] {
  const { pack } = context;
  const fresh = changes.flatMap((change) => (change.type === 'clock-armed' ? [change.clock] : []));
  return Object.entries(pack.clocks).flatMap(([key, rule]) => {
    const base = [...fresh, ...Object.values(state.clocks)].find((clock) => clock.rule === rule.before);
    if (base?.due == null || !rule.from.some((type) => type === event.type)) return [];
    if (!applies(rule, key, event, state, pack)) return [];
    const { due: from, key: before } = base;
    const derived = derive(rule, { from }, context);
    const clock = { ...arm(key, rule, undefined, state, event, context), from, before, ...derived };
    // What would have had to be done before the other began cannot be asked for.
    return derived.end !== null && derived.end <= context.at
      ? []
      : [{ ...clock, rungs: rungsOf(rule, derived.due, context) }];
  });
}

/** Clocks that count back from one that has another end now, and have not run out. */
function movedAlong(state: CaseState, base: Clock, context: Context): CaseEvent[] {
  return Object.values(state.clocks).flatMap((clock): CaseEvent[] => {
    const rule = context.pack.clocks[clock.rule];
    if (clock.before !== base.key || rule === undefined || clock.lapsedAt !== undefined) return [];
    if (base.due === null || base.due === clock.from) return [];
    const derived = derive(rule, { ...clock, from: base.due }, context);
    return [
      {
        type: 'clock-rederived',
        key: clock.key,
        change: base.key,
        before: { due: clock.due, end: clock.end },
        clock: {
          ...clock,
          from: base.due,
          ...derived,
          rungs: rungsOf(rule, derived.due, context, clock.reached),
        },
      },
    ];
  });
}

/** The clocks of measures that have a term of their own. */
function measureClocks(
  measures: readonly string[],
  state: CaseState,
  event: CaseEvent,
  context: Context,
): Clock[] {
  const { pack } = context;
  return measures.flatMap((id) => {
    const key = pack.measures.find((each) => each.id === id)?.term ?? 'entry';
    const rule = key === 'entry' ? undefined : pack.clocks[key];
    return rule ? [arm(key, rule, id, state, event, context)] : [];
  });
}

/**
 * The term of an entry, lengthened where the regime lets the entry last with its longest measure, or wants a repair that
 * was revoked to be published so long. Without either it is what it was.
 */
function lastingAsLong(
  term: Clock,
  rule: ClockRule,
  state: CaseState,
  event: CaseEvent,
  context: Context,
): Clock {
  if (event.type !== 'listed' || rule.lapse.effect !== 'term-ends') return term;
  const { pack, today } = context;
  const measures = pack.entry.longestOf ? measureClocks(event.measures, state, event, context) : [];
  const spans = [
    ...measures.flatMap(({ rule: key, from, chosen }) => {
      const own = chosen ?? pack.clocks[key];
      return own ? [{ from, chosen: { amount: own.amount, unit: own.unit } }] : [];
    }),
    ...(event.atLeast ? [{ from: today, chosen: event.atLeast }] : []),
  ];
  return spans.reduce((longest, span) => {
    const other = { ...longest, ...span, ...derive(rule, span, context) };
    return isLater(other.end, longest.end) ? other : longest;
  }, term);
}

/** Once a measure is lifted, the entry lasts with the longest of those that are left. */
function withoutMeasure(state: CaseState, context: Context): CaseEvent[] {
  const { entry } = state;
  const clock = Object.values(state.clocks).find(({ effect }) => effect === 'term-ends');
  const rule = clock && context.pack.clocks[clock.rule];
  if (entry === undefined || clock === undefined || rule === undefined) return [];
  const { from, id, noEarlyEnd, measures } = entry;
  const left = measures.filter(({ endedAt }) => endedAt === undefined).map((each) => each.id);
  const anew: CaseEvent = {
    type: 'listed',
    entry: id,
    from,
    measures: left,
    noEarlyEnd,
    restarted: clock.from === from,
    atLeast: null,
  };
  const own = arm(clock.rule, rule, undefined, state, anew, context);
  const term = lastingAsLong(own, rule, state, anew, context);
  return isLater(clock.end, term.end)
    ? [
        {
          type: 'clock-rederived',
          key: clock.key,
          change: 'measure-lifted',
          before: { due: clock.due, end: clock.end },
          clock: { ...term, startedBy: clock.startedBy },
        },
      ]
    : [];
}

/** The petition that is over with an event: nothing more is awaited of it, from anybody. */
function petitionOver(event: CaseEvent): string | undefined {
  switch (event.type) {
    case 'petition-rejected':
    case 'petition-abandoned':
    case 'petition-withdrawn':
    case 'petition-decided':
      return event.ref;
    default:
      return undefined;
  }
}

/** The clock of the forum that was turned to against the listing. */
function remedyTaken(event: CaseEvent): string | undefined {
  return event.type === 'review-proceeding-began' && event.petition === null
    ? remedyKey(event.forum)
    : undefined;
}

/** The clocks that run as long as a measure does end now that it has ended; what their end brings follows by itself. */
function endsWith(measure: string, state: CaseState, { pack, at, today }: Context): CaseEvent[] {
  return Object.values(state.clocks)
    .filter((clock) => pack.clocks[clock.rule]?.termOf === measure && clock.end === null)
    .map((clock) => ({
      type: 'clock-rederived',
      key: clock.key,
      change: `measure-ended.${measure}`,
      before: { due: clock.due, end: clock.end },
      clock: { ...clock, due: today, end: at },
    }));
}

const wakes = (met: ClockRule['metBy'], event: CaseEvent): boolean => met.some((type) => type === event.type);

function ended(clock: Clock, how: 'met' | 'stopped', at: Instant): CaseEvent {
  return how === 'met'
    ? { type: 'clock-met', key: clock.key, overdue: clock.end !== null && at >= clock.end }
    : { type: 'clock-stopped', key: clock.key };
}

function applies(rule: ClockRule, key: string, event: CaseEvent, state: CaseState, pack: Pack): boolean {
  const { when } = rule;
  if (when?.grounds && !when.grounds.includes(state.ground)) return false;
  if (when?.instruments && !when.instruments.includes(state.instrument?.kind ?? '')) return false;
  if (
    when?.interim !== undefined &&
    when.interim !== (state.interim?.how === 'decision' && state.interim.endedAt === undefined)
  )
    return false;
  if (when?.traits && !hasTraits(when.traits, state)) return false;
  if (when?.lanes && !(event.type === 'objection-filed' && when.lanes.includes(event.lane))) return false;
  if (rule.lapse.effect === 'measure-ends') return false;
  if (rule.lapse.effect === 'interim-ends' && event.type === 'interim-measure-imposed') {
    const { interim } = pack;
    return key === (event.how === 'decision' ? (interim?.byDecision?.term ?? interim?.term) : interim?.term);
  }
  if (rule.lapse.effect !== 'term-ends') return true;
  const ground = pack.grounds.find((each) => each.id === state.ground);
  return key === termKey(pack, ground);
}

function hasTraits(
  wanted: NonNullable<NonNullable<ClockRule['when']>['traits']>,
  { determination }: CaseState,
): boolean {
  const has = (traits: readonly string[]): boolean =>
    traits.some((trait) => determination?.traits.includes(trait));
  return 'any' in wanted ? has(wanted.any) : !has(wanted.none);
}

/** Some periods are armed by one event and counted from an older day: of the instrument, or of the conduct. */
function startDay(rule: ClockRule, state: CaseState): string | undefined {
  switch (rule.startOn) {
    case 'event':
      return undefined;
    case 'instrument':
      return state.instrument?.date;
    case 'conduct':
      return state.determination?.conductOn ?? undefined;
    case 'known':
      return state.determination?.knownOn ?? undefined;
  }
}

/**
 * The days already spent under the interim measure by a day, which count towards the term where the regime credits them,
 * also if the measure had ended before, and towards nothing else.
 */
function creditedDays({ interim }: CaseState, by: string, pack: Pack): number {
  const credit = pack.interim?.credit;
  if (credit === undefined || interim === undefined) return 0;
  if (credit.of === 'imposed-by-decision' && interim.how !== 'decision') return 0;
  const ended = interim.endedAt === undefined ? by : dayEnding(interim.endedAt, pack.timezone);
  return Math.max(0, daysBetween(interim.from, ended < by ? ended : by));
}

/** From which day the term of an entry counts that is made today, for weighing terms against each other and the law. */
export function termStart(ground: Ground, state: CaseState, { pack, calendars, today }: Context): TermStart {
  const { rule } = termRule(pack, ground);
  const from = startDay(rule, state) ?? creditedFrom(rule, state, pack, state.entry?.from ?? today);
  return { pack, ground, calendars, from };
}

/** What was borne already counts towards the term: the interim measure, where the regime credits it; listings on the same facts. */
function creditedFrom(rule: ClockRule, state: CaseState, pack: Pack, from: CivilDate): CivilDate {
  if (rule.lapse.effect !== 'term-ends') return from;
  const borne = creditedDays(state, from, pack) + state.served;
  return borne === 0 ? from : addDays(from, -borne);
}

/** The legal start of a clock: the day an event has effect where the event says so, otherwise its instant. */
function startOf(event: CaseEvent, rule: ClockRule, state: CaseState, context: Context): string {
  const { at, today, actor } = context;
  switch (event.type) {
    case 'listed':
      // What the listing obliges to is owed from the listing on, also where the term counts from an older day.
      if (kindOf({ against: rule.against, effect: rule.lapse.effect }) !== 'burden')
        return rule.unit === 'hours' ? at : today;
      return event.restarted ? event.from : creditedFrom(rule, state, context.pack, event.from);
    case 'interim-measure-imposed':
      return event.from;
    case 'removal-began':
      return event.since ?? (actor.kind === 'clock' && rule.unit !== 'hours' ? today : at);
    case 'notice-served':
    case 'decision-served':
    case 'entry-notified':
      return event.effectiveOn;
    default:
      // What a clock brings about at the end of its last day happens on that day, not on the one that begins.
      return actor.kind === 'clock' && rule.unit !== 'hours' ? today : at;
  }
}

function arm(
  key: string,
  rule: ClockRule,
  ref: string | undefined,
  state: CaseState,
  event: CaseEvent,
  context: Context,
): Clock {
  const restarted = event.type === 'listed' && event.restarted;
  const from = (restarted ? undefined : startDay(rule, state)) ?? startOf(event, rule, state, context);
  const stated = rule.chosen || rule.longer ? (state.listing?.term ?? undefined) : undefined;
  const chosen = stated && notBeyond(stated, rule, from, context);
  const period = { from, ...(chosen && { chosen }) };
  const derived = derive(rule, period, context);
  return {
    key: ref === undefined ? key : `${key}#${ref}`,
    rule: key,
    ...(ref !== undefined && { ref }),
    against: rule.against,
    // Where the term is only the least, its end takes nothing off: the entry then waits to be released.
    effect:
      rule.lapse.effect === 'term-ends' && context.pack.entry.endIsMinimum
        ? 'minimum-ends'
        : rule.lapse.effect,
    from,
    startedBy: event.type,
    ...(chosen && { chosen }),
    tolled: [],
    extensions: [],
    ...derived,
    ...(isKnown(derived, derive(rule, period, context, { knownAt: context.today })) && {
      knownAt: context.today,
    }),
    reached: [],
    rungs: rungsOf(rule, derived.due, context),
  };
}

/** A length that was stated, or the most that the rule allows where the stated one would end later from that day on. */
export function notBeyond(
  stated: Bound,
  rule: ClockRule,
  from: string,
  context: Pick<Context, 'pack' | 'calendars'>,
): Bound {
  const most = mostOf(rule);
  const [end, last] = [stated, most].map((chosen) => derive(rule, { from, chosen }, context).end);
  return isLater(end ?? null, last ?? null) ? most : stated;
}

/**
 * Whether the calendars a clock rests on were known already when it was armed: always, in real time. Only a case that is
 * played in the past rests on what became known later, and then on the latest.
 */
function isKnown(latest: ClockDates, known: ClockDates): boolean {
  const isNothing = latest.calendars.length + latest.assumed.length === 0;
  return !isNothing && JSON.stringify(restsOf(latest)) === JSON.stringify(restsOf(known));
}
