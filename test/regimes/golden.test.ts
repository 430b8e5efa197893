import { describe, expect, it } from 'vitest';
import { addDays } from '../../domain/calendar/local-time.ts';
import { Course, morning, people, refusedBy, type Plan } from '../../domain/regime/conformance/course.ts';
import { calendars, packOf } from '../support/law.ts';

/** A case that begins on a day. */
function on(regime: string, version: string, day: string, plan: Plan = {}): Course {
  const pack = packOf(regime, version);
  const course = new Course(pack, calendars, plan);
  course.at = morning(day, pack.timezone);
  return course;
}

const months = (amount: number) => ({ amount, unit: 'months' as const });

describe('Procurement Act 2023', () => {
  it('no entry before the end of eight working days beginning with the day of the notice, Easter left out', () => {
    const course = on('uk-procurement-debarment', '2025-02-24', '2025-03-03').toReview();
    const served = course.until(morning('2025-04-07', 'Europe/London')).approve().serveDecision();
    expect(served.clock('standstill')?.due).toBe('2025-04-16');
    const enter = { type: 'enter-listing' as const };
    const last = served.until(morning('2025-04-16', 'Europe/London')).peek(people.publisher, enter);
    expect(refusedBy(last, 'review.standstill', 'PA 2023 ss. 62(6)-(7), 63(2)')).toBe(true);
    const next = served.until(morning('2025-04-17', 'Europe/London')).peek(people.publisher, enter);
    expect(next.kind).toBe('ruled');
  });

  it('five years from the event, not from the listing', () => {
    const course = on('uk-procurement-debarment', '2025-02-24', '2025-10-01', {
      ground: 'organised-crime',
      instrumentOn: '2021-06-01',
      conductOn: '2021-01-15',
    }).toListed();
    expect(course.state.entry?.until).toBe('2026-06-01');
  });
});

describe('FAR 9.4', () => {
  it('since 17 January 2025: received on day 0, the record closes with day 30, the decision is due on day 75', () => {
    const course = on('us-far-9.4', '2025-01-17', '2025-02-03').open().determine().serve();
    const day0 = course.state.notice?.servedOn ?? '';
    expect(course.clock('notice.response')?.due).toBe(addDays(day0, 30));
    course.silence();
    expect(course.state.stage).toBe('list-review');
    expect(course.clock('determination.decide')?.due).toBe(addDays(day0, 75));
  });

  it('before: thirty working days from each submission, and no time at all without one', () => {
    const course = on('us-far-9.4', '2024-05-22', '2024-12-02').open().determine().serve();
    expect(course.clock('determination.decide')).toBeUndefined();
    course.until(morning('2024-12-22', 'America/New_York')).respond();
    // Christmas, New Year's Day and the birthday of Martin Luther King lie in between.
    expect(course.clock('determination.decide')?.due).toBe('2025-02-05');
  });

  it('a suspension ends after 12 months without proceedings, after 18 if the prosecutor asks, and later once they began', () => {
    const suspended = (): Course => on('us-far-9.4', '2025-01-17', '2025-02-03').open().impose();
    expect(suspended().clock('suspension.term')?.due).toBe('2026-02-03');
    expect(
      suspended().until(morning('2026-02-04', 'America/New_York')).happened('interim-measure-ended'),
    ).toBe(true);
    const extend = {
      type: 'extend-clock' as const,
      key: 'suspension.term',
      by: months(6),
      reasons: { id: 'r', digest: '' },
    };
    const longer = suspended().must(people.supervisor, extend);
    expect(longer.clock('suspension.term')?.due).toBe('2026-08-03');
    expect(
      refusedBy(longer.peek(people.supervisor, extend), 'suspension.term.extension', 'FAR 9.407-4(b)'),
    ).toBe(true);
    longer
      .until(morning('2026-07-01', 'America/New_York'))
      .must(people.supervisor, { type: 'report-proceedings-began', document: 'docket' })
      .until(morning('2027-07-01', 'America/New_York'));
    expect(longer.happened('interim-measure-ended')).toBe(false);
  });

  it('time under suspension counts: eight months of it and two years in all, not two years more', () => {
    const course = on('us-far-9.4', '2025-01-17', '2025-02-03', {
      ground: 'arms-control-certification',
      term: { amount: 2, unit: 'years' },
    })
      .open()
      .impose()
      .until(morning('2025-10-03', 'America/New_York'))
      .onwards('listed');
    expect(course.state.entry?.until).toBe('2027-02-03');
    expect(course.clock('publication.publish')?.from).toBe(course.today);
  });

  it('the arms control ground takes no less than two years, the immigration ground exactly one', () => {
    const short = on('us-far-9.4', '2025-01-17', '2025-02-03', {
      ground: 'arms-control-certification',
    }).open();
    const decision = short.peek(people.investigator, {
      ...short.determination(),
      term: { amount: 1, unit: 'years' },
    });
    expect(refusedBy(decision, 'entry.term.arms-control')).toBe(true);
    const fixed = on('us-far-9.4', '2025-01-17', '2025-02-03', { ground: 'immigration-employment' }).open();
    const chosen = fixed.peek(people.investigator, {
      ...fixed.determination(),
      term: { amount: 2, unit: 'years' },
    });
    expect(refusedBy(chosen, 'entry.term.immigration')).toBe(true);
  });
});

describe('Regulation 2024/2509', () => {
  it('a message that nobody opens is notified ten days after sending; publication waits three months from notification', () => {
    const course = on('eu-edes', '2024-09-29', '2025-02-03').open().determine().serve();
    expect(course.state.notice?.servedOn).toBe('2025-02-13');
    const listed = course.silence().list().serveDecision();
    const notified = listed.state.decisionService?.servedOn ?? '';
    const due = listed.clock('publication.delay')?.due ?? '';
    expect(due.slice(8)).toBe(notified.slice(8));
    expect(refusedBy(listed.peek(people.publisher, { type: 'publish' }), 'publication.delay')).toBe(true);
  });
});

describe('Order 44', () => {
  it('three years from the listing, one year before a petition, twenty working days to publish', () => {
    const course = on('cn-market-list', '2021-09-01', '2024-09-02').toListed();
    const listed = course.today;
    expect(course.state.entry?.until).toBe(`${Number(listed.slice(0, 4)) + 3}${listed.slice(4)}`);
    course.publish();
    const early = course.until(
      morning(addDays(`${Number(listed.slice(0, 4)) + 1}${listed.slice(4)}`, -1), 'Asia/Shanghai'),
    );
    expect(
      refusedBy(early.peek(people.subject, early.petition()), 'petition.notBefore', 'Order 44 art. 17'),
    ).toBe(true);
    expect(course.days(1).peek(people.subject, course.petition()).kind).toBe('ruled');
  });

  it('ninety days without a notice, and the case lapses: nothing may be decided any more', () => {
    const course = on('cn-market-list', '2021-09-01', '2024-09-02').open().days(91);
    expect(course.state).toMatchObject({ stage: 'closed', outcome: 'dismissed' });
  });
});
