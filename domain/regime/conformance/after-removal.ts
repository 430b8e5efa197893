import { addDays } from '../../calendar/local-time.ts';
import type { EarlierCase } from '../../case/handler.ts';
import { Course, people, refusedBy } from './course.ts';
import { held, type Bench, type Probe } from './probe.ts';

const OTHER_FACTS = '1'.repeat(64);

function earlierCase(course: Course, more: Partial<EarlierCase>): EarlierCase {
  const { pack } = course;
  const instrument = course.opening().instrument.documentDigest;
  return {
    caseId: 'earlier',
    regime: pack.regime,
    stage: 'closed',
    outcome: 'repaired',
    instrument,
    removedAt: null,
    authority: course.opening().authority.id,
    listedFrom: null,
    ...more,
  };
}

/** A second case on the same instrument, while the first is open; and one on another instrument. */
export function onceForTheSameFacts({ pack, calendars }: Bench): Probe {
  const ask = (instrument: Partial<EarlierCase>) => {
    const course = new Course(pack, calendars);
    return course.tryOpen(course.opening(), people.investigator, [
      earlierCase(course, { stage: 'notice', outcome: null, ...instrument }),
    ]);
  };
  const { cite } = pack.review.onceForTheSameFacts;
  return {
    passes: held('another case, on other facts', ask({ instrument: OTHER_FACTS }).kind === 'ruled'),
    refuses: held('a second case on the same facts', refusedBy(ask({}), 'review.onceForTheSameFacts', cite)),
  };
}

/** After a removal: the old facts, or the bar that still runs, against new facts after it. */
export function relisting({ pack, calendars }: Bench): Probe {
  const { cite, newFactsOnly, barredFor } = pack.relisting;
  const ask = (daysAgo: number, instrument?: string) => {
    const course = new Course(pack, calendars);
    const removedAt = `${addDays(course.today, -daysAgo)}T00:00:00.000Z`;
    return course.tryOpen(course.opening(), people.investigator, [
      earlierCase(course, { removedAt, ...(instrument && { instrument }) }),
    ]);
  };
  const LONG_AGO = 40 * 366;
  const passes = held('new facts, long after the removal', ask(LONG_AGO, OTHER_FACTS).kind === 'ruled');
  if (newFactsOnly)
    return { passes, refuses: held('the old facts', refusedBy(ask(LONG_AGO), 'relisting', cite)) };
  if (barredFor)
    return { passes, refuses: held('while the bar runs', refusedBy(ask(1, OTHER_FACTS), 'relisting', cite)) };
  return { passes, refuses: held('no bar is in the law, and none is applied', ask(1).kind === 'ruled') };
}

/** A closed case, the day before its retention is over and long after it. */
export function retention({ pack, calendars }: Bench): Probe {
  const closed = new Course(pack, calendars).open();
  closed.must(people.investigator, {
    type: 'withdraw-case',
    reasons: { id: 'reasons', digest: OTHER_FACTS },
  });
  const early = closed.peek(people.supervisor, { type: 'erase-case' });
  closed.days(120 * 366);
  const late = closed.peek(people.supervisor, { type: 'erase-case' });
  return {
    passes: held('erased or archived when the retention is over', late.kind === 'ruled'),
    refuses: held('erased while it must be kept', refusedBy(early, 'retention', pack.retention.cite)),
  };
}
