import { describe, expect, it } from 'vitest';
import type { Command } from '../../../domain/case/commands.ts';
import { standsAt } from '../../../domain/register/standing.ts';
import { packOf, person, Play, refusedBy, text } from '../../support/law.ts';
import { cast, nextLawful, opening, plusDays } from '../../support/lawful.ts';

const market = packOf('cn-market-list', '2021-09-01');
const digest = 'd'.repeat(64);
const engine = { kind: 'engine' } as const;
const officer = person('fang', ['caseworker', 'reviewer', 'supervisor'], { authority: 'a1' });
/** Writes down what comes in; what is made of it is for another person. */
const registry = person('gu', ['caseworker'], { authority: 'a1' });

/** A case that is listed, published and delivered to every recipient. */
function delivered(pack = market): { readonly play: Play; now: string } {
  const play = new Play(pack);
  const { at, command } = opening(pack);
  play.ask(at, cast.investigator, command);
  const course = { play, now: at };
  while (play.now.entry?.publishedAt === undefined || Object.keys(play.now.duties).length > 0) {
    const next = nextLawful(play, course.now);
    if (next === null) throw new Error('the case closed before it was published');
    if (next.at > course.now) course.now = next.at;
  }
  course.now = plusDays(course.now, 30);
  return course;
}

const begin: Command = {
  type: 'record-proceeding',
  forum: 'litigation',
  document: digest,
  beganOn: null,
  petition: null,
};
const end = (
  outcome: 'annulled' | 'remitted' | 'varied',
  more: { readonly measures?: readonly string[] } = {},
): Command => ({
  type: 'end-proceeding',
  proceeding: 'r1',
  outcome,
  term: null,
  measures: more.measures ?? null,
  document: digest,
});
const ask = (course: { readonly play: Play; now: string }, ...commands: readonly Command[]) =>
  commands
    .map((command) => {
      const comesIn = command.type === 'record-proceeding' || command.type === 'file-objection';
      return course.play.ask(course.now, comesIn ? registry : officer, command);
    })
    .at(-1)!;
const openDuties = (play: Play, kind: string) =>
  Object.values(play.now.duties)
    .filter((duty) => duty.kind === kind)
    .map(({ recipient }) => recipient);
const perform = ({ play, now }: { readonly play: Play; readonly now: string }) =>
  play.ask(now, engine, {
    type: 'perform-duties',
    duties: Object.keys(play.now.duties).map((id) => ({ id, proof: 'feed' })),
  });
const forum = market.reviewProceedings.map((each) => each.forum);
const everybody = market.recipients.map(({ id }) => id);

describe('a listing that is sent back for a new decision', () => {
  const remitted = () => {
    const course = delivered();
    expect(forum).toContain('litigation');
    ask(course, begin, end('remitted'));
    return course;
  };

  it('has no effect meanwhile, and whoever holds a copy is told', () => {
    const course = remitted();
    expect(course.play.now.stage).toBe('list-review');
    expect(standsAt(course.play.now, course.now)).toBe(false);
    expect(openDuties(course.play, 'update')).toEqual(everybody);
  });

  it.each<Command>([
    { type: 'refuse-listing', reasons: text('why') },
    { type: 'withdraw-case', reasons: text('why') },
    { type: 'report-basis-fallen', how: 'revoked', documentDigest: digest, effectiveOn: '2021-10-01' },
    { type: 'report-subject-ended', how: 'dissolution', document: digest },
  ])('is retracted from everybody when the case ends by $type', (command) => {
    const course = remitted();
    expect(refusedBy(ask(course, command))).toEqual([]);
    expect(course.play.now.stage).toBe('removal');
    expect(openDuties(course.play, 'retract')).toEqual(everybody);
  });

  it('does not come back when a stay ends', () => {
    const course = delivered();
    ask(course, begin, { type: 'order-stay', proceeding: 'r1', document: digest }, end('remitted'), {
      type: 'end-stay',
      proceeding: 'r1',
    });
    expect(standsAt(course.play.now, course.now)).toBe(false);
  });

  it('starts with nothing of the old decision: its service, its review, its consent', () => {
    const { play } = remitted();
    const { listing, consent, legalReviewBy, decisionService, standstillEndedAt } = play.now;
    expect({ listing, consent, legalReviewBy, decisionService, standstillEndedAt }).toEqual({});
  });

  it('stays one line of the register, with its copies known, when it is decided anew', () => {
    const course = remitted();
    const approval: Command = {
      type: 'approve-listing',
      measures: ['no-honours'],
      term: null,
      reasons: text('anew'),
      contents: market.review.decisionContents.items.map(({ id }) => id),
      members: [],
      lighter: { considered: [], reasons: text('lighter') },
    };
    const { play } = course;
    expect(
      refusedBy(play.ask(course.now, person('ren', ['reviewer'], { authority: 'a1' }), approval)),
    ).toEqual([]);
    if (play.now.consent?.status === 'requested')
      play.ask(course.now, person('yu', ['superior-authority'], { authority: 'a0' }), {
        type: 'give-consent',
      });
    expect(play.now).toMatchObject({
      stage: 'listed',
      entries: 1,
      entry: { id: 'c1.1', delivered: everybody },
    });
    expect(play.now.entry?.suspensions.every(({ to }) => to !== undefined)).toBe(true);
    // Not yet published again: the basis falls, and the old copies are called back all the same.
    ask(course, {
      type: 'report-basis-fallen',
      how: 'revoked',
      documentDigest: digest,
      effectiveOn: '2021-10-01',
    });
    expect(openDuties(play, 'retract')).toEqual(everybody);
  });
});

describe('what recipients hold', () => {
  it.each<readonly [string, readonly Command[]]>([
    ['a stay', [begin, { type: 'order-stay', proceeding: 'r1', document: digest }]],
    ['a pending review', [begin]],
    ['an objection', [{ type: 'file-objection', lane: 'content', statement: text('wrong') }]],
    ['a lifted measure', [{ type: 'lift-measure', measure: 'no-honours', reasons: text('why') }]],
    ['a suspended measure', [{ type: 'suspend-measure', measure: 'no-honours', reasons: text('why') }]],
    ['a variation', [begin, end('varied', { measures: ['key-supervision'] })]],
  ])('is brought up to date after %s', (_what, commands) => {
    const course = delivered();
    for (const command of commands) expect(refusedBy(ask(course, command))).toEqual([]);
    expect(openDuties(course.play, 'update')).toEqual(everybody);
    perform(course);
    expect(openDuties(course.play, 'update')).toEqual([]);
  });

  it('gets no update that would say the same', () => {
    const course = delivered();
    ask(course, { type: 'request-recusal', person: 'wang', reasons: text('why') });
    expect(openDuties(course.play, 'update')).toEqual([]);
  });

  it('keeps a variation within what was in force', () => {
    const course = delivered();
    ask(course, begin);
    expect(refusedBy(ask(course, end('varied', { measures: ['flogging'] })))).toContain(
      'reviewProceedings.varied',
    );
    expect(refusedBy(ask(course, end('varied')))).toContain('reviewProceedings.varied');
  });
});

describe('an objection that is upheld', () => {
  const object = (lane: 'content' | 'term'): Command => ({
    type: 'file-objection',
    lane,
    statement: text('wrong'),
  });
  const uphold = (correction: object): Command => ({
    type: 'decide-objection',
    objection: 'o1',
    outcome: 'upheld',
    correction: {
      statement: text('right'),
      subject: null,
      instrument: null,
      from: null,
      term: null,
      ...correction,
    },
    reasons: text('why'),
  });

  it('counts the term anew, and never later', () => {
    const course = delivered();
    const { play } = course;
    const until = play.now.entry?.until ?? '';
    ask(course, object('term'));
    const earlier = plusDays(`${play.now.entry?.from}T00:00:00.000Z`, -100).slice(0, 10);
    expect(refusedBy(ask(course, uphold({ from: '2029-01-01' })))).toEqual(['objection.correction']);
    expect(refusedBy(ask(course, uphold({})))).toEqual(['objection.correction']);
    expect(refusedBy(ask(course, uphold({ from: earlier })))).toEqual([]);
    expect(play.now.entry?.until).toBe(plusDays(`${until}T00:00:00.000Z`, -100).slice(0, 10));
    expect(openDuties(play, 'update')).toEqual(everybody);
  });

  it('ends an entry whose term, rightly counted, is past', () => {
    const course = delivered();
    ask(course, object('term'), uphold({ from: '2015-01-01' }));
    expect(course.play.now).toMatchObject({ stage: 'removal', removal: { cause: 'term-ended' } });
  });

  it('names the subject rightly in every copy', () => {
    const course = delivered();
    const subject = { ref: 's2', kind: 'organisation', identifiers: ['one', 'two'], minor: false };
    ask(course, object('content'), uphold({ subject }));
    expect(course.play.now.subject.ref).toBe('s2');
    expect(openDuties(course.play, 'update')).toEqual(everybody);
  });

  it('is possible from the notice on', () => {
    const course = delivered();
    const early = new Play(market);
    const { at, command } = opening(market);
    early.ask(at, cast.investigator, command);
    nextLawful(early, at);
    expect(early.now.stage).toBe('notice');
    expect(refusedBy(early.ask(at, cast.subject, object('content')))).toEqual([]);
    ask(course, {
      type: 'report-basis-fallen',
      how: 'revoked',
      documentDigest: digest,
      effectiveOn: '2021-10-01',
    });
    expect(refusedBy(ask(course, object('content')))).toEqual([]);
  });
});

describe('a basis that falls', () => {
  const fallen: Command = {
    type: 'report-basis-fallen',
    how: 'annulled',
    documentDigest: digest,
    effectiveOn: '2021-10-01',
  };

  it('restores reputation to whoever had a copy, also years after the entry ended by itself', () => {
    const course = delivered();
    const { play } = course;
    play.until(plusDays(course.now, 365 * 4));
    course.now = plusDays(course.now, 365 * 4);
    perform(course);
    course.now = plusDays(course.now, 60);
    play.until(course.now);
    expect(play.now).toMatchObject({ stage: 'closed', outcome: 'term-ended' });
    expect(refusedBy(ask(course, fallen))).toEqual([]);
    expect(openDuties(play, 'restore')).toEqual(everybody);
    expect(play.now.basisFell).toMatchObject({ how: 'annulled' });
    expect(refusedBy(ask(course, fallen))).toEqual(['basis-falls.once']);
  });

  it('retracts and restores at once while the entry stands', () => {
    const course = delivered();
    ask(course, fallen);
    expect(openDuties(course.play, 'retract')).toEqual(everybody);
    expect(openDuties(course.play, 'restore')).toEqual(everybody);
  });

  it('restores too when a court annuls a listing that has ended meanwhile', () => {
    const course = delivered();
    const { play } = course;
    ask(course, begin);
    course.now = plusDays(course.now, 365 * 4);
    play.until(course.now);
    perform(course);
    expect(play.now.stage).toBe('removal');
    expect(refusedBy(ask(course, end('annulled')))).toEqual([]);
    expect(openDuties(play, 'restore')).toEqual(everybody);
  });
});

describe('a changed proposal', () => {
  const amend: Command = {
    type: 'amend-determination',
    reasons: text('heavier'),
    measures: ['key-supervision', 'no-honours'],
    term: null,
  };

  /** A case in which the subject has answered a notice of one measure. */
  function answered(): { readonly play: Play; now: string } {
    const play = new Play(market);
    const { at, command } = opening(market);
    play.ask(at, cast.investigator, command);
    nextLawful(play, at);
    nextLawful(play, at);
    nextLawful(play, at);
    expect(play.now.notice?.servedOn).toBeDefined();
    play.ask(at, cast.subject, { type: 'respond', statement: text('no'), points: [], nature: 'statement' });
    play.ask(at, cast.investigator, { type: 'consider-response', response: 0, answers: [text('so')] });
    return { play, now: at };
  }

  it('opens a window of its own: the answer to the earlier notice does not close it', () => {
    const { play, now } = answered();
    play.ask(now, cast.investigator, amend);
    expect(Object.values(play.now.clocks).some(({ effect }) => effect === 'record-closes')).toBe(false);
    nextLawful(play, now);
    nextLawful(play, now);
    expect(refusedBy(play.ask(now, cast.investigator, { type: 'close-record' }))).toEqual([
      'notice.response',
    ]);
  });

  it('leaves no window of the earlier notice running', () => {
    const { play, now } = answered();
    play.ask(now, cast.investigator, amend);
    play.until(plusDays(now, 40));
    expect(play.now.stage).not.toBe('list-review');
  });
});

describe('a term without end', () => {
  it('is heavier than any that was notified', () => {
    const pack = packOf('wb-sanctions', '2023-11-01');
    const play = new Play(pack);
    const { at, command } = opening(pack);
    play.ask(at, cast.investigator, command);
    let now = at;
    while (play.now.stage !== 'list-review') {
      const next = nextLawful(play, now);
      if (next === null) throw new Error('closed');
      if (next.at > now) now = next.at;
    }
    expect(play.now.notice?.term).not.toBeNull();
    const decision = play.ask(now, cast.reviewer, {
      type: 'approve-listing',
      measures: play.now.notice?.measures ?? [],
      term: null,
      reasons: text('why'),
      contents: pack.review.decisionContents.items.map(({ id }) => id),
      members: [],
      lighter: { considered: [], reasons: text('lighter') },
    });
    expect(refusedBy(decision)).toContain('review.notHeavierThanNotified');
  });
});

describe('a proof of service that does not hold', () => {
  const setAside = (of: 'notice' | 'decision'): Command => ({
    type: 'set-aside-service',
    of,
    evidence: digest,
    reason: text('it came back'),
  });

  it('opens service again, and no window of it goes on', () => {
    const play = new Play(market);
    const { at, command } = opening(market);
    play.ask(at, cast.investigator, command);
    expect(refusedBy(play.ask(at, officer, setAside('notice')))).toEqual(['sequence']);
    nextLawful(play, at);
    expect(refusedBy(play.ask(at, officer, setAside('notice')))).toEqual(['notice.served']);
    nextLawful(play, at);
    nextLawful(play, at);
    expect(refusedBy(play.ask(at, officer, setAside('notice')))).toEqual([]);
    expect(play.now).toMatchObject({
      stage: 'notice',
      failedMethods: { notice: ['in-person'], decision: [] },
    });
    expect(play.now.notice).toBeUndefined();
    play.until(plusDays(at, 20));
    expect(play.now.stage).toBe('notice');
  });

  it('takes the effect from an entry that rests on it', () => {
    const course = delivered();
    expect(refusedBy(ask(course, setAside('notice')))).toEqual([]);
    const { play, now } = course;
    expect(play.now.stage).toBe('notice');
    expect(standsAt(play.now, now)).toBe(false);
    expect(openDuties(play, 'update')).toEqual(everybody);
  });
});

describe('what a listing obliges to', () => {
  it('is owed from a new listing on, not from the first one', () => {
    const course = delivered();
    ask(course, begin, end('remitted'));
    const { play } = course;
    play.ask(course.now, person('ren', ['reviewer'], { authority: 'a1' }), {
      type: 'approve-listing',
      measures: ['no-honours'],
      term: null,
      reasons: text('anew'),
      contents: market.review.decisionContents.items.map(({ id }) => id),
      members: [],
      lighter: { considered: [], reasons: text('lighter') },
    });
    if (play.now.consent?.status === 'requested')
      play.ask(course.now, person('yu', ['superior-authority'], { authority: 'a0' }), {
        type: 'give-consent',
      });
    const publishing = play.now.clocks['publication.publish'];
    expect(publishing?.end && publishing.end > course.now).toBe(true);
    expect(play.now.clocks['entry.term']?.from).toBe(play.now.entry?.from);
  });
});
