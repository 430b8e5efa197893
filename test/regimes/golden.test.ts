import { describe, expect, it } from 'vitest';
import { addDays } from '../../domain/calendar/local-time.ts';
import { Course, digest, text, type Plan } from '../../domain/regime/conformance/course.ts';
import { morning, refusedBy } from '../../domain/regime/conformance/drive.ts';
import { people } from '../../domain/regime/conformance/people.ts';
import { onwards } from '../../domain/regime/conformance/reach.ts';
import { calendars, packOf } from '../support/law.ts';

/** A case that begins on a day. */
function on(regime: string, version: string, day: string, plan: Plan = {}): Course {
  const pack = packOf(regime, version);
  const course = new Course({ pack, engine: pack, calendars }, plan);
  course.at = morning(day, pack.timezone);
  return course;
}

const months = (amount: number) => ({ amount, unit: 'months' as const });

describe('Procurement Act 2023', () => {
  it('notice on Monday 3 March 2025: the eight days end on Wednesday 12, and the entry is possible on Thursday 13', () => {
    // The representations were made at once, so that the notice of the decision falls on the day of the vector.
    const course = on('uk-procurement-debarment', '2025-02-24', '2025-02-27', { instrumentOn: '2025-02-25' });
    course.open().determine().serve().respond().must(people.clerk, { type: 'close-record' }).considerAll();
    course.untilDay('2025-03-03').approve().serveDecision();
    expect(course.standstill()?.due).toBe('2025-03-12');
    const enter = { type: 'enter-listing' as const };
    expect(course.untilDay('2025-03-12').peek(people.publisher, enter).kind).toBe('refused');
    expect(course.untilDay('2025-03-13').peek(people.publisher, enter).kind).toBe('ruled');
  });

  it('what was before the Schedules came into force is not looked at, or not before three years earlier, by ground', () => {
    const determined = (ground: string, instrumentOn: string): string => {
      const course = on('uk-procurement-debarment', '2025-02-24', '2025-06-02', { ground, instrumentOn }).open();
      const decision = course.peek(people.investigator, course.determination());
      return decision.kind === 'ruled' ? 'ruled' : decision.refusals.map(({ citation }) => citation).join();
    };
    expect(determined('corporate-manslaughter', '2025-02-24')).toBe('ruled');
    expect(determined('corporate-manslaughter', '2025-02-23')).toBe('PA 2023 Sch. 6 para. 44(1), (3)');
    expect(determined('fraud-and-blackmail', '2022-02-24')).toBe('ruled');
    expect(determined('fraud-and-blackmail', '2022-02-23')).toBe('PA 2023 Sch. 6 para. 44(1), (4)');
    expect(determined('bribery-and-money-laundering', '2021-06-01')).toBe('ruled');
  });

  it('a discretionary ground looks back from when the event was known, not from when it was', () => {
    const known = (knownOn: string): string => {
      const plan = { ground: 'professional-misconduct', instrumentOn: '2015-05-01', knownOn };
      const course = on('uk-procurement-debarment', '2025-02-24', '2025-06-02', plan).open();
      return course.peek(people.investigator, course.determination()).kind;
    };
    expect(known('2022-06-02')).toBe('ruled');
    expect(known('2022-06-01')).toBe('refused');
  });

  it('an entry taken off during an appeal comes back only after the proceedings', () => {
    const course = on('uk-procurement-debarment', '2025-02-24', '2025-06-02');
    const earlier = (underReview: boolean) => ({
      caseId: 'before',
      regime: 'uk-procurement-debarment',
      stage: 'closed' as const,
      outcome: 'withdrawn',
      instrument: course.opening().instrument.documentDigest,
      instrumentOn: null,
      removedAt: '2025-05-20T10:00:00.000Z',
      trigger: null,
      underReview,
      authority: 'here',
      listedFrom: null,
    });
    const again = course.tryOpen(course.opening(), people.investigator, { earlier: [earlier(true)] });
    expect(refusedBy(again, 'relisting', 'PA 2023 s. 62(9)')).toBe(true);
    expect(course.tryOpen(course.opening(), people.investigator, { earlier: [earlier(false)] }).kind).toBe('ruled');
  });

  it('no entry before the end of eight working days beginning with the day of the notice, Easter left out', () => {
    const course = on('uk-procurement-debarment', '2025-02-24', '2025-03-03').toReview();
    const served = course.untilDay('2025-04-07').approve().serveDecision();
    expect(served.clock('standstill')?.due).toBe('2025-04-16');
    const enter = { type: 'enter-listing' as const };
    const last = served.untilDay('2025-04-16').peek(people.publisher, enter);
    expect(refusedBy(last, 'review.standstill', 'PA 2023 ss. 62(6)-(7), 63(2)')).toBe(true);
    const next = served.untilDay('2025-04-17').peek(people.publisher, enter);
    expect(next.kind).toBe('ruled');
  });

  it('five years from the event, not from the listing', () => {
    const course = on('uk-procurement-debarment', '2025-02-24', '2025-11-14', {
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
    course.untilDay('2024-12-22').respond();
    // Christmas, New Year's Day and the birthday of Martin Luther King lie in between.
    expect(course.clock('determination.decide')?.due).toBe('2025-02-05');
  });

  it('a suspension ends after 12 months without proceedings, after 18 if the prosecutor asks, and later once they began', () => {
    const suspended = (): Course => on('us-far-9.4', '2025-01-17', '2025-02-03').open().impose();
    expect(suspended().clock('suspension.term')?.due).toBe('2026-02-03');
    expect(
      suspended().untilDay('2026-02-04').happened('interim-measure-ended'),
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
      .untilDay('2026-07-01')
      .must(people.supervisor, { type: 'report-proceedings-began', document: 'docket' })
      .untilDay('2027-07-01');
    expect(longer.happened('interim-measure-ended')).toBe(false);
  });

  it('the prosecutor is told at least thirty days before the twelve months of a suspension are over', () => {
    const suspended = (): Course => on('us-far-9.4', '2025-01-17', '2025-02-03').open().impose();
    expect(suspended().clock('suspension.term')?.due).toBe('2026-02-03');
    expect(suspended().clock('suspension.announce-end')?.due).toBe('2026-01-04');
    const told = suspended().must(people.supervisor, { type: 'announce-interim-end', document: digest });
    expect(told.clock('suspension.announce-end')).toBeUndefined();
    const late = suspended().untilDay('2026-01-06');
    expect(late.clock('suspension.announce-end')?.lapsedAt).toBeDefined();
    // Nobody is told of the end of an exclusion that a mere notice brought about: it has none.
    const notified = on('us-far-9.4', '2025-01-17', '2025-02-03').open().determine().notify();
    expect(notified.clock('suspension.announce-end')).toBeUndefined();
  });

  it('the time to respond and the time to decide may be extended, for good cause', () => {
    const course = on('us-far-9.4', '2025-01-17', '2025-02-03').open().determine().serve();
    const reasons = { id: 'r', digest: '' };
    const ten = { amount: 10, unit: 'calendar-days' as const };
    const extend = (key: string) => ({ type: 'extend-clock' as const, key, by: ten, reasons });
    const day0 = course.state.notice?.servedOn ?? '';
    course.must(people.supervisor, extend('notice.response'));
    expect(course.clock('notice.response')?.due).toBe(addDays(day0, 40));
    course.silence().must(people.supervisor, extend('determination.decide'));
    expect(course.clock('determination.decide')?.due).toBe(addDays(day0, 95));
    const again = course.peek(people.supervisor, extend('determination.decide'));
    expect(refusedBy(again, 'determination.decide.extension', 'FAR 9.406-3(d)(1)')).toBe(true);
  });

  it('no time to decide runs while a suspension is in effect', () => {
    const course = on('us-far-9.4', '2025-01-17', '2025-02-03').open().impose().determine().serve().silence();
    expect(course.clock('determination.decide')).toBeUndefined();
  });

  it('time under a proposed debarment does not count, time under a suspension does', () => {
    const ground = 'contract-violation';
    const proposed = on('us-far-9.4', '2025-01-17', '2025-02-03', { ground }).toListed();
    expect(proposed.clock('entry.term')?.from).toBe(proposed.state.entry?.from);
    const suspended = on('us-far-9.4', '2025-01-17', '2025-02-03', { ground, interim: true }).toListed();
    expect(suspended.clock('entry.term')?.from).toBe(suspended.state.interim?.from);
  });

  it('time under suspension counts: eight months of it and two years in all, not two years more', () => {
    const course = on('us-far-9.4', '2025-01-17', '2025-02-03', {
      ground: 'arms-control-certification',
      term: { amount: 2, unit: 'years' },
    })
      .open()
      .impose()
      .untilDay('2025-10-03');
    onwards(course, 'listed');
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
  const opened = (day: string, plan: Plan = {}): Course => on('eu-edes', '2024-09-29', day, plan);

  it('a message that nobody opens is notified ten days after sending; publication waits three months from notification', () => {
    const course = opened('2025-02-03').open().determine().serve();
    expect(course.state.notice?.servedOn).toBe('2025-02-13');
    const listed = course.silence().list().serveDecision();
    const notified = listed.state.decisionService?.servedOn ?? '';
    const due = listed.clock('publication.delay')?.due ?? '';
    expect(due.slice(8)).toBe(notified.slice(8));
    expect(refusedBy(listed.peek(people.publisher, listed.publication()), 'publication.delay')).toBe(true);
  });

  it('the database has it once the person was notified; the public only where that was decided, if at all', () => {
    const listed = opened('2025-02-03').toListed();
    expect(Object.values(listed.state.duties).filter(({ kind }) => kind === 'deliver')).toEqual([]);
    listed.serveDecision().perform('deliver');
    expect(listed.state.entry).toMatchObject({ delivered: ['budget-implementers'] });
    expect(listed.state.entry?.publishedAt).toBeUndefined();
    const end = listed.clock('publication.delay')?.end ?? '';
    const unreasoned = listed.until(end).peek(people.publisher, { type: 'publish' });
    expect(refusedBy(unreasoned, 'publication.necessity', 'Reg. 2024/2509 art. 142(1)')).toBe(true);
    const reasoned = listed.peek(people.publisher, { type: 'publish', reasons: text('deterrence') });
    expect(reasoned.kind).toBe('ruled');
    // Nothing is overdue because nobody published.
    expect(Object.values(listed.state.clocks).filter(({ lapsedAt }) => lapsedAt !== undefined)).toEqual([]);
  });

  it('an acquittal in the seventh month ends the exclusion, and takes it from the site and the database', () => {
    const listed = opened('2025-02-03').toListed().publish();
    const month7 = addDays(listed.state.entry?.from ?? '', 200);
    listed.untilDay(month7).basisFalls();
    expect(listed.state).toMatchObject({ stage: 'removal', removal: { cause: 'basis-fell' } });
    listed.perform('retract').acknowledge('budget-implementers');
    expect(listed.state.stage).toBe('closed');
  });

  it('an interruption in the fourth year lets a new five years begin on the next day', () => {
    const asked = (conductOn: string, interruptions: string[]): string => {
      const course = opened('2029-06-04', { conductOn }).open();
      return course.peek(people.investigator, { ...course.determination(), interruptions }).kind;
    };
    expect(asked('2024-06-04', [])).toBe('ruled');
    expect(asked('2024-06-03', [])).toBe('refused');
    expect(asked('2020-07-01', ['2024-06-04'])).toBe('ruled');
    expect(asked('2020-07-01', ['2024-06-03'])).toBe('refused');
    // Too late: the first five years were over.
    expect(asked('2019-06-01', ['2024-06-05'])).toBe('refused');
  });

  it('no self-cleaning where the ground is fraud or corruption', () => {
    const listed = opened('2025-02-03', { ground: 'fraud-corruption' }).toListed().publish();
    const asked = listed.peek(people.subject, listed.petition());
    expect(refusedBy(asked, 'grounds.repairable', 'Reg. 2024/2509 art. 138(9)')).toBe(true);
  });
});

describe('World Bank sanctions', () => {
  const opened = (plan: Plan = {}): Course => on('wb-sanctions', '2023-11-01', '2024-03-04', plan);

  it('the end of the term releases nobody: the entry stays until the conditions are met', () => {
    const listed = opened({ term: { amount: 2, unit: 'years' } }).toListed().publish();
    const due = listed.state.entry?.leastUntil ?? '';
    listed.untilDay(addDays(due, 100));
    expect(listed.state).toMatchObject({ stage: 'listed', entry: { until: null } });
    listed.must(people.judge, { type: 'release-entry', reasons: text('conditions met') });
    expect(listed.state).toMatchObject({ stage: 'removal', removal: { cause: 'released' } });
    // Everybody who has a copy is told, the other banks among them.
    expect(Object.keys(listed.state.removal?.recipients ?? {})).toContain('other-development-banks');
  });

  it('the other banks recognise no debarment of exactly twelve months, and one of a day more', () => {
    const year = opened({ term: { amount: 12, unit: 'months' } }).toListed().publish();
    expect(year.state.entry?.delivered).toEqual(['borrowers']);
    const more = opened({ term: { amount: 366, unit: 'calendar-days' } }).toListed().publish();
    expect(more.state.entry?.delivered).toEqual(['borrowers', 'other-development-banks']);
  });
});

describe('Fa Shi 2017-7', () => {
  const opened = (ground: string, plan: Plan = {}): Course =>
    on('cn-judgment-defaulters', '2017-05-01', '2024-03-04', { ground, ...plan });
  const stated = (amount: number, unit: 'years' | 'months', factors: string[]): string => {
    const course = opened('asset-reporting').open();
    const asked = { ...course.determination(), term: { amount, unit }, factors };
    return course.peek(people.investigator, asked).kind;
  };

  it('two years; one to three more only with serious violence or several grounds', () => {
    expect(opened('asset-reporting').toListed().clock('entry.term')?.due).toBe('2026-03-12');
    expect(stated(2, 'years', [])).toBe('ruled');
    expect(stated(30, 'months', [])).toBe('refused');
    expect(stated(3, 'years', [])).toBe('refused');
    expect(stated(30, 'months', ['several-grounds'])).toBe('refused');
    expect(stated(3, 'years', ['several-grounds'])).toBe('ruled');
    expect(stated(5, 'years', ['violence-or-threat-serious'])).toBe('ruled');
    expect(stated(6, 'years', ['violence-or-threat-serious', 'several-grounds'])).toBe('refused');
  });

  const event = (trigger: string, occurredOn: string) => ({
    type: 'report-removal-trigger' as const,
    trigger,
    documentDigest: digest,
    occurredOn,
  });

  it('performance obliges to deletion within three working days of it, without any petition', () => {
    const course = opened('able-but-refuses').toListed().publish();
    course.untilDay('2024-06-12').must(people.clerk, event('performed', '2024-06-06'));
    expect(course.state).toMatchObject({
      stage: 'removal',
      removal: { cause: 'triggered' },
      removalTrigger: 'performed',
    });
    // Thursday; the Dragon Boat Festival lies between.
    expect(course.clock('removal.retract')).toMatchObject({ from: '2024-06-06', due: '2024-06-12' });
  });

  it('an entry for a fixed period is not ended by these events', () => {
    const course = opened('asset-reporting').toListed().publish();
    const decision = course.peek(people.clerk, event('performed', course.today));
    expect(refusedBy(decision, 'removal.triggers', 'Fa Shi 2017-7 art. 10(1)')).toBe(true);
  });

  it('six months without a new listing follow a deletion at the wish of the creditor, and no other', () => {
    const course = opened('asset-reporting');
    const again = (trigger: string | null, removedAt: string): string => {
      const earlier = {
        caseId: 'before',
        regime: 'cn-judgment-defaulters',
        stage: 'closed' as const,
        outcome: 'triggered',
        instrument: '9'.repeat(64),
        instrumentOn: null,
        removedAt,
        trigger,
        underReview: false,
        authority: 'here',
        listedFrom: null,
      };
      return course.tryOpen(course.opening(), people.investigator, { earlier: [earlier] }).kind;
    };
    expect(again('creditor-asks', '2023-09-04T02:00:00.000Z')).toBe('refused');
    expect(again('creditor-asks', '2023-09-03T02:00:00.000Z')).toBe('ruled');
    expect(again('performed', '2024-03-01T02:00:00.000Z')).toBe('ruled');
    expect(again(null, '2024-02-03T02:00:00.000Z')).toBe('ruled');
  });
});

describe('Order 45', () => {
  it('in another province: ten working days to push, ten from receipt to publish', () => {
    const plan = { traits: ['registered-in-another-province'] };
    const course = on('cn-penalty-publicity', '2021-09-01', '2024-09-02', plan).toListed();
    expect(course.clock('publication.publish')).toBeUndefined();
    const early = course.peek(people.publisher, course.publication());
    expect(refusedBy(early, 'publication.elsewhere', 'Order 45 art. 10')).toBe(true);
    const to = { id: 'there', level: 'county', regimes: ['cn-penalty-publicity'] };
    course.days(2).must(people.publisher, { type: 'hand-over-publication', to });
    expect(course.clock('publication.hand-over')).toBeUndefined();
    const there = { kind: 'person', person: 'p', roles: ['publisher'], authority: 'there' } as const;
    course.days(1).must(there, course.publication());
    expect(course.clock('publication.publish-elsewhere')).toBeUndefined();
    expect(course.state.entry?.publishedAt).toBeDefined();
  });

  it('a restriction of five years is displayed for five', () => {
    const plan = { ground: 'restriction-suspension-revocation', term: { amount: 5, unit: 'years' as const } };
    const course = on('cn-penalty-publicity', '2021-09-01', '2024-09-02', plan).toListed().publish();
    const published = course.today;
    expect(course.state.entry?.until).toBe(`${Number(published.slice(0, 4)) + 5}${published.slice(4)}`);
    expect(refusedBy(course.peek(people.subject, course.petition()), 'grounds.repairable')).toBe(true);
  });
});

describe('Order 44', () => {
  it('three years from the listing, one year before a petition, twenty working days to publish', () => {
    const course = on('cn-market-list', '2021-09-01', '2024-09-02').toListed();
    const listed = course.today;
    expect(course.state.entry?.until).toBe(`${Number(listed.slice(0, 4)) + 3}${listed.slice(4)}`);
    course.publish();
    const early = course.untilDay(addDays(`${Number(listed.slice(0, 4)) + 1}${listed.slice(4)}`, -1));
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
