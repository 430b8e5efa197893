import { unitOfDays } from '../../calendar/day-convention.ts';
import { addDays } from '../../calendar/local-time.ts';
import { derive, weigh, type ClockDates } from '../../case/clock-dates.ts';
import type { Clock } from '../../case/state.ts';
import { postedFor } from '../../notice/posted.ts';
import type { Pack } from '../pack.ts';
import { arm, planOf } from './arming.ts';
import type { Course } from './course.ts';
import { held, type Bench, type Gap, type Probe } from './probe.ts';

/** The convention of a statute: its own numbers of days are working days, the others are not. */
export function dayConvention({ pack, engine }: Bench, index: number): Probe | Gap {
  const law = pack.dayConventions[index];
  const enforced = engine.dayConventions[index];
  if (law === undefined || enforced === undefined) return { gap: 'there is no such convention' };
  const named = Object.values(pack.clocks).filter((rule) => rule.statute === law.statute);
  return {
    passes: held(
      `the numbers of "${law.statute}" that are working days, in ${named.length} clocks`,
      law.workingDayNumbers.every((number) => unitOfDays(number, enforced) === 'working-days') &&
        named.every((rule) => rule.unit === unitOfDays(rule.amount, enforced)),
    ),
    refuses: held(
      'any other number as working days',
      unitOfDays(Math.max(0, ...law.workingDayNumbers) + 1, enforced) === 'calendar-days',
    ),
  };
}

/** That an amended calendar may shorten a right: only under this law. */
export function calendarChanges({ pack, engine }: Bench): Probe {
  const dates = (day: string): ClockDates => ({
    due: day,
    end: `${day}T00:00:00.000Z`,
    provisional: false,
    calendars: [],
    assumed: [],
  });
  const [own, other] = [dates('2030-01-10'), dates('2030-01-09')];
  const right: Clock = {
    key: 'right',
    rule: 'right',
    against: 'subject',
    effect: 'record-closes',
    from: '2030-01-01',
    startedBy: 'notice-served',
    tolled: [],
    extensions: [],
    rungs: [],
    reached: [],
    ...own,
  };
  const dueUnder = (law: Pick<Pack, 'calendarChanges'>): string | null =>
    weigh(right, own, other, '2030-01-05', {
      pack: { ...pack, calendarChanges: law.calendarChanges },
      at: '2030-01-05T00:00:00.000Z',
    }).clock.due;
  return {
    passes: held('an amended calendar that shortens what runs', dueUnder(engine) === other.due),
    refuses: held('the same without this law', dueUnder({ calendarChanges: undefined }) === own.due),
  };
}

/** The cap on pauses of a clock: one that is longer takes out no more. */
export function tollingCap(bench: Bench, key: string): Probe | Gap {
  const { pack, engine, calendars } = bench;
  const rule = engine.clocks[key];
  const cap = pack.clocks[key]?.tollingCap;
  const clock = armed(bench, key)?.clock(key);
  if (rule === undefined || cap === undefined || clock === undefined)
    return { gap: 'the clock is not armed' };
  const day = clock.from.slice(0, 10);
  const paused = (days: number): string | null => {
    const tolled = [{ from: addDays(day, 1), to: addDays(day, 1 + days) }];
    return derive(rule, { ...clock, tolled }, { pack: engine, calendars }).due;
  };
  // Working days take at most twice as many calendar days, and some for holidays.
  const most = cap.amount * 2 + 30;
  return {
    passes: held('a pause within the cap moves the end', paused(most) !== clock.due),
    refuses: held('a longer pause moves it further', paused(most) === paused(most + 30)),
  };
}

/** The mail rule of a clock: posted on its last day is in time, with a proof of the law, and a day later it is not. */
export function postedInTime(bench: Bench, key: string): Probe | Gap {
  const { pack, engine, calendars } = bench;
  const course = armed(bench, key);
  const clock = course?.clock(key);
  const law = pack.clocks[key]?.postedInTime;
  const [kind] = law?.proof ?? [];
  if (course === undefined || clock?.due == null || kind === undefined)
    return { gap: 'the clock is not armed' };
  const later = addDays(clock.due, 30);
  const context = {
    pack: engine,
    calendars,
    at: `${later}T00:00:00.000Z`,
    today: later,
    actor: { kind: 'engine' },
  } as const;
  const refused = (on: string, proof: string): boolean =>
    postedFor(course.state, clock.key, { on, proof: { kind: proof, digest: '0'.repeat(64) } }, context)
      .length > 0;
  return {
    passes: held('what was posted on the last day', !refused(clock.due, kind)),
    refuses: held(
      'what was posted a day later, or is not proven so',
      refused(addDays(clock.due, 1), kind) && refused(clock.due, 'assurance'),
    ),
  };
}

function armed(bench: Bench, key: string): Course | undefined {
  const rule = bench.pack.clocks[key];
  const [event] = rule?.from ?? [];
  return rule && event && arm(bench, key, event, planOf(bench.pack, key, rule));
}
