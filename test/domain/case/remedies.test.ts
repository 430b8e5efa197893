import { describe, expect, it } from 'vitest';
import type { Command } from '../../../domain/case/commands.ts';
import { tasks } from '../../../domain/case/tasks.ts';
import type { Pack } from '../../../domain/regime/pack.ts';
import { standsAt } from '../../../domain/register/standing.ts';
import { until, type Course } from '../../support/course.ts';
import { packOf, refusedBy } from '../../support/law.ts';
import { cast, plusDays } from '../../support/lawful.ts';

const market = packOf('cn-market-list', '2021-09-01');
const uk = packOf('uk-procurement-debarment', '2025-02-24');
const digest = 'd'.repeat(64);
const contents = market.review.decisionContents.items.map(({ id }) => id);

const listed = (pack: Pack) => until(pack, ({ entry }) => entry?.publishedAt !== undefined);

function serve({ play, now }: Course): void {
  const [method] = play.pack.notice.methods;
  const service = { method: method!.id };
  play.ask(now, cast.investigator, {
    type: 'serve-decision',
    ...service,
    documents: [{ kind: 'decision', document: { id: 'decision', digest }, contents }],
  });
  const proven = play.ask(now, cast.investigator, {
    type: 'prove-decision-service',
    method: method!.id,
    actOn: now,
    proof: { kind: method!.proof[0]!, digest },
    accessed: false,
  });
  expect(refusedBy(proven)).toEqual([]);
}

const begin = (forum: string, beganOn: string | null = null): Command => ({
  type: 'record-proceeding',
  forum,
  document: digest,
  beganOn,
  petition: null,
});

describe('service of the decision', () => {
  it('stays a task on a listed entry until it is proven', () => {
    const course = listed(market);
    const acts = () => tasks(course.play.now).map(({ act }) => act);
    expect(acts()).toContain('serve-decision');
    course.play.ask(course.now, cast.investigator, {
      type: 'serve-decision',
      method: 'in-person',
      documents: [{ kind: 'decision', document: { id: 'decision', digest }, contents }],
    });
    expect(acts()).toContain('prove-decision-service');
    course.play.ask(course.now, cast.investigator, {
      type: 'prove-decision-service',
      method: 'in-person',
      actOn: course.now,
      proof: { kind: 'signed-receipt', digest },
      accessed: false,
    });
    expect(acts()).not.toContain('prove-decision-service');
  });

  it('starts the time of each forum, for the subject, and nothing before it does', () => {
    const course = listed(market);
    expect(course.play.now.clocks['remedy.reconsideration']).toBeUndefined();
    serve(course);
    const { clocks } = course.play.now;
    expect(clocks['remedy.reconsideration']).toMatchObject({ against: 'subject', effect: 'none' });
    expect(clocks['remedy.litigation']?.due).toMatch(/^\d{4}/);
    expect(clocks['remedy.reconsideration']!.due! < clocks['remedy.litigation']!.due!).toBe(true);
  });

  it('counts from the day itself where the law says so', () => {
    const [forum, ...others] = market.reviewProceedings;
    const due = (['exclusive', 'inclusive'] as const).map((start) => {
      const timeLimit = { ...forum!.timeLimit!, start, roll: 'none' as const };
      const course = listed({ ...market, reviewProceedings: [{ ...forum!, timeLimit }, ...others] });
      serve(course);
      return course.play.now.clocks['remedy.reconsideration']?.due;
    });
    expect(Date.parse(due[0]!) - Date.parse(due[1]!)).toBe(86_400_000);
  });
});

describe('a proceeding', () => {
  it('meets the clock of its own forum only', () => {
    const course = listed(market);
    serve(course);
    course.play.ask(course.now, cast.subject, begin('reconsideration'));
    expect(Object.keys(course.play.now.clocks)).toContain('remedy.litigation');
    expect(Object.keys(course.play.now.clocks)).not.toContain('remedy.reconsideration');
    expect(course.play.now.proceedings).toMatchObject([{ outOfTime: false }]);
  });

  it('is recorded as out of time after it, because the forum decides whether to take it', () => {
    const course = listed(market);
    serve(course);
    course.now = plusDays(course.now, 100);
    const late = course.play.ask(course.now, cast.subject, begin('reconsideration'));
    expect(refusedBy(late)).toEqual([]);
    expect(course.play.now.proceedings).toMatchObject([{ outOfTime: true }]);
  });

  it('is in time when it was begun in time and recorded later, and never in the future', () => {
    const course = listed(market);
    serve(course);
    const begun = plusDays(course.now, 10).slice(0, 10);
    course.now = plusDays(course.now, 100);
    expect(
      refusedBy(course.play.ask(course.now, cast.subject, begin('reconsideration', '2099-01-01'))),
    ).toEqual(['reviewProceedings.date']);
    course.play.ask(course.now, cast.subject, begin('reconsideration', begun));
    expect(course.play.now.proceedings).toMatchObject([{ outOfTime: false }]);
  });
});

describe('an automatic stay', () => {
  const notified = () => until(uk, ({ decisionService }) => decisionService?.servedOn !== undefined);

  it('comes of proceedings for interim relief begun within the standstill', () => {
    const course = notified();
    course.play.ask(course.now, cast.subject, begin('interim-relief'));
    expect(course.play.now.proceedings).toMatchObject([{ stay: 'automatic' }]);
    course.now = plusDays(course.now, 30);
    const entered = course.play.ask(course.now, cast.publisher, { type: 'enter-listing' });
    expect(refusedBy(entered)).toEqual(['review.standstill.stay']);
  });

  it('does not come of another forum', () => {
    const course = notified();
    course.play.ask(course.now, cast.subject, begin('appeal'));
    expect(course.play.now.proceedings).toMatchObject([{ stay: 'none' }]);
  });

  it('does not come of what begins after the standstill, nor take an entry off that was made', () => {
    const course = notified();
    course.now = plusDays(course.now, 30);
    course.play.until(course.now);
    course.play.ask(course.now, cast.publisher, { type: 'enter-listing' });
    course.play.ask(course.now, cast.publisher, { type: 'publish' });
    course.play.ask(course.now, cast.subject, begin('interim-relief'));
    expect(course.play.now.proceedings).toMatchObject([{ stay: 'none', outOfTime: true }]);
    expect(standsAt(course.play.now, plusDays(course.now, 1))).toBe(true);
  });
});
