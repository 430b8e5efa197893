import { deriveDeadline } from '../../calendar/deadline.ts';
import { addDays } from '../../calendar/local-time.ts';
import type { CivilDate } from '../../case/state.ts';
import type { Ground } from '../pack.ts';
import { Course, type Plan } from './course.ts';
import { firstDay, morning, OffCourse, refusedBy } from './drive.ts';
import { people } from './people.ts';
import { held, missing, type Bench, type Gap, type Probe } from './probe.ts';
import { plainPeriod } from '../plain-period.ts';

export function exclusion(bench: Bench, ground: Ground, index: number): Probe | Gap {
  const law = ground.exclusions[index];
  if (law === undefined) return missing;
  const plan = { ground: ground.id };
  const asked = new Course(bench, plan).open();
  const found = asked.peek(people.investigator, { ...asked.determination(), exclusions: [law.id] });
  const minor = new Course(bench, plan);
  minor.tryOpen({ ...minor.opening(), subject: { ...minor.opening().subject, minor: true } });
  const silent = minor.peek(people.investigator, minor.determination());
  return {
    passes: held(
      'a determination to which it does not apply',
      asked.peek(people.investigator, asked.determination()).kind === 'ruled',
    ),
    refuses: held(
      `a determination although "${law.id}" applies, stated or known of the subject`,
      refusedBy(found, 'grounds.exclusions', law.cite),
      law.id !== 'minor' || refusedBy(silent, 'grounds.exclusions', law.cite),
    ),
  };
}

export function required(bench: Bench, ground: Ground, index: number): Probe | Gap {
  const law = ground.requires[index];
  if (law === undefined) return missing;
  const asked = new Course(bench, { ground: ground.id }).open();
  const stated = ground.requires.map(({ id }) => id).filter((id) => id !== law.id);
  return {
    passes: held(
      'a determination that states it',
      asked.peek(people.investigator, asked.determination()).kind === 'ruled',
    ),
    refuses: held(
      `a determination that does not state "${law.id}"`,
      refusedBy(
        asked.peek(people.investigator, { ...asked.determination(), stated }),
        'grounds.requires',
        law.cite,
      ),
    ),
  };
}

const field = { conduct: 'conductOn', instrument: 'instrumentOn', known: 'knownOn' } as const;

/** The last day of the period and the day after it; what interrupts it, in time and too late; what is not looked at. */
export function limitation(bench: Bench, ground: Ground): Probe | Gap {
  const law = ground.limitation;
  if (law === undefined) return missing;
  const { notBefore, from, cite } = law;
  const soon = firstDay(bench.pack);
  // Late enough for the whole period to lie after what is not looked at.
  const today = notBefore === undefined ? soon : addDays(notBefore, spanOf(law) + 20);
  const asked = (on: CivilDate, plan: Plan, interruptions: readonly CivilDate[] = []) => {
    const recent = addDays(on, -9);
    const course = new Course(bench, {
      ground: ground.id,
      conductOn: recent,
      instrumentOn: recent,
      knownOn: recent,
      ...plan,
    });
    course.at = morning(on, bench.pack.timezone);
    const open = course.open();
    return open.peek(people.investigator, { ...open.determination(), interruptions });
  };
  const barred = (...of: Parameters<typeof asked>): boolean =>
    refusedBy(asked(...of), 'grounds.limitation', cite);
  const oldest = oldestStart(bench, law, today);
  const tooOld = { [field[from]]: addDays(oldest, -1) };
  const event = from === 'conduct' ? 'conductOn' : 'instrumentOn';
  const again = [addDays(oldest, 30)];
  return {
    passes: held(
      `a determination on the last day${law.interrupted ? ', or later after an interruption in time' : ''}`,
      asked(today, { [field[from]]: oldest }).kind === 'ruled',
      asked(today, tooOld, again).kind === (law.interrupted ? 'ruled' : 'refused'),
      notBefore === undefined || asked(soon, { [event]: notBefore }).kind === 'ruled',
    ),
    refuses: held(
      `a determination the day after; an interruption too late${notBefore ? `; anything before ${notBefore}` : ''}`,
      barred(today, tooOld),
      barred(today, { [field[from]]: addDays(oldest, -60) }, [addDays(today, -5)]),
      notBefore === undefined || barred(soon, { [event]: addDays(notBefore, -1) }),
    ),
  };
}

/** More days than a period has. */
function spanOf({ amount, unit }: NonNullable<Ground['limitation']>): number {
  return amount * (unit === 'years' ? 366 : unit === 'months' ? 31 : 7);
}

/** The oldest day from which the period still runs on `today`. */
function oldestStart(
  { pack, calendars }: Bench,
  law: NonNullable<Ground['limitation']>,
  today: CivilDate,
): CivilDate {
  const rule = plainPeriod(pack, law);
  for (let day = addDays(today, -spanOf(law) - 10); day <= today; day = addDays(day, 1)) {
    const derived = deriveDeadline({ rule, from: day }, calendars);
    if (derived.kind === 'deadline' && derived.due !== null && derived.due >= today) return day;
  }
  throw new OffCourse('limitation is over before it began');
}

/** As many factors as must be weighed, one less, and one that is not on the list. */
export function factors(bench: Bench): Probe {
  const { weigh, atLeast, cite } = bench.pack.factors;
  const open = new Course(bench).open();
  const asked = open.determination();
  const weighing = (chosen: readonly string[]) =>
    open.peek(people.investigator, { ...asked, factors: chosen });
  const ids = weigh.map(({ id }) => id);
  return {
    passes: held(
      `a determination that weighs ${atLeast}, or all`,
      weighing(ids.slice(0, atLeast)).kind === 'ruled',
      weighing(ids).kind === 'ruled',
    ),
    refuses: held(
      atLeast > 0
        ? `a determination that weighs ${atLeast - 1}; one that weighs another`
        : 'one that weighs another',
      atLeast === 0 || refusedBy(weighing(ids.slice(0, atLeast - 1)), 'factors', cite),
      refusedBy(weighing([...ids, 'factor-of-no-regime']), 'factors', cite),
    ),
  };
}
