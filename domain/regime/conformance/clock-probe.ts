import { deriveDeadline } from '../../calendar/deadline.ts';
import { addDays, localDate } from '../../calendar/local-time.ts';
import { periodOf, toInstant } from '../../case/clock-dates.ts';
import type { CaseEvent } from '../../case/events.ts';
import type { CaseState, Clock, Instant } from '../../case/state.ts';
import type { Bound, ClockEvent, ClockRule, LapseEffect, Pack } from '../pack.ts';
import { Course, type Act, morning, people, recipientActor, refusedBy, type Plan } from './course.ts';
import { held, type Bench, type Gap, type Probe } from './probe.ts';
import { postedInTime, tollingCap } from './time-probes.ts';

/** Proves one clock: armed with the right end, met by its events, and lapsing exactly at its end and not before. */
export function probeClock(bench: Bench, key: string): Probe | Gap {
  const rule = bench.pack.clocks[key];
  if (rule === undefined) return { gap: 'there is no such clock' };
  const armed = arm(bench, key, rule);
  if (armed === undefined) return { gap: `no generated case brings about: ${rule.from.join(', ')}` };
  const clock = armed.clock(key);
  if (clock === undefined) return { gap: `not armed by: ${rule.from.join(', ')}` };
  const right = rightlyArmed(bench, rule, clock, armed);
  if (clock.end === null) return withoutEnd(bench, key, rule, armed);
  if (rule.lapse.unserved !== undefined) armed.onwards('record-closed');
  const lapse = lapses(armed, key, clock.end, expected(armed, rule));
  const unserved = rule.lapse.unserved === undefined || lapsesUnserved(bench, key, rule.lapse.unserved);
  return {
    passes: held(
      `runs to the end of ${clock.due ?? ''}${rule.metBy.length > 0 ? ', and is met before' : ''}`,
      right && (rule.metBy.length === 0 || isMet(bench, key, rule)) && mayBeExtended(bench, key, rule),
    ),
    refuses: held(
      `nothing lapses an instant before; at the end: ${rule.lapse.effect}; no extension beyond the law`,
      lapse && unserved && notExtended(bench, key, rule),
    ),
  };
}

/** Proves one way of stopping or extending a clock. */
export function probeClockPart(
  bench: Bench,
  key: string,
  part: string | number | undefined,
  index: number,
): Probe | Gap {
  const rule = bench.pack.clocks[key];
  if (rule === undefined) return { gap: 'there is no such clock' };
  if (part === 'extension')
    return {
      passes: held('an extension by whom the law names, within its measure', mayBeExtended(bench, key, rule)),
      refuses: held('a longer one', notExtended(bench, key, rule)),
    };
  if (part === 'tolling') {
    const law = rule.tolling[index];
    const armed = arm(bench, key, rule);
    const running = armed?.clock(key);
    if (law === undefined || armed === undefined || running === undefined)
      return { gap: 'the clock is not armed' };
    const toll = (cause: string): Act => ({
      type: 'toll-clock',
      key: running.key,
      cause,
      evidence: '0'.repeat(64),
    });
    return {
      passes: held(
        `the clock stops for "${law.cause}"`,
        armed.peek(people.supervisor, toll(law.cause)).kind === 'ruled',
      ),
      refuses: held(
        'a cause that the law does not name',
        refusedBy(armed.peek(people.supervisor, toll('weather')), key, rule.cite),
      ),
    };
  }
  const armed = arm(bench, key, rule);
  const running = armed?.clock(key);
  if (armed === undefined || running === undefined) return { gap: 'the clock is not armed' };
  if (part === 'tollingCap') return tollingCap(bench, rule, running);
  if (part === 'postedInTime') return postedInTime(bench, key, armed);
  return { gap: 'no probe knows this part of a clock' };
}

/** The end is the one that the calendar derives from the rule, and the start is the day the rule counts from. */
function rightlyArmed({ pack, calendars }: Bench, rule: ClockRule, clock: Clock, course: Course): boolean {
  const { state } = course;
  const derived = deriveDeadline(periodOf(rule, clock, pack), calendars);
  if (derived.kind === 'calendar-error') return false;
  const end = derived.end === null ? null : toInstant(derived.end);
  const { instrument, determination } = state;
  const older = { event: undefined, instrument: instrument?.date, conduct: determination?.conductOn }[
    rule.startOn
  ];
  return (
    clock.due === derived.due &&
    clock.end === end &&
    clock.against === rule.against &&
    localDate(clock.from, pack.timezone) ===
      (older ??
        countedBackFrom(clock, state) ??
        credited(rule, state, pack) ??
        servedOn(clock, state) ??
        dayOf(course, clock.key))
  );
}

/** The last day of the clock that this one counts back from. */
function countedBackFrom({ before }: Clock, { clocks }: CaseState): string | undefined {
  return before === undefined ? undefined : (clocks[before]?.due ?? undefined);
}

/** The day on which the clock was armed. What a clock brings about at the end of its last day happens on that day. */
function dayOf({ events, today }: Course, key: string): string {
  const arming = events.findLast(({ event }) => event.type === 'clock-armed' && event.clock.key === key);
  return arming?.actor === 'clock' ? addDays(today, -1) : today;
}

/** A clock of the subject starts on the day service has effect, which the method of service decides. */
function servedOn(clock: Clock, { notice, decisionService }: CaseState): string | undefined {
  if (clock.startedBy === 'notice-served') return notice?.servedOn;
  return clock.startedBy === 'decision-served' || clock.startedBy === 'entry-notified'
    ? decisionService?.servedOn
    : undefined;
}

/** The day from which a term counts where the regime credits the time under an interim measure, and only a term. */
function credited(rule: ClockRule, { interim }: CaseState, pack: Pack): string | undefined {
  return rule.lapse.effect === 'term-ends' && pack.interim?.creditTowardsTerm === true
    ? interim?.from
    : undefined;
}

/** A clock without length runs until an event, however long that takes. */
function withoutEnd(bench: Bench, key: string, rule: ClockRule, armed: Course): Probe {
  const later = morning(addDays(armed.today, 4000), bench.pack.timezone);
  const other = arm(bench, key, rule);
  const still = untouched(armed, key, later);
  return {
    passes: held(
      'runs until its event',
      rule.metBy.length === 0 ? other !== undefined : isMet(bench, key, rule),
    ),
    refuses: held('ending by itself, within ten years', still),
  };
}

function untouched(course: Course, key: string, until: Instant): boolean {
  const before = course.events.length;
  course.until(until);
  return !course.events
    .slice(before)
    .some(({ event }) => event.type === 'clock-lapsed' && event.key.split('#')[0] === key);
}

/** What lapses when, seen from an instant before the end and at the end. */
function lapses(course: Course, key: string, end: Instant, effect: LapseEffect): boolean {
  const lapsed = (): boolean =>
    course.events.some(({ event }) => event.type === 'clock-lapsed' && event.key.split('#')[0] === key);
  course.until(before(end));
  if (lapsed()) return false;
  course.until(end);
  const record = course.events.find(
    ({ event }) => event.type === 'clock-lapsed' && event.key.split('#')[0] === key,
  );
  return (
    record?.event.type === 'clock-lapsed' &&
    record.event.effect === effect &&
    record.at === end &&
    follows(course, key, effect)
  );
}

/** A millisecond before an instant. */
function before(end: Instant): Instant {
  // Ends of days are whole seconds, so that the last millisecond of the day is the second before, and 999.
  const [day = '', time = ''] = end.split('T');
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  const total = hours * 60 + minutes - 1;
  const date = total < 0 ? addDays(day, -1) : day;
  const minute = (total + 1440) % 1440;
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${date}T${two(Math.floor(minute / 60))}:${two(minute % 60)}:59.999Z`;
}

/** The event by which the effect shows. */
function follows(course: Course, key: string, effect: LapseEffect): boolean {
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
  const wanted = shown[effect];
  if (wanted !== undefined) return course.happened(wanted);
  if (effect !== 'escalate') return true;
  const clock = course.clock(key);
  return clock === undefined || clock.startedBy === 'retraction-sent'
    ? course.happened('recipient-escalated')
    : clock.lapsedAt !== undefined;
}

/** The effect of the end as this case stands. */
function expected(course: Course, rule: ClockRule): LapseEffect {
  if (rule.lapse.unserved !== undefined && course.state.notice?.servedOn === undefined)
    return rule.lapse.unserved;
  return rule.lapse.effect === 'term-ends' && course.pack.entry.endIsMinimum
    ? 'minimum-ends'
    : rule.lapse.effect;
}

function lapsesUnserved(bench: Bench, key: string, effect: LapseEffect): boolean {
  const idle = new Course(bench.pack, bench.calendars).open();
  const end = idle.clock(key)?.end;
  return end != null && lapses(idle, key, end, effect);
}

/** Goes on with the case as far as it goes, until the clock is met. */
function isMet(bench: Bench, key: string, rule: ClockRule): boolean {
  const armed = arm(bench, key, rule);
  if (armed === undefined) return false;
  const met = (): boolean =>
    armed.events.some(({ event }) => event.type === 'clock-met' && event.key.split('#')[0] === key);
  for (const step of stepsFor(armed, rule.metBy)) {
    step();
    if (met()) return true;
  }
  return met();
}

/** What brings about the events that meet a clock, tried in turn. */
function stepsFor(course: Course, events: readonly ClockEvent[]): (() => void)[] {
  const steps: { readonly [E in ClockEvent]?: () => unknown } = {
    'record-closed': () => course.answerAndClose(),
    'response-waived': () => course.must(people.subject, { type: 'waive-response' }),
    listed: () => course.onwards('listed'),
    'listing-refused': () =>
      course.must(people.decider, { type: 'refuse-listing', reasons: { id: 'r', digest: '' } }),
    'notice-sent': () => course.onwards('notice-sent'),
    'entry-published': () => course.publish(),
    'petition-accepted': () => course.accept(),
    'petition-decided': () => course.onwards('petition-decided'),
    'objection-decided': () =>
      course.must(people.judge, {
        type: 'decide-objection',
        objection: 'o1',
        outcome: 'refused',
        correction: null,
        reasons: { id: 'r', digest: '' },
      }),
    'retractions-sent': () => course.perform('retract'),
    'decision-served': () => course.serveDecision(),
    'interim-end-announced': () =>
      course.must(people.clerk, { type: 'announce-interim-end', document: '0'.repeat(64) }),
    'interim-review-held': () => course.reviewInterim(),
    'entry-review-held': () => course.reviewEntry(),
    'temporary-lift-ended': () =>
      course.must(people.judge, { type: 'end-temporary-lift', outcome: 'failed' }),
    'interim-measure-acknowledged': () =>
      Object.keys(course.state.interim?.implementers ?? {}).map((implementer) =>
        course.must(recipientActor(implementer), { type: 'acknowledge-interim-measure', implementer }),
      ),
    'retraction-acknowledged': () =>
      course.pack.recipients.slice(0, 1).map(({ id }) => course.acknowledge(id)),
    'interim-measure-ended': () => course.must(people.supervisor, { type: 'end-interim-measure' }),
    'proceedings-began': () =>
      course.must(people.supervisor, { type: 'report-proceedings-began', document: '0'.repeat(64) }),
  };
  return events.flatMap((event) => {
    const step = steps[event];
    return step === undefined ? [] : [(): void => void step()];
  });
}

/** A case in which the clock has just been armed. */
function arm(bench: Bench, key: string, rule: ClockRule): Course | undefined {
  const plan = planFor(bench.pack, key, rule);
  for (const event of rule.from) {
    const course = new Course(bench.pack, bench.calendars, plan);
    if (course.reach(event, bench.pack.interim?.byDecision?.term === key)) return course;
  }
  return undefined;
}

/** A case on a ground, with an instrument, to which the clock applies. */
function planFor(pack: Pack, key: string, rule: ClockRule): Plan {
  const [instrument] = rule.when?.instruments ?? [];
  const carries = pack.grounds.find((each) => (each.term ?? pack.entry.term) === key);
  const [ground] = rule.when?.grounds ?? (rule.lapse.effect === 'term-ends' && carries ? [carries.id] : []);
  const measure = pack.measures.find((each) => each.term === key);
  const { recommendation } = pack.review;
  const recommended =
    recommendation && rule.from.includes('recommendation-made')
      ? pack.grounds
          .flatMap((each) => each.instruments.map(({ kind }) => ({ ground: each.id, instrument: kind })))
          .find((each) => !recommendation.requiredUnless.includes(each.instrument))
      : undefined;
  return {
    ...(ground !== undefined && { ground }),
    ...(instrument !== undefined && { instrument }),
    ...(measure && { measures: [measure.id] }),
    ...(rule.when?.interim === true && { interim: true }),
    ...recommended,
  };
}

function mayBeExtended(bench: Bench, key: string, rule: ClockRule): boolean {
  const law = rule.extension;
  if (law === undefined) return true;
  return extend(bench, key, rule, law.most)?.kind === 'ruled';
}

function notExtended(bench: Bench, key: string, rule: ClockRule): boolean {
  const law = rule.extension;
  if (rule.unit === 'until-event') return true;
  const by: Bound = law
    ? { amount: law.most.amount + 1, unit: law.most.unit }
    : { amount: 1, unit: rule.unit };
  const decision = extend(bench, key, rule, by);
  return (
    decision !== undefined && refusedBy(decision, law ? `${key}.extension` : key, law ? law.cite : rule.cite)
  );
}

function extend(
  bench: Bench,
  key: string,
  rule: ClockRule,
  by: Bound,
): ReturnType<Course['peek']> | undefined {
  const armed = arm(bench, key, rule);
  const clock = armed?.clock(key);
  if (armed === undefined || clock === undefined) return undefined;
  const [role = 'supervisor'] = rule.extension?.by ?? [];
  const actor = {
    kind: 'person',
    person: 'extender',
    roles: [role],
    authority: role === 'superior-authority' ? 'above' : 'here',
  } as const;
  return armed.peek(actor, { type: 'extend-clock', key: clock.key, by, reasons: { id: 'r', digest: '' } });
}
