import { describe, expect, it } from 'vitest';
import { localDate } from '../../../domain/calendar/local-time.ts';
import type { Command } from '../../../domain/case/commands.ts';
import { tasks } from '../../../domain/case/tasks.ts';
import type { Pack } from '../../../domain/regime/pack.ts';
import { standsAt } from '../../../domain/register/standing.ts';
import { ask, delivered, officer, onwards, pass, until, type Course } from '../../support/course.ts';
import { packOf, refusedBy, text } from '../../support/law.ts';
import { cast, plusDays } from '../../support/lawful.ts';

const market = packOf('cn-market-list', '2021-09-01');
const uk = packOf('uk-procurement-debarment', '2025-02-24');
const digest = 'd'.repeat(64);
const chief = officer('ren');
const acts = ({ play }: Course) => tasks(play.now).map(({ act }) => act);

describe('a temporary lift', () => {
  const review = market.clocks['petition.accept']!;
  const pack: Pack = {
    ...market,
    petition: { ...market.petition, temporaryLift: { cite: 'the law', status: 'verified-text' } },
    clocks: {
      ...market.clocks,
      'lift.review': {
        ...review,
        amount: 6,
        unit: 'months',
        from: ['temporary-lift-began'],
        metBy: ['temporary-lift-ended'],
      },
    },
  };
  const lift: Command = { type: 'lift-temporarily', order: digest, until: null };
  const verify: Command = { type: 'verify-temporary-lift', findings: text('paid') };
  const end = (outcome: 'executed' | 'failed'): Command => ({ type: 'end-temporary-lift', outcome });
  const lifted = () => {
    const course = delivered(pack);
    expect(refusedBy(ask(course, chief, lift))).toEqual([]);
    return course;
  };

  it('is never without a next thing, and its clock is its own', () => {
    const course = lifted();
    expect(acts(course)).toContain('end-temporary-lift');
    expect(course.play.now.clocks['lift.review#l1']).toBeDefined();
    ask(course, officer('fu'), end('failed'));
    expect(course.play.now.clocks['lift.review#l1']).toBeUndefined();
    expect(standsAt(course.play.now, course.now)).toBe(true);
    const plain = delivered({ ...pack, clocks: market.clocks });
    const until = localDate(plusDays(plain.now, 90), pack.timezone);
    ask(plain, chief, { ...lift, until });
    const task = tasks(plain.play.now).find(({ act }) => act === 'end-temporary-lift');
    expect(localDate(plusDays(task!.due!, -0.5), pack.timezone)).toBe(until);
  });

  it('becomes repair only when another person has verified that it was executed', () => {
    const course = lifted();
    expect(refusedBy(ask(course, officer('fu'), end('executed')))).toEqual(['petition.verification']);
    ask(course, officer('fu'), verify);
    expect(refusedBy(ask(course, officer('fu'), end('executed')))).toEqual(['petition.verification']);
    expect(refusedBy(ask(course, officer('gu'), end('executed')))).toEqual([]);
    expect(course.play.now).toMatchObject({ stage: 'removal', removal: { cause: 'repaired' } });
  });

  it('is revoked like any repair when the execution turns out to be a fraud', () => {
    const course = lifted();
    ask(course, officer('fu'), verify);
    ask(course, officer('gu'), end('executed'));
    onwards(course, ({ stage }) => stage === 'closed');
    const revoke = (petition: string) =>
      refusedBy(ask(course, chief, { type: 'revoke-repair', petition, document: text('forged') }));
    expect(revoke('p1')).toEqual(['petition.fraud']);
    expect(revoke('l1')).toEqual([]);
    expect(course.play.now).toMatchObject({ stage: 'listed', lifts: [{ ended: 'revoked' }] });
  });
});

describe('an entry without an end', () => {
  const endless = (reviewEvery: boolean): Pack => ({
    ...market,
    entry: { ...market.entry, ...(reviewEvery && { reviewEvery: 'entry.review' }) },
    clocks: {
      ...market.clocks,
      'entry.term': { ...market.clocks['entry.term']!, amount: 0, unit: 'life' },
      ...(reviewEvery && {
        'entry.review': {
          ...market.clocks['petition.accept']!,
          amount: 2,
          unit: 'years',
          from: ['listed', 'entry-review-held'],
          metBy: ['entry-review-held'],
        },
      }),
    },
  });
  const hold: Command = { type: 'hold-entry-review', outcome: 'stands', reasons: text('still') };

  it('is reviewed at intervals: the task comes with the clock, and goes once it is held', () => {
    const course = delivered(endless(true));
    const key = 'entry.review#c1.1';
    const first = course.play.now.clocks[key]!;
    expect(acts(course)).not.toContain('hold-entry-review');
    pass(course, 365 * 2 + 1);
    expect(tasks(course.play.now)).toContainEqual(
      expect.objectContaining({ act: 'hold-entry-review', due: first.end }),
    );
    ask(course, officer('gu'), hold);
    expect(acts(course)).not.toContain('hold-entry-review');
    expect(course.play.now.clocks[key]!.due! > first.due!).toBe(true);
  });

  it('keeps the task where the regime has no interval', () => {
    const course = delivered(endless(false));
    ask(course, officer('gu'), hold);
    expect(acts(course)).toContain('hold-entry-review');
  });

  it('is not the only one that is reviewed, where the regime has an interval', () => {
    const { clocks } = endless(true);
    const pack = {
      ...endless(true),
      clocks: { ...clocks, 'entry.term': market.clocks['entry.term']! },
    };
    expect(delivered(pack).play.now.clocks['entry.review#c1.1']).toBeDefined();
    expect(delivered(market).play.now.clocks['entry.review#c1.1']).toBeUndefined();
  });
});

describe('limitation', () => {
  it('is looked at again at the decision, and not only at the determination', () => {
    const course = until(uk, ({ stage }) => stage === 'list-review', 'professional-misconduct');
    pass(course, 366 * 3);
    const { measures, term } = course.play.now.notice!;
    const late = ask(course, cast.reviewer, {
      type: 'approve-listing',
      measures,
      term,
      reasons: text('why'),
      contents: uk.review.decisionContents.items.map(({ id }) => id),
      members: [],
      lighter: { considered: [], reasons: text('lighter') },
    });
    expect(refusedBy(late).toSorted()).toEqual(['entry.term.three-years', 'grounds.limitation']);
  });
});
