import { describe, expect, it } from 'vitest';
import { localDate } from '../../../domain/calendar/local-time.ts';
import type { Command, CommandMap } from '../../../domain/case/commands.ts';
import type { Pack } from '../../../domain/regime/pack.ts';
import { tasks } from '../../../domain/case/tasks.ts';
import { ask, officer, onwards, pass, until, type Course } from '../../support/course.ts';
import { packOf, refusedBy, text } from '../../support/law.ts';
import { cast } from '../../support/lawful.ts';

const market = packOf('cn-market-list', '2021-09-01');
const far = packOf('us-far-9.4', '2025-01-17');
const digest = 'd'.repeat(64);
const chair = officer('ma');

const served = (pack: Pack = market) => until(pack, ({ notice }) => notice?.servedOn !== undefined);
const reviewed = () => until(market, ({ stage }) => stage === 'list-review');
const day = ({ play, now }: Course) => localDate(now, play.pack.timezone);
const respond = (...points: readonly string[]): Command => ({
  type: 'respond',
  statement: text('statement'),
  points: points.map((each) => text(each)),
  nature: 'statement',
});
const consider = (...answers: readonly string[]): Command => ({
  type: 'consider-response',
  response: 0,
  answers: answers.map((each) => text(each)),
});

describe('a response', () => {
  it('is answered point by point', () => {
    const course = served();
    ask(course, cast.subject, respond('the scales', 'the date', 'the premises'));
    for (const answers of [[], ['one'], ['one', 'two', 'three', 'four']])
      expect(refusedBy(ask(course, cast.investigator, consider(...answers)))).toEqual(['response.points']);
    expect(refusedBy(ask(course, cast.investigator, consider('one', 'two', 'three')))).toEqual([]);
    expect(course.play.now.responses).toMatchObject([{ points: 3, considered: [{}, {}, {}] }]);
  });

  it('that numbers no points is one', () => {
    const course = served();
    ask(course, cast.subject, respond());
    expect(refusedBy(ask(course, cast.investigator, consider()))).toEqual(['response.points']);
    expect(refusedBy(ask(course, cast.investigator, consider('all of it')))).toEqual([]);
  });

  it('after the window is taken and examined while nothing is decided, and lets no time begin anew', () => {
    const course = reviewed();
    const before = course.play.now.clocks;
    expect(refusedBy(ask(course, cast.subject, respond()))).toEqual([]);
    expect(course.play.now).toMatchObject({ stage: 'list-review', clocks: before });
    expect(tasks(course.play.now).map(({ act }) => act)).toContain('consider-response');
    const early = ask(course, cast.reviewer, {
      type: 'approve-listing',
      measures: course.play.now.notice!.measures,
      term: null,
      reasons: text('why'),
      contents: market.review.decisionContents.items.map(({ id }) => id),
      members: [],
      lighter: { considered: market.measures.map(({ id }) => id), reasons: text('lighter') },
    });
    expect(refusedBy(early)).toEqual(['notice.response.considered']);
    onwards(course, ({ listing }) => listing !== undefined);
    expect(refusedBy(ask(course, cast.subject, respond()))).toEqual(['response.decided']);
  });
});

describe('consent to a method of service', () => {
  const send = (course: Course) =>
    refusedBy(
      ask(course, cast.investigator, {
        type: 'serve-notice',
        method: 'electronic',
        document: text('notice'),
        contents: market.notice.contents.items.map(({ id }) => id),
      }),
    );
  const consent = (method: string, on: string): Command => ({
    type: 'record-service-consent',
    method,
    on,
    document: digest,
  });

  it('is a fact of the record, with its document and its day', () => {
    const course = until(market, ({ stage }) => stage === 'notice');
    expect(send(course)).toEqual(['notice.methods.consent']);
    expect(refusedBy(ask(course, cast.subject, consent('in-person', day(course))))).toEqual([
      'notice.methods',
    ]);
    expect(refusedBy(ask(course, cast.subject, consent('electronic', '2099-01-01')))).toEqual([
      'notice.methods.consent',
    ]);
    ask(course, cast.subject, consent('electronic', day(course)));
    expect(send(course)).toEqual([]);
    expect(course.play.now.serviceConsents).toEqual([
      { method: 'electronic', on: day(course), document: digest },
    ]);
  });
});

describe('a failed service', () => {
  const contents = market.review.decisionContents.items.map(({ id }) => id);

  it('opens the last resort for the document that failed, and not for another', () => {
    const course = until(market, ({ notice }) => notice !== undefined);
    const failed: Command = { type: 'report-service-failed', evidence: digest, reason: text('moved') };
    ask(course, cast.investigator, failed);
    expect(course.play.now.failedMethods).toEqual({ notice: ['in-person'], decision: [] });
    expect(course.play.recorded.at(-1)?.event).toMatchObject({ of: 'notice', evidence: digest });
    onwards(course, ({ entry }) => entry !== undefined);
    const announce = () =>
      refusedBy(
        ask(course, cast.publisher, {
          type: 'serve-decision',
          method: 'public-announcement',
          documents: [{ kind: 'decision', document: text('decision'), contents }],
        }),
      );
    expect(announce()).toEqual(['notice.methods.ladder']);
    ask(course, cast.publisher, {
      type: 'serve-decision',
      method: 'in-person',
      documents: [{ kind: 'decision', document: text('decision'), contents }],
    });
    ask(course, cast.investigator, failed);
    expect(announce()).toEqual([]);
  });
});

describe('a hearing', () => {
  const requested = (pack: Pack = market) => {
    const course = served(pack);
    const trigger = 'other-heavier-penalty';
    expect(refusedBy(ask(course, cast.subject, { type: 'request-hearing', trigger }))).toEqual([]);
    return course;
  };
  const notice = (
    course: Course,
    more: Partial<CommandMap['notice-hearing']> = {},
    days = 20,
  ): CommandMap['notice-hearing'] => ({
    type: 'notice-hearing',
    on: localDate(new Date(Date.parse(course.now) + days * 86_400_000).toISOString(), 'Asia/Shanghai'),
    chair: 'ma',
    public: true,
    closedFor: null,
    document: text('invitation'),
    ...more,
  });
  const hold = (more: Partial<CommandMap['hold-hearing']> = {}): Command => ({
    type: 'hold-hearing',
    attended: true,
    agents: [],
    absence: null,
    record: text('record'),
    ...more,
  });

  it('is asked for because of what the law names, and nothing else', () => {
    const course = served();
    const asked = ask(course, cast.subject, { type: 'request-hearing', trigger: 'curiosity' });
    expect(refusedBy(asked)).toEqual(['notice.hearing.triggers']);
    const dispute = served(far);
    const trigger = 'genuine-dispute-of-material-fact';
    expect(refusedBy(ask(dispute, cast.subject, { type: 'request-hearing', trigger }))).toEqual([
      'notice.generalDenialSuffices',
    ]);
  });

  it('is closed only for a secret that the law names', () => {
    const closable = {
      ...market,
      notice: { ...market.notice, hearing: { ...market.notice.hearing!, closedFor: ['trade-secret'] } },
    };
    for (const [pack, closedFor, refusal] of [
      [market, null, ['notice.hearing.public']],
      [market, 'trade-secret', ['notice.hearing.public']],
      [closable, null, ['notice.hearing.public']],
      [closable, 'embarrassment', ['notice.hearing.public']],
      [closable, 'trade-secret', []],
    ] as const) {
      const course = requested(pack);
      const decision = ask(course, cast.investigator, notice(course, { public: false, closedFor }));
      expect(refusedBy(decision)).toEqual(refusal);
    }
  });

  it('is attended by agents with a mandate for it', () => {
    const course = requested();
    ask(course, cast.investigator, notice(course));
    pass(course, 21);
    const by = (scope: 'hearing' | 'petition', until: string | null) =>
      refusedBy(ask(course, chair, hold({ agents: [{ digest, scope: [scope], until }] })));
    expect(by('petition', null)).toEqual(['mandate.scope']);
    expect(by('hearing', '2020-01-01')).toEqual(['mandate.until']);
    expect(by('hearing', null)).toEqual([]);
    expect(course.play.recorded.map(({ event }) => event)).toContainEqual(
      expect.objectContaining({
        type: 'hearing-held',
        agents: [{ digest, scope: ['hearing'], until: null }],
      }),
    );
  });

  it('is held another day for whoever was absent with good reason, and goes on without the others', () => {
    const course = requested();
    ask(course, cast.investigator, notice(course));
    pass(course, 21);
    const excused = ask(
      course,
      chair,
      hold({ attended: false, absence: { reason: text('ill'), good: true } }),
    );
    expect(refusedBy(excused)).toEqual([]);
    expect(course.play.now.stage).toBe('notice');
    expect(tasks(course.play.now).map(({ act }) => act)).toContain('notice-hearing');
    expect(refusedBy(ask(course, cast.investigator, notice(course)))).toEqual([]);
    pass(course, 21);
    const away = ask(course, chair, hold({ attended: false, absence: { reason: text('no'), good: false } }));
    expect(refusedBy(away)).toEqual([]);
    expect(course.play.now).toMatchObject({ stage: 'list-review', hearing: { attended: false } });
  });
});
