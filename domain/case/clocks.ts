import { deriveDeadline, type Period } from '../calendar/deadline.ts';
import { addDays } from '../calendar/local-time.ts';
import { isLater, kindOf } from '../change/favour.ts';
import type { Bound, ClockRule, Ground, Pack } from '../regime/pack.ts';
import { termRule, type TermStart } from '../regime/term.ts';
import type { CaseEvent } from './events.ts';
import type { Context } from './handler.ts';
import type { CaseState, CivilDate, Clock, Instant, Rung } from './state.ts';

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
    const rule = context.pack.clocks[clock.rule];
    if (rule && wakes(rule.metBy, event) && (clock.ref === undefined || clock.ref === ref))
      changes.push(ended(clock, 'met', context.at));
  }
  const over = new Set(changes.map((change) => ('key' in change ? change.key : '')));
  const armAnew = (clock: Clock): void => {
    const earlier = state.clocks[clock.key];
    if (earlier && !over.has(clock.key)) changes.push(ended(earlier, 'stopped', context.at));
    changes.push({ type: 'clock-armed', clock });
  };
  for (const [key, rule] of Object.entries(context.pack.clocks))
    if (rule.from.some((type) => type === event.type) && applies(rule, key, event, state, context.pack))
      armAnew(arm(key, rule, ref, state, event, context));
  if (event.type === 'listed')
    for (const id of event.measures) {
      const key = context.pack.measures.find((each) => each.id === id)?.term ?? 'entry';
      const rule = key === 'entry' ? undefined : context.pack.clocks[key];
      if (rule) armAnew(arm(key, rule, id, state, event, context));
    }
  return changes;
}

const ofDecisionService: readonly string[] = [
  'decision-sent',
  'decision-served',
  'entry-notified',
  'standstill-ended',
];
const ofDecision: readonly string[] = [
  'recommendation-made',
  'legal-review-passed',
  'listing-approved',
  'consent-requested',
  'consent-given',
  'consent-refused',
  ...ofDecisionService,
];
const ofNotice: readonly string[] = [
  'notice-sent',
  'notice-served',
  'response-received',
  'response-waived',
  'hearing-requested',
  'hearing-noticed',
  'hearing-held',
  'record-closed',
  ...ofDecision,
];

/** What started a clock may not count any more: a notice that has to be served anew, a decision that was sent back. */
function overtakenBy(event: CaseEvent): readonly string[] {
  switch (event.type) {
    case 'determination-amended':
      return ofNotice;
    case 'service-set-aside':
      return event.of === 'notice' ? ofNotice : ofDecisionService;
    case 'listing-remitted':
      return ofDecision;
    default:
      return [];
  }
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
    when.interim !== (state.interim !== undefined && state.interim.endedAt === undefined)
  )
    return false;
  if (when?.lanes && !(event.type === 'objection-filed' && when.lanes.includes(event.lane))) return false;
  if (rule.lapse.effect === 'measure-ends') return false;
  if (rule.lapse.effect === 'interim-ends' && event.type === 'interim-measure-imposed') {
    const { interim } = pack;
    return key === (event.how === 'decision' ? (interim?.byDecision?.term ?? interim?.term) : interim?.term);
  }
  if (rule.lapse.effect !== 'term-ends') return true;
  const ground = pack.grounds.find((each) => each.id === state.ground);
  return key === (ground?.term ?? pack.entry.term);
}

/** A clock with another length than it had. */
export function periodChosen(clock: Clock, chosen: Bound): Clock {
  return { ...clock, chosen };
}

/** Some periods are armed by one event and counted from an older day: of the instrument, or of the conduct. */
function startDay(rule: ClockRule, state: CaseState): string | undefined {
  if (rule.startOn === 'instrument') return state.instrument?.date;
  return rule.startOn === 'conduct' ? (state.determination?.conductOn ?? undefined) : undefined;
}

/** From which day the term of an entry counts that is made today, for weighing terms against each other and the law. */
export function termStart(ground: Ground, state: CaseState, { pack, calendars, today }: Context): TermStart {
  const { rule } = termRule(pack, ground);
  const from = startDay(rule, state) ?? creditedFrom(rule, state, pack, state.entry?.from ?? today);
  return { pack, ground, calendars, from };
}

/** What was borne already counts towards the term: the interim measure, where the regime credits it; listings on the same facts. */
function creditedFrom(
  rule: ClockRule,
  { interim, served }: CaseState,
  pack: Pack,
  from: CivilDate,
): CivilDate {
  if (rule.lapse.effect !== 'term-ends') return from;
  const credited =
    pack.interim?.creditTowardsTerm && interim && interim.endedAt === undefined ? interim.from : from;
  return served === 0 ? credited : addDays(credited, -served);
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
  const stated = rule.chosen ? (state.listing?.term ?? undefined) : undefined;
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
    ...(isKnown(derived, derive(rule, { ...period, knownAt: context.today }, context)) && {
      knownAt: context.today,
    }),
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
  const most: Bound = { amount: rule.amount, unit: rule.unit };
  const [end, last] = [stated, most].map((chosen) => derive(rule, { from, chosen }, context).end);
  return isLater(end ?? null, last ?? null) ? most : stated;
}

/**
 * Whether the calendars a clock rests on were known already when it was armed: always, in real time. Only a case that is
 * played in the past rests on what became known later, and then on the latest.
 */
function isKnown(latest: Derived, known: Derived): boolean {
  return latest.calendars.length > 0 && JSON.stringify(latest.calendars) === JSON.stringify(known.calendars);
}

type Derived = Pick<Clock, 'due' | 'end' | 'provisional' | 'calendars'>;

/** The period a clock runs for, as domain/calendar takes it. */
export function periodOf(
  rule: ClockRule,
  clock: Pick<Clock, 'from'> & Partial<Pick<Clock, 'chosen' | 'tolled' | 'extensions' | 'knownAt'>>,
  pack: Pack,
): Period {
  const length = clock.chosen ?? rule;
  return {
    rule: {
      amount: length.amount,
      unit: length.unit,
      start: rule.start,
      roll: rule.roll,
      ends: rule.ends,
      calendar: pack.calendar,
      timezone: pack.timezone,
    },
    from: clock.from,
    ...(clock.knownAt && { knownAt: clock.knownAt }),
    ...(clock.tolled && { tolling: clock.tolled }),
    ...(clock.extensions && { extensions: clock.extensions }),
  };
}

/** Derives due day and end of a clock. A pack whose rule cannot be computed is broken, and says so at once. */
export function derive(
  rule: ClockRule,
  clock: Parameters<typeof periodOf>[1],
  { pack, calendars }: Pick<Context, 'pack' | 'calendars'>,
): Derived {
  const length = clock.chosen ?? rule;
  if (
    length.unit === 'life' ||
    length.unit === 'until-event' ||
    (rule.chosen?.indefinite && clock.chosen === undefined)
  )
    return { due: null, end: null, provisional: false, calendars: [] };
  const derived = deriveDeadline(periodOf(rule, clock, pack), calendars);
  if (derived.kind === 'calendar-error')
    throw new Error(`clock rule of ${pack.regime} ${pack.version}: ${derived.message}`);
  return {
    due: derived.due,
    end: derived.end === null ? null : toInstant(derived.end),
    provisional: derived.provisional,
    calendars: derived.calendarVersions,
  };
}

/** Clock ends come with whole seconds; instants of the record carry milliseconds, so that both compare as strings. */
export function toInstant(seconds: string): Instant {
  return seconds.includes('.') ? seconds : seconds.replace('Z', '.000Z');
}

/** House practice, not law: the moments at which somebody is told that a clock is about to run out, or has. */
export function rungsOf(rule: ClockRule, due: string | null, { pack, calendars, at }: Context): Rung[] {
  if (due === null || rule.against === 'subject' || rule.lapse.effect !== 'escalate') return [];
  return pack.escalation.flatMap((rung): Rung[] => {
    const derived = deriveDeadline(
      {
        rule: {
          amount: rung.amount,
          unit: rung.unit,
          start: 'exclusive',
          roll: 'none',
          direction: rung.when,
          calendar: pack.calendar,
          timezone: pack.timezone,
        },
        from: due,
      },
      calendars,
    );
    if (derived.kind === 'calendar-error' || derived.end === null) return [];
    const moment = toInstant(derived.end);
    return moment > at ? [{ id: rung.id, at: moment, tells: rung.tells }] : [];
  });
}
