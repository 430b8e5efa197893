import { describe, expect, it } from 'vitest';
import type { Pack } from '../../../domain/regime/pack.ts';
import { calendarsWith, original } from '../../change/amended-calendar.ts';
import { listed, playedUntil, served } from '../../change/played.ts';
import { packOf, person, refusedBy, text } from '../../support/law.ts';
import { cited, withClock } from '../../support/pack-with.ts';

const base = packOf('cn-market-list', '2021-09-01');
const RESPONSE = 'notice.response';
const calendars = calendarsWith(original);
const NOON = 'T04:00:00.000Z';
const digest = '0'.repeat(64);
const clerk = person('li', ['caseworker'], { authority: 'a1' });
const postedInTime = { proof: ['postmark'], ...cited };
const byPost = withClock(base, RESPONSE, { postedInTime });

/** Served on 20 January 2048; the subject may respond until the end of 1 February. */
const toRespond = (pack: Pack) => playedUntil(pack, calendars, served, { at: `2048-01-20${NOON}` });
const postmark = (on: string) => ({ on, proof: { kind: 'postmark', digest } });
const respond = (on?: string) =>
  ({
    type: 'respond',
    statement: text('s'),
    points: [],
    nature: 'statement',
    ...(on !== undefined && { posted: postmark(on) }),
  }) as const;

describe('a statement that was posted', () => {
  it('in time is in time, also when the record has closed before it arrived, and bars the decision until it is answered', () => {
    const play = toRespond(byPost);
    play.until(`2048-02-05${NOON}`);
    expect(play.now.stage).toBe('list-review');
    const decision = play.ask(`2048-02-05${NOON}`, clerk, respond('2048-02-01'));
    expect(decision.kind).toBe('ruled');
    expect(play.events.at(-1)?.event).toMatchObject({
      type: 'response-received',
      posted: { on: '2048-02-01' },
    });
    const reviewer = person('wang', ['reviewer'], { authority: 'a1' });
    const approval = {
      type: 'approve-listing',
      measures: play.now.notice?.measures ?? [],
      term: null,
      reasons: text('r'),
      contents: base.review.decisionContents.items.map(({ id }) => id),
      members: [],
      lighter: { considered: base.measures.map(({ id }) => id), reasons: text('lighter') },
    } as const;
    expect(refusedBy(play.ask(`2048-02-05${NOON}`, reviewer, approval))).toContain(
      'notice.response.considered',
    );
  });

  it('late is not in time, nor with a proof that the law does not know, nor ahead', () => {
    const play = toRespond(byPost);
    play.until(`2048-02-05${NOON}`);
    const at = `2048-02-05${NOON}`;
    expect(refusedBy(play.ask(at, clerk, respond('2048-02-02')))).toEqual([`${RESPONSE}.postedInTime`]);
    expect(refusedBy(play.ask(at, clerk, respond('2048-02-06')))).toContain('clock.posted');
    const assured = { ...respond(), posted: { on: '2048-02-01', proof: { kind: 'assurance', digest } } };
    expect(refusedBy(play.ask(at, clerk, assured))).toEqual([`${RESPONSE}.postedInTime`]);
    expect(refusedBy(play.ask(at, clerk, respond('2048-02-01T15:59:59Z')))).toEqual([]);
  });

  it('counts by its arrival where the law says nothing of posting', () => {
    const play = toRespond(base);
    play.until(`2048-02-05${NOON}`);
    expect(refusedBy(play.ask(`2048-02-05${NOON}`, clerk, respond('2048-02-01')))).toEqual([RESPONSE]);
  });

  it('is taken no more once the listing has been decided', () => {
    const play = playedUntil(byPost, calendars, listed, { at: `2048-01-06${NOON}` });
    expect(refusedBy(play.ask(`2048-12-05${NOON}`, clerk, respond('2048-01-10')))).toContain('sequence');
  });
});

describe('a request for a hearing that was posted', () => {
  const asked = (on?: string) =>
    ({
      type: 'request-hearing',
      trigger: 'other-heavier-penalty',
      ...(on !== undefined && { posted: postmark(on) }),
    }) as const;

  it('in time opens the record again, until the hearing has been held', () => {
    const play = toRespond(byPost);
    play.until(`2048-02-05${NOON}`);
    const closing = Object.values(play.now.clocks).filter(({ startedBy }) => startedBy === 'record-closed');
    expect(refusedBy(play.ask(`2048-02-05${NOON}`, clerk, asked()))).toEqual(['notice.hearing.requestBy']);
    expect(play.ask(`2048-02-05${NOON}`, clerk, asked('2048-02-01')).kind).toBe('ruled');
    expect(play.now.stage).toBe('notice');
    for (const { key } of closing) expect(play.now.clocks).not.toHaveProperty([key]);
    const hearing = {
      type: 'notice-hearing',
      on: '2048-02-25',
      chair: 'wang',
      public: true,
      closedFor: null,
      document: text('d'),
    } as const;
    expect(play.ask(`2048-02-06${NOON}`, clerk, hearing).kind).toBe('ruled');
    const chair = person('wang', ['reviewer'], { authority: 'a1' });
    const held = {
      type: 'hold-hearing',
      attended: true,
      agents: [],
      absence: null,
      record: text('r'),
    } as const;
    expect(play.ask(`2048-02-25${NOON}`, chair, held).kind).toBe('ruled');
    expect(play.now.stage).toBe('list-review');
  });

  it('late is refused, and the record stays closed', () => {
    const play = toRespond(byPost);
    play.until(`2048-02-05${NOON}`);
    expect(refusedBy(play.ask(`2048-02-05${NOON}`, clerk, asked('2048-02-02')))).toEqual([
      `${RESPONSE}.postedInTime`,
    ]);
    expect(play.now.stage).toBe('list-review');
  });
});

describe('what completes a petition and was posted', () => {
  const COMPLETE = 'petition.complete';
  const response = base.clocks[RESPONSE];
  if (response === undefined) throw new Error('no clock');
  const pack: Pack = {
    ...base,
    petition: { ...base.petition, notBefore: undefined },
    clocks: {
      ...base.clocks,
      [COMPLETE]: {
        ...response,
        amount: 5,
        from: ['petition-incomplete'],
        metBy: ['petition-completed'],
        lapse: { effect: 'deemed-abandoned' },
        postedInTime,
      },
    },
  };
  const material = pack.petition.materials[0]?.id ?? '';
  const grounds = pack.grounds.map(({ notBefore: _never, ...ground }) => ground);

  it('in time keeps the petition from having been abandoned, though it arrived later', () => {
    const play = playedUntil({ ...pack, grounds }, calendars, listed, { at: `2048-03-02${NOON}` });
    const subject = person('subject-1', ['subject'], { caseId: play.caseId });
    const begin = Date.parse(play.events.at(-1)?.at ?? '');
    const day = (n: number): string => new Date(begin + n * 86_400_000).toISOString();
    play.ask(day(1), subject, {
      type: 'file-petition',
      statement: text('s'),
      materials: pack.petition.materials.slice(1).map(({ id }) => id),
      met: pack.petition.preconditions.map(({ id }) => id),
      fee: 0,
      mandate: null,
    });
    play.ask(day(2), clerk, { type: 'request-completion', petition: 'p1', missing: [material] });
    const due = play.now.clocks[`${COMPLETE}#p1`]?.due ?? '';
    play.until(day(20));
    expect(play.now.petitions[0]?.status).toBe('abandoned');
    const complete = { type: 'complete-petition', petition: 'p1', materials: [material], met: [] } as const;
    expect(refusedBy(play.ask(day(20), subject, complete))).not.toEqual([]);
    const late = { ...complete, posted: postmark(day(19)) };
    expect(refusedBy(play.ask(day(20), subject, late))).toEqual([`${COMPLETE}.postedInTime`]);
    expect(play.ask(day(20), subject, { ...complete, posted: postmark(due) }).kind).toBe('ruled');
    expect(play.now.petitions[0]?.status).toBe('filed');
  });
});
