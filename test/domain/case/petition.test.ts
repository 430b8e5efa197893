import { describe, expect, it } from 'vitest';
import { localDate } from '../../../domain/calendar/local-time.ts';
import type { Command, CommandMap } from '../../../domain/case/commands.ts';
import type { EarlierCase } from '../../../domain/case/handler.ts';
import { tasks } from '../../../domain/case/tasks.ts';
import { decide } from '../../../domain/case/decide.ts';
import { eligibility } from '../../../domain/petition/eligibility.ts';
import type { Pack } from '../../../domain/regime/pack.ts';
import { ask, delivered, officer, onwards, pass, type Course } from '../../support/course.ts';
import { packOf, refusedBy, text } from '../../support/law.ts';
import { cast, petitioned, plusDays } from '../../support/lawful.ts';

const market = packOf('cn-market-list', '2021-09-01');
const wage = packOf('cn-wage-arrears', '2022-01-01');
const repair = packOf('cn-credit-repair', '2026-04-01');
const digest = 'd'.repeat(64);
const clerk = officer('fang');

const filing = (
  pack: Pack,
  more: Partial<CommandMap['file-petition']> = {},
): CommandMap['file-petition'] => ({
  type: 'file-petition',
  statement: text('petition'),
  materials: pack.petition.materials.map(({ id }) => id),
  met: pack.petition.preconditions.map(({ id }) => id),
  fee: 0,
  mandate: null,
  ...more,
});
const amends = (what: string, on: string): Command => ({ type: 'record-amends', what, on, evidence: digest });
const seen = ({ play, now }: Course) => eligibility(play.now, play.context(now, cast.subject));
const day = ({ play, now }: Course) => localDate(now, play.pack.timezone);
/** A listed entry whose first year is over. */
const ripe = (pack: Pack) => pass(delivered(pack), 400);

describe('a petition that counts from the correction', () => {
  it('is refused while no correction is on record, and possible so long after it', () => {
    const course = ripe(wage);
    expect(seen(course)).toMatchObject({ possible: false, from: null });
    const early = ask(course, cast.subject, filing(wage));
    expect(refusedBy(early)).toEqual(['petition.notBefore']);
    ask(course, cast.subject, amends('corrected', day(course)));
    const { from, inDays } = seen(course);
    expect(from! > plusDays(course.now, 170).slice(0, 10)).toBe(true);
    expect(inDays).toBeGreaterThan(170);
    pass(course, inDays! + 1);
    expect(refusedBy(ask(course, cast.subject, filing(wage)))).toEqual([]);
  });

  it('follows what the authority found rather than what was reported', () => {
    const course = ripe(wage);
    ask(course, cast.subject, amends('corrected', plusDays(course.now, -300).slice(0, 10)));
    expect(seen(course).possible).toBe(true);
    ask(course, cast.investigator, amends('corrected', day(course)));
    expect(seen(course).possible).toBe(false);
  });
});

describe('what eligibility shows before anything is filed', () => {
  it('tells what is fulfilled, by whose word, and what is missing', () => {
    const course = ripe(market);
    ask(course, cast.subject, amends('penalty-performed', day(course)));
    ask(course, cast.investigator, amends('effects-eliminated', day(course)));
    const shown = seen(course);
    expect(shown.preconditions.map(({ id, fulfilled }) => [id, fulfilled])).toEqual([
      ['penalty-performed', 'reported'],
      ['effects-eliminated', 'verified'],
      ['no-new-heavier-penalty', null],
    ]);
    expect(shown.missing).toEqual([
      'no-new-heavier-penalty',
      'application',
      'commitment',
      'evidence-of-performance',
    ]);
    expect(shown.possible).toBe(true);
  });

  it('refuses what no regime asks for, and a day that has not come', () => {
    const course = ripe(market);
    expect(refusedBy(ask(course, cast.subject, amends('good-will', day(course))))).toEqual(['amends.what']);
    expect(refusedBy(ask(course, cast.subject, amends('corrected', '2099-01-01')))).toEqual(['amends.date']);
  });

  it('counts the term of a running measure, where nobody may petition meanwhile', () => {
    const term = market.clocks['entry.term']!;
    const pack: Pack = {
      ...market,
      petition: { ...market.petition, notDuringMeasures: { cite: 'the law', status: 'verified-text' } },
      measures: market.measures.map((each) =>
        each.id === 'key-supervision' ? { ...each, term: 'measure.supervision' } : each,
      ),
      clocks: {
        ...market.clocks,
        'measure.supervision': { ...term, amount: 2, lapse: { effect: 'measure-ends' } },
      },
    };
    const course = ripe(pack);
    const over = course.play.now.entry?.measures.find(({ id }) => id === 'key-supervision')?.until;
    expect(refusedBy(ask(course, cast.subject, filing(pack)))).toEqual(['petition.notDuringMeasures']);
    expect(seen(course)).toMatchObject({
      possible: false,
      from: plusDays(`${over}T12:00:00Z`, 1).slice(0, 10),
    });
    pass(course, 365);
    expect(seen(course).possible).toBe(true);
  });

  it('looks at the other cases about the subject where the regime says that they count', () => {
    const checked = (check: 'no-new-case' | 'not-on-another-list'): Pack => ({
      ...market,
      petition: {
        ...market.petition,
        preconditions: market.petition.preconditions.map((each) =>
          each.id === 'no-new-heavier-penalty' ? { ...each, check } : each,
        ),
      },
    });
    const other: EarlierCase = {
      caseId: 'c9',
      regime: market.regime,
      stage: 'listed',
      outcome: null,
      instrument: digest,
      instrumentOn: '2022-06-01',
      authority: 'a1',
      listedFrom: null,
      removedAt: null,
      trigger: null,
      underReview: false,
    };
    const refused = (pack: Pack, earlier: readonly EarlierCase[]) => {
      const { play, now } = ripe(pack);
      const context = { ...play.context(now, cast.subject), earlier };
      const decision = decide(play.now, filing(pack), context);
      return { rules: refusedBy(decision), shown: eligibility(play.now, context) };
    };
    for (const check of ['no-new-case', 'not-on-another-list'] as const) {
      expect(refused(checked(check), [other]).rules).toEqual(['petition.preconditions']);
      const free = refused(checked(check), []);
      expect(free.rules).toEqual([]);
      expect(free.shown.missing).not.toContain('no-new-heavier-penalty');
    }
    expect(refused(checked('no-new-case'), [{ ...other, instrumentOn: '2020-01-01' }]).rules).toEqual([]);
    expect(refused(checked('not-on-another-list'), [{ ...other, stage: 'closed' }]).rules).toEqual([]);
  });
});

describe('an incomplete petition', () => {
  const received = () => {
    const course = ripe(market);
    const decision = ask(course, cast.subject, filing(market, { materials: ['application'], met: [] }));
    expect(refusedBy(decision)).toEqual([]);
    return course;
  };

  it('is received, and the authority is on the clock', () => {
    const { play } = received();
    expect(play.now.petitions).toMatchObject([
      { status: 'filed', lacking: expect.arrayContaining(['commitment', 'penalty-performed']) },
    ]);
    expect(play.now.clocks['petition.accept#p1']).toBeDefined();
  });

  it('is not examined before it is complete', () => {
    const course = received();
    const accept: Command = { type: 'accept-petition', petition: 'p1' };
    expect(new Set(refusedBy(ask(course, cast.investigator, accept)))).toEqual(
      new Set(['petition.materials', 'petition.preconditions']),
    );
  });

  it('is completed after one notice that names all that is missing and nothing else', () => {
    const course = received();
    const missing = [...course.play.now.petitions[0]!.lacking];
    const request = (named: readonly string[]) =>
      refusedBy(
        ask(course, cast.investigator, { type: 'request-completion', petition: 'p1', missing: named }),
      );
    expect(request([...missing, 'a-photograph'])).toEqual(['petition.completion']);
    expect(request(missing.slice(1))).toEqual(['petition.completion']);
    expect(request(missing)).toEqual([]);
    ask(course, cast.subject, { type: 'complete-petition', petition: 'p1', materials: missing, met: [] });
    expect(request(missing)).toContain('petition.completion');
    // Of the preconditions only what is shown, or on record, is there.
    ask(course, cast.investigator, { type: 'accept-petition', petition: 'p1' });
    expect(course.play.now.petitions).toMatchObject([{ status: 'accepted', lacking: [] }]);
  });
});

describe('a petition that was turned away', () => {
  const rejected = () => {
    const course = pass(delivered(repair, 'general'), 200);
    expect(refusedBy(ask(course, cast.subject, filing(repair)))).toEqual([]);
    ask(course, cast.investigator, { type: 'reject-petition', petition: 'p1', reasons: text('why') });
    return course;
  };

  it('leaves no clock behind', () => {
    const { play } = rejected();
    expect(Object.keys(play.now.clocks).filter((key) => key.endsWith('#p1'))).toEqual([]);
  });

  it('may be reviewed, and is examined when the review says so', () => {
    for (const outcome of ['annulled', 'remitted'] as const) {
      const course = rejected();
      const [forum] = repair.reviewProceedings;
      const begun = ask(course, cast.subject, {
        type: 'record-proceeding',
        forum: forum!.forum,
        document: digest,
        beganOn: null,
        petition: 'p1',
      });
      expect(refusedBy(begun)).toEqual([]);
      ask(course, clerk, {
        type: 'end-proceeding',
        proceeding: 'r1',
        outcome,
        term: null,
        measures: null,
        document: digest,
      });
      expect(course.play.now.petitions).toMatchObject([{ status: 'accepted' }]);
    }
  });
});

describe('a petition that the subject withdraws', () => {
  it('is over, with its clocks, and another may be filed', () => {
    const course = ripe(market);
    ask(course, cast.subject, filing(market));
    expect(refusedBy(ask(course, cast.investigator, { type: 'withdraw-petition', petition: 'p1' }))).toEqual([
      'roles',
    ]);
    expect(refusedBy(ask(course, cast.subject, { type: 'withdraw-petition', petition: 'p1' }))).toEqual([]);
    expect(Object.keys(course.play.now.clocks).filter((key) => key.endsWith('#p1'))).toEqual([]);
    expect(tasks(course.play.now).filter(({ ref }) => ref === 'p1')).toEqual([]);
    expect(refusedBy(ask(course, cast.subject, filing(market)))).toEqual([]);
  });
});

describe('a mandate', () => {
  it('is for petitions, and runs on the day', () => {
    const course = ripe(market);
    const by = (mandate: CommandMap['file-petition']['mandate']) =>
      refusedBy(ask(course, cast.subject, filing(market, { mandate })));
    expect(by({ digest, scope: ['hearing'], until: null })).toEqual(['mandate.scope']);
    expect(by({ digest, scope: ['petition'], until: '2022-01-01' })).toEqual(['mandate.until']);
    expect(by({ digest, scope: ['petition'], until: null })).toEqual([]);
    expect(course.play.now.petitions).toMatchObject([{ mandate: { digest } }]);
  });
});

describe('a commitment', () => {
  const broken = (pack: Pack, until: string | null = null) => {
    const course = ripe(pack);
    ask(course, cast.subject, { type: 'record-commitment', statement: text('never again'), until });
    course.now = petitioned(course.play, course.now);
    onwards(course, ({ stage }) => stage === 'closed');
    pass(course, 10);
    const on = day(course);
    const decision = ask(course, clerk, {
      type: 'report-breach',
      commitment: 'm1',
      on,
      document: text('again'),
    });
    return { course, decision };
  };

  it('that was broken is recorded once, and only if it bound', () => {
    const { course, decision } = broken(market);
    expect(refusedBy(decision)).toEqual([]);
    expect(course.play.now).toMatchObject({ stage: 'closed', commitments: [{ breachedOn: day(course) }] });
    expect(
      refusedBy(
        ask(course, clerk, {
          type: 'report-breach',
          commitment: 'm1',
          on: day(course),
          document: text('again'),
        }),
      ),
    ).toEqual(['commitment.breach']);
    expect(refusedBy(broken(market, plusDays(ripe(market).now, 1).slice(0, 10)).decision)).toEqual([
      'commitment.until',
    ]);
  });

  it('brings the entry back where the regime lets the repair hang on it', () => {
    const breach = { ...market.petition.fraud!, restartsTerm: true };
    const { course, decision } = broken({ ...market, petition: { ...market.petition, breach } });
    expect(refusedBy(decision)).toEqual([]);
    expect(course.play.now).toMatchObject({ stage: 'listed', entry: { id: 'c1.2', from: day(course) } });
  });
});
