import { deriveDeadline } from '../../calendar/deadline.ts';
import { addDays, daysBetween } from '../../calendar/local-time.ts';
import { toInstant } from '../../case/clock-dates.ts';
import type { Clock } from '../../case/state.ts';
import type { Pack } from '../pack.ts';
import { Course } from './course.ts';
import { firstDay, morning, refusals, refusedBy } from './drive.ts';
import { held, type Bench, type Path, type Probe } from './probe.ts';
import { plainPeriod } from '../plain-period.ts';

type Setting = { readonly path: Path; readonly probe: (bench: Bench) => Probe };

/** Values that no provision is cited for and that everything rests on. */
export function settings(pack: Pack): Setting[] {
  return [
    { path: ['rank'], probe: takenAtLoad },
    { path: ['effective'], probe: effective },
    { path: ['timezone'], probe: calendarOfClocks },
    { path: ['calendar'], probe: calendarOfClocks },
    ...pack.escalation.map((_, index) => ({
      path: ['escalation', index],
      probe: (bench: Bench) => escalation(bench, index),
    })),
  ];
}

/** Values whose whole law is that a pack with another one is not taken at all. */
export function atLoad(path: Path): boolean {
  const [part, , field] = path;
  if (part === 'rank') return true;
  if (part === 'grounds') return field === 'domain';
  if (part === 'authorities') return path[1] === 'levels';
  return part === 'recipients' && field === 'relation';
}

const takenAtLoad = (): Probe => ({
  passes: held('a list by a document of this rank', true),
  refuses: held('a list by a document of a lower one, when the pack is loaded', true),
});

function effective({ ...bench }: Bench): Probe {
  const { from, until } = bench.pack.effective;
  const [basis] = bench.pack.legalBasis;
  const on = (day: string) => {
    const course = new Course(bench);
    course.at = morning(day, bench.pack.timezone);
    return course.tryOpen();
  };
  const barred = (day: string): boolean => refusedBy(on(day), 'effective', basis?.cite);
  return {
    passes: held(
      'a case opened on the last day of the law, if it has one, or on a day within it',
      on(until ?? firstDay(bench.pack)).kind === 'ruled',
    ),
    refuses: held(
      'a case the day before it came into force, and the day after it ended',
      barred(addDays(from, -1)),
      until === null || barred(addDays(until, 1)),
    ),
  };
}

/** The time to respond, begun on many days of a year: each holiday and each change of the clocks falls into one of them. */
function calendarOfClocks(bench: Bench): Probe {
  const { pack, calendars } = bench;
  const [key, rule] =
    Object.entries(pack.clocks).find(([, each]) => each.lapse.effect === 'record-closes') ?? [];
  const first = firstDay(pack);
  const right = Array.from({ length: 40 }, (_, step) => addDays(first, step * 9)).every((day) => {
    const course = new Course(bench);
    course.at = morning(day > (pack.effective.until ?? '9999') ? first : day, pack.timezone);
    course.open().determine().serve();
    const clock = key === undefined ? undefined : course.clock(key);
    const working = {
      ...rule,
      amount: 5,
      unit: 'working-days' as const,
      start: 'exclusive' as const,
      roll: 'none' as const,
      ends: 'end-of-day' as const,
    };
    const place = { calendar: pack.calendar, timezone: pack.timezone };
    const own = rule && deriveDeadline({ rule: { ...rule, ...place }, from: clock?.from ?? '' }, calendars);
    const days = deriveDeadline({ rule: { ...working, ...place }, from: clock?.from ?? '' }, calendars);
    const used = {
      calendar: course.context({ kind: 'clock' }).pack.calendar,
      timezone: course.context({ kind: 'clock' }).pack.timezone,
    };
    const ruledBy = deriveDeadline({ rule: { ...working, ...used }, from: clock?.from ?? '' }, calendars);
    return (
      own?.kind === 'deadline' &&
      own.end !== null &&
      clock?.end === toInstant(own.end) &&
      days.kind === 'deadline' &&
      ruledBy.kind === 'deadline' &&
      days.end === ruledBy.end
    );
  });
  return {
    passes: held(
      'the time to respond ends when the calendar of the regime says so, on forty days of a year',
      right,
    ),
    refuses: held('an answer of the record before that end', !endsEarly(bench)),
  };
}

function endsEarly(bench: Bench): boolean {
  const served = new Course(bench).open().determine().serve();
  return refusals(served.peek({ kind: 'clock' }, { type: 'keep-clocks' })).length > 0;
}

/** The case whose longest obligation leaves most time, so that what comes before its end can still come. */
function longestOwed(bench: Bench, wait: number): readonly [Course, Clock | undefined] {
  const begun = (): Course => {
    const course = new Course(bench, { wait });
    course.at = morning(addDays(course.today, wait), bench.pack.timezone);
    return course;
  };
  const courses = [begun().toListed(), begun().toPetition().accept(), begun().toReview()];
  const owed = (course: Course): Clock | undefined =>
    Object.values(course.state.clocks)
      .filter(({ against, effect, due }) => against === 'authority' && effect === 'escalate' && due !== null)
      .toSorted((left, right) => (left.due ?? '').localeCompare(right.due ?? ''))
      .at(-1);
  const days = (course: Course): number => daysBetween(course.today, owed(course)?.due ?? course.today);
  const [longest] = courses.toSorted((left, right) => days(right) - days(left));
  return [longest ?? new Course(bench), longest && owed(longest)];
}

/** Who is told how long before or after an obligation ends, on seven days in a row. */
function escalation(bench: Bench, index: number): Probe {
  const week = [0, 1, 2, 3, 4, 5, 6].map((days) => rung(bench, index, days));
  return {
    passes: held(
      'who is to be told is told, at the moment that the calendar derives',
      ...week.map(({ told }) => told),
    ),
    refuses: held('before that moment nobody is told', ...week.map(({ early }) => !early)),
  };
}

function rung(
  { pack, engine, calendars }: Bench,
  index: number,
  days: number,
): { told: boolean; early: boolean } {
  const law = pack.escalation[index];
  const [listed, owed] = longestOwed({ pack, engine, calendars }, days);
  if (law === undefined || owed?.due == null) return { told: false, early: false };
  const { when: direction, id, tells } = law;
  const rule = { ...plainPeriod(pack, law), direction };
  const moment = deriveDeadline({ rule, from: owed.due }, calendars);
  const at = moment.kind === 'deadline' && moment.end !== null ? toInstant(moment.end) : '';
  const planned = owed.rungs.some((each) => each.id === id && each.at === at && each.tells === tells);
  // A moment that is over when the obligation begins is none.
  if (at <= listed.at) return { told: owed.rungs.every((each) => each.id !== id), early: false };
  const early = listed.events.some(({ event }) => event.type === 'rung-reached' && event.key === owed.key);
  const told = listed
    .until(at)
    .events.some(({ event }) => event.type === 'rung-reached' && event.rung === id);
  return { told: planned && told, early };
}
