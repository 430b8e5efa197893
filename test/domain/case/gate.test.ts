import { describe, expect, it } from 'vitest';
import type { Command } from '../../../domain/case/commands.ts';
import { decideOpening } from '../../../domain/case/decide.ts';
import type { EarlierCase } from '../../../domain/case/handler.ts';
import { Course } from '../../../domain/regime/conformance/course.ts';
import { people } from '../../../domain/regime/conformance/people.ts';
import type { Pack } from '../../../domain/regime/pack.ts';
import { measuresFor } from '../../../domain/register/measures-for.ts';
import { calendars, packOf, refusedBy, text } from '../../support/law.ts';

const market = packOf('cn-market-list', '2021-09-01');
const far = packOf('us-far-9.4', '2025-01-17');
const on = (pack: Pack) => ({ pack, engine: pack, calendars });

/** Opens a case of the market list as it would be lawful, but for what is changed. */
function opened(more: Partial<ReturnType<Course['opening']>> = {}, earlier: readonly EarlierCase[] = []) {
  const course = new Course(on(market));
  return decideOpening(
    'c1',
    { ...course.opening(), ...more },
    { ...course.context(people.investigator), packHash: 'h', earlier },
  );
}

describe('the authority', () => {
  const authority = new Course(on(market)).opening().authority;

  it('acts under the regimes it is registered for, and no others', () => {
    expect(opened().kind).toBe('ruled');
    expect(refusedBy(opened({ authority: { ...authority, regimes: ['cn-wage-arrears'] } }))).toEqual([
      'authorities.who',
    ]);
  });

  it.each([
    ['a territory of its own, and facts in it', 'CN-44', 'CN-44-03', []],
    ['facts next door', 'CN-44', 'CN-45', ['authorities.where']],
    ['facts in a territory whose name begins alike', 'CN-44', 'CN-441', ['authorities.where']],
    ['facts that lie nobody says where', 'CN-44', null, ['authorities.where']],
    ['a territory abroad', 'US', 'US', ['authorities.where']],
    ['no territory of its own', undefined, null, []],
  ])('acts where it may: %s', (_what, territory, place, rules) => {
    const there = { ...authority, ...(territory !== undefined && { territory }) };
    expect(refusedBy(opened({ authority: there, place }))).toEqual(rules);
  });
});

describe('the law a case comes under', () => {
  it('is named in its record by its hash', () => {
    const decision = opened();
    expect(decision.kind === 'ruled' && decision.recorded[0]?.event).toMatchObject({ packHash: 'h' });
  });
});

describe('the instrument', () => {
  const { instrument } = new Course(on(market)).opening();
  const earlier: EarlierCase = {
    caseId: 'earlier',
    regime: market.regime,
    stage: 'closed',
    outcome: 'basis-fell',
    instrument: instrument.documentDigest,
    instrumentOn: null,
    trigger: null,
    underReview: false,
    removedAt: null,
    authority: 'here',
    listedFrom: null,
  };

  it('carries nothing while another document says the opposite', () => {
    expect(refusedBy(opened({ instrument: { ...instrument, contradictedBy: 'e'.repeat(64) } }))).toEqual([
      'instrument.contradicted',
    ]);
  });

  it('carries nothing of which the record says that it fell', () => {
    expect(refusedBy(opened({}, [earlier]))).toEqual(['instrument.contradicted']);
    expect(opened({}, [{ ...earlier, instrument: 'another' }]).kind).toBe('ruled');
  });
});

describe('the ground', () => {
  const since = (day: string): Pack => ({
    ...market,
    grounds: market.grounds.map((ground) => ({ ...ground, since: day })),
  });

  it('was one on the day of the act, or carries nothing', () => {
    const course = (pack: Pack, conductOn: string) => {
      const begun = new Course(on(pack), { conductOn }).open();
      return begun.peek(people.investigator, begun.determination());
    };
    expect(refusedBy(course(since('2024-02-01'), '2024-01-31'))).toEqual(['grounds.since']);
    expect(course(since('2024-02-01'), '2024-02-01').kind).toBe('ruled');
  });

  it('is no older than the instrument where nobody says when the act was', () => {
    const begun = new Course(on(since('2024-03-01')), { instrumentOn: '2024-02-10' }).open();
    const { conductOn: _unsaid, ...rest } = begun.determination();
    expect(refusedBy(begun.peek(people.investigator, rest))).toEqual(['grounds.since']);
  });
});

describe('the term', () => {
  const determined = (term: {
    amount: number;
    unit: 'years' | 'working-days' | 'calendar-days' | 'months' | 'weeks' | 'life' | 'day-of-next-month';
  }) => {
    const course = new Course(on(far), { ground: 'contract-violation' });
    course.at = '2025-03-03T15:00:00.000Z';
    course.open();
    return course.peek(people.investigator, { ...course.determination(), term });
  };

  it.each([
    [3, 'years', true],
    [36, 'months', true],
    [1096, 'calendar-days', true],
    [1097, 'calendar-days', false],
    [157, 'weeks', false],
    [782, 'working-days', false],
    [740, 'working-days', true],
    [0, 'calendar-days', false],
    [0, 'life', false],
    [31, 'day-of-next-month', false],
  ] as const)('of %i %s from 3 March 2025 is lawful: %s', (amount, unit, lawful) => {
    expect(refusedBy(determined({ amount, unit }))).toEqual(lawful ? [] : ['entry.term']);
  });

  // 1,096 days are three years where a leap day lies in them, and otherwise a day more than the law allows.
  const days1096 = { amount: 1096, unit: 'calendar-days' as const };
  const { interim: _interim, ...withoutInterim } = far;

  it('is weighed by the day on which it would begin', () => {
    const course = new Course(on(withoutInterim), { ground: 'contract-violation', term: days1096 });
    course.at = '2025-03-03T15:00:00.000Z';
    course.open().determine().serve().silence();
    expect(course.peek(people.decider, course.approval()).kind).toBe('ruled');
    course.until('2028-03-01T15:00:00.000Z');
    expect(refusedBy(course.peek(people.decider, course.approval()))).toEqual(['entry.term']);
  });

  it('never ends later than the most from the day it begins, however late that day comes', () => {
    const consent = {
      levels: ['agency'],
      cite: 'a law',
      status: 'secondary' as const,
    };
    const pack: Pack = { ...withoutInterim, review: { ...far.review, consent } };
    const course = new Course(on(pack), { ground: 'contract-violation', term: days1096 });
    course.at = '2025-03-03T15:00:00.000Z';
    course.open().determine().serve().silence().approve();
    course.until('2028-03-01T15:00:00.000Z').consent();
    expect(course.state.entry).toMatchObject({ from: '2028-03-01', until: '2031-03-01' });
  });

  it('counts what was borne already on the same instrument', () => {
    const edes = packOf('eu-edes', '2024-09-29');
    const course = new Course(on(edes));
    const opening = course.opening();
    course.tryOpen(opening, people.investigator, {
      earlier: [
        {
          caseId: 'earlier',
          regime: edes.regime,
          stage: 'closed',
          outcome: 'released',
          instrument: opening.instrument.documentDigest,
          instrumentOn: null,
          trigger: null,
          underReview: false,
          removedAt: '2024-12-31T12:00:00.000Z',
          authority: 'here',
          listedFrom: '2024-09-22',
        },
      ],
    });
    expect(course.state.served).toBe(100);
    course.determine().serve().silence().list();
    const whole = new Course(on(edes));
    whole.open().determine().serve().silence().list();
    const days = (of: Course) =>
      Math.round(
        (Date.parse(of.state.entry?.until ?? '') - Date.parse(of.state.entry?.from ?? '')) / 86_400_000,
      );
    expect(days(whole) - days(course)).toBeGreaterThanOrEqual(99);
    expect(days(whole) - days(course)).toBeLessThanOrEqual(101);
  });
});

describe('the least severe measure', () => {
  const decide = (measures: readonly string[], considered: readonly string[]) => {
    const course = new Course(on(market)).toReview();
    const approval: Command = {
      ...course.approval(),
      measures,
      lighter: { considered, reasons: text('lighter') },
    };
    return course.peek(people.decider, approval);
  };

  it('is considered before a more severe one, and the decision says why it does not do', () => {
    expect(refusedBy(decide(['key-supervision'], ['no-honours']))).toEqual(['review.least-severe']);
    const decision = decide(['key-supervision'], ['no-honours', 'no-notification-commitment']);
    expect(decision.kind === 'ruled' && decision.recorded.map(({ event }) => event)).toContainEqual(
      expect.objectContaining({
        type: 'listing-approved',
        lighter: { considered: ['no-honours', 'no-notification-commitment'], reasons: text('lighter') },
      }),
    );
  });

  it('needs nothing lighter considered', () => {
    expect(decide(['no-honours'], []).kind).toBe('ruled');
  });
});

describe('what a recipient is told', () => {
  const all = market.measures.map(({ id }) => id);
  const told = (id: string) => {
    const recipient = market.recipients.find((each) => each.id === id);
    if (recipient === undefined) throw new Error(id);
    return measuresFor(market, recipient, all);
  };

  it('is what it carries out, and nothing else', () => {
    expect(told('licensing-authorities')).toEqual([
      'weighty-factor-in-permits-and-bidding',
      'no-notification-commitment',
    ]);
    expect(told('procurement-and-bidding-authorities')).toEqual(['weighty-factor-in-permits-and-bidding']);
  });

  it('is the entry as it is, for whoever is only informed', () => {
    expect(told('credit-china')).toEqual(all);
  });
});
