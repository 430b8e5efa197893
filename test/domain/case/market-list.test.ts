import { describe, expect, it } from 'vitest';
import type { Command } from '../../../domain/case/commands.ts';
import { packOf, person, Play, refusedBy, text } from '../../support/law.ts';

const pack = packOf('cn-market-list', '2021-09-01');
const authority = { id: 'hz', level: 'city', superior: 'zj', regimes: ['cn-market-list'] };
const caseworker = person('li', ['caseworker'], { authority: 'hz' });
const reviewer = person('wang', ['reviewer'], { authority: 'hz' });
const publisher = person('zhao', ['publisher'], { authority: 'hz' });
const superior = person('chen', ['superior-authority'], { authority: 'zj' });
const subject = person('acme', ['subject'], { caseId: 'c1' });

const open: Command = {
  type: 'open-case',
  authority,
  place: null,
  subject: { ref: 's1', kind: 'organisation', identifiers: ['uscc', 'registration-number'], minor: false },
  ground: 'food-safety',
  instrument: {
    kind: 'penalty-decision',
    number: text('n'),
    issuer: 'hz',
    date: '2025-02-20',
    finality: 'effective',
    documentDigest: 'd'.repeat(64),
  },
  linkedTo: null,
};

const determine: Command = {
  type: 'record-determination',
  facts: text('f'),
  reasons: text('r'),
  factors: pack.factors.weigh.map(({ id }) => id),
  stated: ['heavier-penalty', 'vile-nature-and-serious-circumstances'],
  exclusions: [],
  officers: ['li', 'sun'],
  traits: [],
  measures: ['key-supervision', 'no-honours'],
  term: null,
};

const notice: Command = {
  type: 'serve-notice',
  method: 'in-person',
  document: text('notice'),
  contents: pack.notice.contents.items.map(({ id }) => id),
};

const proof = (actOn: string): Command => ({
  type: 'prove-service',
  method: 'in-person',
  actOn,
  proof: { kind: 'signed-receipt', digest: 'e'.repeat(64) },
  accessed: false,
});

const approve: Command = {
  type: 'approve-listing',
  measures: ['key-supervision', 'no-honours'],
  term: null,
  reasons: text('why'),
  contents: pack.review.decisionContents.items.map(({ id }) => id),
  members: [],
  lighter: { considered: ['no-notification-commitment'], reasons: text('lighter') },
};

function listed(): Play {
  const play = new Play(pack);
  play.ask('2025-03-03T02:00:00.000Z', caseworker, open);
  play.ask('2025-03-04T02:00:00.000Z', caseworker, determine);
  play.ask('2025-03-05T02:00:00.000Z', caseworker, notice);
  play.ask('2025-03-06T02:00:00.000Z', caseworker, proof('2025-03-05T06:00:00Z'));
  play.ask('2025-03-17T02:00:00.000Z', reviewer, approve);
  play.ask('2025-03-18T02:00:00.000Z', superior, { type: 'give-consent' });
  return play;
}

describe('the market regulation list', () => {
  it('closes the record by itself five working days after proven service, not after sending', () => {
    const play = new Play(pack);
    play.ask('2025-03-03T02:00:00.000Z', caseworker, open);
    play.ask('2025-03-04T02:00:00.000Z', caseworker, determine);
    play.ask('2025-03-05T02:00:00.000Z', caseworker, notice);
    expect(Object.keys(play.now.clocks)).toEqual(['determination.decide']);
    play.ask('2025-03-06T02:00:00.000Z', caseworker, proof('2025-03-05T06:00:00Z'));
    expect(play.now.clocks['notice.response']?.due).toBe('2025-03-12');
    play.until('2025-03-12T15:59:59.000Z');
    expect(play.now.stage).toBe('notice');
    play.until('2025-03-12T16:00:00.000Z');
    expect(play.now.stage).toBe('list-review');
  });

  it('is listed by consent of the superior, for three years, and removed by itself', () => {
    const play = listed();
    expect(play.now.entry).toMatchObject({
      from: '2025-03-18',
      until: '2028-03-18',
      end: '2028-03-18T16:00:00.000Z',
    });
    play.ask('2025-03-19T02:00:00.000Z', publisher, { type: 'publish' });
    expect(Object.keys(play.now.duties)).toHaveLength(4);
    const duties = Object.keys(play.now.duties).map((id) => ({ id, proof: 'feed' }));
    play.ask('2025-03-19T02:00:01.000Z', { kind: 'engine' }, { type: 'perform-duties', duties });
    expect(play.now.entry?.delivered).toHaveLength(4);
    play.until('2028-03-18T16:00:00.000Z');
    expect(play.now).toMatchObject({
      stage: 'removal',
      removal: { cause: 'term-ended', beganAt: '2028-03-18T16:00:00.000Z' },
    });
    const retractions = Object.keys(play.now.duties).map((id) => ({ id, proof: 'feed' }));
    play.ask('2028-03-18T16:00:01.000Z', { kind: 'engine' }, { type: 'perform-duties', duties: retractions });
    for (const recipient of pack.recipients)
      play.ask('2028-03-20T02:00:00.000Z', person('bot', ['recipient'], { recipient: recipient.id }), {
        type: 'acknowledge-retraction',
        recipient: recipient.id,
        evidence: null,
      });
    expect(play.now).toMatchObject({ stage: 'closed', outcome: 'term-ended', clocks: {} });
  });

  it('closes with those named who never acknowledged', () => {
    const play = listed();
    play.ask('2025-03-19T02:00:00.000Z', publisher, { type: 'publish' });
    const perform = (at: string) =>
      play.ask(
        at,
        { kind: 'engine' },
        {
          type: 'perform-duties',
          duties: Object.keys(play.now.duties).map((id) => ({ id, proof: 'feed' })),
        },
      );
    perform('2025-03-19T02:00:01.000Z');
    play.ask('2025-04-01T02:00:00.000Z', caseworker, {
      type: 'report-basis-fallen',
      how: 'revoked',
      documentDigest: 'a'.repeat(64),
      effectiveOn: '2025-03-31',
    });
    expect(play.now.clocks['removal.retract']?.due).toBe('2025-04-07');
    perform('2025-04-01T02:00:01.000Z');
    play.until('2025-06-01T02:00:00.000Z');
    expect(play.now).toMatchObject({ stage: 'closed', outcome: 'basis-fell' });
    expect(play.events.find(({ event }) => event.type === 'case-closed')?.event).toMatchObject({
      unacknowledged: expect.arrayContaining(pack.recipients.map(({ id }) => id)),
    });
  });

  it('lapses unlisted when service could not be proven in the time to decide', () => {
    const play = new Play(pack);
    play.ask('2025-03-03T02:00:00.000Z', caseworker, open);
    play.ask('2025-03-04T02:00:00.000Z', caseworker, determine);
    play.ask('2025-03-05T02:00:00.000Z', caseworker, notice);
    play.until('2025-06-02T02:00:00.000Z');
    expect(play.now).toMatchObject({ stage: 'closed', outcome: 'dismissed' });
    expect(play.now.entry).toBeUndefined();
  });

  it('refuses by rule and citation what the law does not allow', () => {
    const play = listed();
    const early = play.ask('2025-05-06T02:00:00.000Z', subject, {
      type: 'file-petition',
      statement: text('p'),
      materials: ['application', 'commitment', 'evidence-of-performance'],
      met: ['penalty-performed', 'effects-eliminated', 'no-new-heavier-penalty'],
      fee: 0,
      mandate: null,
    });
    expect(early).toMatchObject({
      kind: 'refused',
      refusals: [{ rule: 'petition.notBefore', citation: 'Order 44 art. 17' }],
    });
    expect(refusedBy(play.ask('2025-05-06T02:00:00.000Z', reviewer, approve))).toEqual(['sequence']);
    expect(refusedBy(play.ask('2025-05-06T02:00:00.000Z', caseworker, { type: 'publish' }))).toEqual([
      'roles',
    ]);
  });
});
