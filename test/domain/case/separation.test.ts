import { describe, expect, it } from 'vitest';
import type { Command } from '../../../domain/case/commands.ts';
import { principle } from '../../../domain/case/separation.ts';
import { functions, type Pack } from '../../../domain/regime/pack.ts';
import { packOf, person, Play, refusedBy, text } from '../../support/law.ts';
import { cast, nextLawful, opening, petitioned, plusDays } from '../../support/lawful.ts';

const market = packOf('cn-market-list', '2021-09-01');
const reasons = text('why');
const digest = 'd'.repeat(64);
const officer = (name: string) => person(name, ['caseworker', 'reviewer', 'supervisor'], { authority: 'a1' });

/** A published entry: determined by li and sun, decided by wang with ma and qian, with the consent of chen. */
function published(pack: Pack = market): { readonly play: Play; now: string } {
  const play = new Play(pack);
  const { at, command } = opening(pack);
  play.ask(at, cast.investigator, command);
  const course = { play, now: at };
  while (play.now.entry?.publishedAt === undefined) {
    const next = nextLawful(play, course.now);
    if (next === null) throw new Error('the case closed before it was published');
    if (next.at > course.now) course.now = next.at;
  }
  course.now = plusDays(course.now, 30);
  return course;
}

describe('the table of functions that one person does not hold', () => {
  it('names each function once for what it bars, and never one from itself by accident', () => {
    const self = principle.filter(({ act, notBy }) => notBy.includes(act)).map(({ act }) => act);
    expect(self).toEqual(['petition-decided']);
    const unused = functions.filter((each) =>
      principle.every(({ act, notBy }) => act !== each && !notBy.includes(each)),
    );
    // Known to the regimes' own rules only.
    expect(unused).toEqual(['petition-accepted']);
  });
});

describe('whoever had a hand in a listing', () => {
  it.each<Command>([
    { type: 'lift-measure', measure: 'no-honours', reasons },
    { type: 'suspend-measure', measure: 'no-honours', reasons },
    { type: 'withdraw-case', reasons },
  ])('does not $type', (command) => {
    const { play, now } = published();
    for (const name of ['li', 'sun', 'wang', 'ma', 'qian', 'chen'])
      expect(refusedBy(play.ask(now, officer(name), command)), name).toEqual(['review.separation']);
    const deputy = person('fu', ['reviewer', 'supervisor'], { authority: 'a1', onBehalfOf: 'wang' });
    expect(refusedBy(play.ask(now, deputy, command))).toEqual(['review.separation']);
    expect(refusedBy(play.ask(now, officer('fu'), command))).toEqual([]);
  });

  it('does not release it, nor review whether it goes on', () => {
    const bank = packOf('wb-sanctions', '2023-11-01');
    const course = published(bank);
    const { play } = course;
    play.until(plusDays(course.now, 365 * 4));
    course.now = plusDays(course.now, 365 * 4);
    const release: Command = { type: 'release-entry', reasons };
    expect(refusedBy(play.ask(course.now, cast.reviewer, release))).toEqual(['review.separation']);
    expect(refusedBy(play.ask(course.now, cast.second, release))).toEqual([]);
    const indefinite = published({ ...market, entry: { ...market.entry, reviewEvery: 'entry.term' } });
    const review: Command = { type: 'hold-entry-review', outcome: 'ends', reasons };
    expect(refusedBy(indefinite.play.ask(indefinite.now, cast.reviewer, review))).toEqual([
      'review.separation',
    ]);
    expect(refusedBy(indefinite.play.ask(indefinite.now, cast.second, review))).toEqual([]);
  });

  it('reports that its basis fell: that must not wait', () => {
    const { play, now } = published();
    const fell: Command = {
      type: 'report-basis-fallen',
      how: 'revoked',
      documentDigest: digest,
      effectiveOn: now.slice(0, 10),
    };
    expect(refusedBy(play.ask(now, cast.investigator, fell))).toEqual([]);
  });
});

describe('two halves of one act', () => {
  it('are not one person: a repair and its revocation', () => {
    const course = published();
    const { play } = course;
    course.now = petitioned(play, course.now);
    const revoke: Command = { type: 'revoke-repair', petition: 'p1', document: reasons };
    expect(refusedBy(play.ask(course.now, cast.reviewer, revoke))).toEqual(['review.separation']);
    expect(refusedBy(play.ask(course.now, officer('fu'), revoke))).toEqual([]);
  });

  it('are not one person: a temporary lift and its end', () => {
    const pack: Pack = {
      ...market,
      petition: { ...market.petition, temporaryLift: { cite: 'house practice', status: 'unverified' } },
    };
    const { play, now } = published(pack);
    play.ask(now, officer('fu'), { type: 'lift-temporarily', order: digest, until: null });
    const end: Command = { type: 'end-temporary-lift', outcome: 'executed' };
    play.ask(now, officer('hu'), { type: 'verify-temporary-lift', findings: reasons });
    expect(refusedBy(play.ask(now, officer('fu'), end))).toEqual(['review.separation']);
    expect(refusedBy(play.ask(now, officer('gu'), end))).toEqual([]);
  });

  it('may be one person where they are about two petitions', () => {
    const { play, now } = published();
    const file: Command = {
      type: 'file-petition',
      statement: reasons,
      materials: market.petition.materials.map(({ id }) => id),
      met: market.petition.preconditions.map(({ id }) => id),
      fee: 0,
      mandate: null,
    };
    const later = plusDays(now, 400);
    play.ask(later, officer('fu'), file);
    play.ask(later, officer('gu'), { type: 'reject-petition', petition: 'p1', reasons });
    play.ask(later, officer('gu'), file);
    expect(
      refusedBy(play.ask(later, officer('gu'), { type: 'reject-petition', petition: 'p2', reasons })),
    ).toEqual(['review.separation']);
    expect(
      refusedBy(play.ask(later, officer('fu'), { type: 'reject-petition', petition: 'p2', reasons })),
    ).toEqual([]);
  });
});

describe('before there is an entry', () => {
  it('whoever determined may withdraw the case, and the reasons are kept', () => {
    const play = new Play(market);
    const { at, command } = opening(market);
    play.ask(at, cast.investigator, command);
    nextLawful(play, at);
    const decision = play.ask(at, cast.investigator, { type: 'withdraw-case', reasons });
    expect(decision.kind === 'ruled' && decision.recorded.map(({ event }) => event)).toContainEqual({
      type: 'case-withdrawn',
      reasons,
    });
  });
});
