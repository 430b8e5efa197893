import { deriveDeadline } from '../../calendar/deadline.ts';
import { addDays, localDate } from '../../calendar/local-time.ts';
import type { Decision } from '../../case/decide.ts';
import type { EarlierCase } from '../../case/handler.ts';
import type { CivilDate } from '../../case/state.ts';
import { explainedToPublic } from '../../register/disclosed.ts';
import type { Bound } from '../pack.ts';
import { Course, digest, text } from './course.ts';
import { OffCourse, refusals, refusedBy, type Act } from './drive.ts';
import { people, recipientActor } from './people.ts';
import { held, missing, type Bench, type Gap, type Probe } from './probe.ts';
import { plainPeriod } from '../plain-period.ts';

export function basisFalls(bench: Bench): Probe {
  const published = new Course(bench).toListed().publish();
  const report = (effectiveOn: CivilDate): Act => ({
    type: 'report-basis-fallen',
    how: 'revoked',
    documentDigest: digest,
    effectiveOn,
  });
  const early = published.peek(people.clerk, report(addDays(published.today, 1)));
  published.must(people.clerk, report(published.today));
  const tells = bench.pack.publication.public && bench.pack.basisFalls.explainPublicly;
  return {
    passes: held(
      `the entry is removed without any petition${tells ? ', and the public is told why' : ''}`,
      published.state.removal?.cause === 'basis-fell',
      explainedToPublic(bench.engine) === tells,
    ),
    refuses: held('a basis that falls tomorrow', refusedBy(early, 'basis-falls.date')),
  };
}

/** A removal stays open until each recipient has acknowledged it. */
export function removal(bench: Bench): Probe {
  const removing = new Course(bench).toListed().publish().basisFalls();
  const [first, ...others] = bench.pack.recipients;
  const command: Act = { type: 'acknowledge-retraction', recipient: first?.id ?? '', evidence: null };
  const early = removing.peek(recipientActor(first?.id ?? ''), command);
  removing.perform('retract');
  for (const { id } of others) removing.acknowledge(id);
  const open = removing.state.stage;
  if (first) removing.acknowledge(first.id);
  const unknown = new Course(bench).toListed().publish();
  return {
    passes: held(
      'a removal closes when every recipient has acknowledged',
      open === 'removal' && removing.happened('case-closed'),
    ),
    refuses: held(
      'an acknowledgement of what was not retracted; an event that the law does not name',
      refusedBy(early, 'removal.retracted'),
      refusedBy(
        unknown.peek(people.clerk, triggered('event-of-no-regime', unknown.today)),
        'removal.triggers',
        bench.pack.removal.cite,
      ),
    ),
  };
}

const triggered = (trigger: string, occurredOn: CivilDate): Act => ({
  type: 'report-removal-trigger',
  trigger,
  documentDigest: digest,
  occurredOn,
});

/** An event that obliges to removal: on each ground that it ends, from the day on which it happened. */
export function trigger(bench: Bench, index: number): Probe | Gap {
  const { pack } = bench;
  const law = pack.removal.triggers[index];
  if (law === undefined) return missing;
  const ended = law.grounds ?? pack.grounds.map(({ id }) => id).slice(0, 1);
  const standing = pack.grounds.filter(({ id }) => law.grounds && !law.grounds.includes(id));
  const on = (ground: string): Course => new Course(bench, { ground }).toListed().publish().days(9);
  const ends = ended.every((ground) => {
    const course = on(ground);
    const since = addDays(course.today, -4);
    course.must(people.clerk, triggered(law.id, since));
    const clocks = Object.values(course.state.clocks).filter(
      ({ startedBy }) => startedBy === 'removal-began',
    );
    return (
      course.state.removal?.cause === 'triggered' &&
      course.state.removalTrigger === law.id &&
      clocks.every(({ from }) => localDate(from, pack.timezone) === since)
    );
  });
  const somewhere = on(ended[0] ?? '');
  return {
    passes: held('the entry comes off, and the time to take it off runs from the event', ends),
    refuses: held(
      'an event of tomorrow; one that ends no entry on the ground',
      refusedBy(
        somewhere.peek(people.clerk, triggered(law.id, addDays(somewhere.today, 1))),
        'removal.triggers.date',
      ),
      ...standing.map(({ id }) => {
        const course = on(id);
        return refusedBy(
          course.peek(people.clerk, triggered(law.id, course.today)),
          'removal.triggers',
          law.cite,
        );
      }),
    ),
  };
}

const OTHER_FACTS = '1'.repeat(64);
const LONG_AGO = 40 * 366;

function earlier(course: Course, more: Partial<EarlierCase>): EarlierCase {
  return {
    caseId: 'earlier',
    regime: course.pack.regime,
    stage: 'closed',
    outcome: 'repaired',
    instrument: course.opening().instrument.documentDigest,
    instrumentOn: null,
    removedAt: null,
    trigger: null,
    underReview: false,
    authority: course.opening().authority.id,
    listedFrom: null,
    ...more,
  };
}

/** A second case on the same instrument, while the first is open; and one on another instrument. */
export function onceForTheSameFacts(bench: Bench): Probe {
  const ask = (more: Partial<EarlierCase>): Decision => {
    const course = new Course(bench);
    return course.tryOpen(course.opening(), people.investigator, {
      earlier: [earlier(course, { stage: 'notice', outcome: null, ...more })],
    });
  };
  const { cite } = bench.pack.review.onceForTheSameFacts;
  return {
    passes: held('another case, on other facts', ask({ instrument: OTHER_FACTS }).kind === 'ruled'),
    refuses: held('a second case on the same facts', refusedBy(ask({}), 'review.onceForTheSameFacts', cite)),
  };
}

/** After a removal: the old facts; the last day of the bar and the day after it; a proceeding that goes on. */
export function relisting(bench: Bench): Probe {
  const { cite, newFactsOnly, barredFor, ifRemovedBy, afterProceedings } = bench.pack.relisting;
  const ask = (daysAgo: number, more: Partial<EarlierCase> = {}): Decision => {
    const course = new Course(bench);
    const removedAt = course.at.replace(/^.{10}/, addDays(course.today, -daysAgo));
    return course.tryOpen(course.opening(), people.investigator, {
      earlier: [earlier(course, { removedAt, instrument: OTHER_FACTS, ...more })],
    });
  };
  const barred = (daysAgo: number, more: Partial<EarlierCase> = {}): boolean =>
    refusedBy(ask(daysAgo, more), 'relisting', cite);
  const lasts = barredFor === undefined ? 0 : barLasts(bench, barredFor);
  const triggers = ifRemovedBy ?? [null];
  const sameFacts = { instrument: digest };
  return {
    passes: held(
      'new facts, after the bar if there is one, or after a removal that brings none',
      ask(LONG_AGO).kind === 'ruled',
      newFactsOnly || ask(LONG_AGO, sameFacts).kind === 'ruled',
      ...triggers.map((each) => ask(lasts + 1, { trigger: each }).kind === 'ruled'),
      (barredFor !== undefined && ifRemovedBy === undefined) || ask(1).kind === 'ruled',
      afterProceedings || ask(LONG_AGO, { underReview: true }).kind === 'ruled',
    ),
    refuses: held(
      'the old facts, or a listing while the bar runs or the removal is under review, where the law says so',
      !newFactsOnly || barred(LONG_AGO, sameFacts),
      barredFor === undefined || triggers.every((each) => barred(lasts, { trigger: each })),
      !afterProceedings || barred(LONG_AGO, { underReview: true }),
    ),
  };
}

/** After how many days a removal still bars a listing today. */
function barLasts(bench: Bench, barredFor: Bound): number {
  const course = new Course(bench);
  const rule = plainPeriod(bench.pack, barredFor);
  for (let days = 1; days < 2000; days += 1) {
    const bar = deriveDeadline({ rule, from: addDays(course.today, -days) }, bench.calendars);
    if (bar.kind === 'deadline' && bar.due !== null && bar.due < course.today) return days - 1;
  }
  throw new OffCourse('the bar never ends');
}

/** A closed case: on the last day of its retention, and the day after. */
export function retention(bench: Bench): Probe {
  const { pack, calendars } = bench;
  const law = pack.retention;
  const determined = new Course(bench).open().determine();
  const closed = determined.days(2).must(people.investigator, {
    type: 'withdraw-case',
    reasons: text('reasons'),
  });
  const { closedAt, determination } = closed.state;
  const from = law.from === 'conduct-ended' ? determination?.conductOn : closedAt;
  const rule = plainPeriod(pack, law);
  const kept = from == null ? undefined : deriveDeadline({ rule, from }, calendars);
  if (kept?.kind !== 'deadline' || kept.due === null) throw new OffCourse('retention has no end');
  closed.untilDay(kept.due);
  const early = closed.peek(people.supervisor, { type: 'erase-case' });
  closed.untilDay(addDays(kept.due, 1)).ask(people.supervisor, { type: 'erase-case' });
  return {
    passes: held(
      `after ${kept.due}: ${law.afterwards}`,
      closed.last('case-erased')?.afterwards === law.afterwards,
    ),
    refuses: held('before that', refusedBy(early, 'retention', law.cite), refusals(early).length > 0),
  };
}
