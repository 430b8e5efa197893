import { describe, expect, it } from 'vitest';
import type { Pack } from '../../../domain/regime/pack.ts';
import { ask, delivered, officer, onwards, pass } from '../../support/course.ts';
import { packOf, refusedBy, text } from '../../support/law.ts';
import { petitioned } from '../../support/lawful.ts';

const market = packOf('cn-market-list', '2021-09-01');
const later = (date: string, years: number) => `${Number(date.slice(0, 4)) + years}${date.slice(4)}`;

/** The market list with a measure that has a term of its own. */
function withMeasureOf(years: number, longestOf: boolean): Pack {
  const term = market.clocks['entry.term']!;
  return {
    ...market,
    entry: { ...market.entry, longestOf },
    measures: market.measures.map((each) =>
      each.id === 'key-supervision' ? { ...each, term: 'measure.supervision' } : each,
    ),
    clocks: {
      ...market.clocks,
      'measure.supervision': { ...term, amount: years, lapse: { effect: 'measure-ends' } },
    },
  };
}

describe('an entry whose measures have terms of their own', () => {
  it('lasts with the longest of them where the regime says so', () => {
    const { play } = delivered(withMeasureOf(5, true));
    const { entry } = play.now;
    expect(entry?.until).toBe(later(entry!.from, 5));
  });

  it('lasts its own term where that is longer, or where the regime does not say so', () => {
    for (const pack of [withMeasureOf(1, true), withMeasureOf(5, false)]) {
      const { entry } = delivered(pack).play.now;
      expect(entry?.until).toBe(later(entry!.from, 3));
    }
  });

  it('is shortened to what is left when the longest measure is lifted', () => {
    const course = delivered(withMeasureOf(5, true));
    const lifted = ask(course, officer('fang'), {
      type: 'lift-measure',
      measure: 'key-supervision',
      reasons: text('enough'),
    });
    expect(refusedBy(lifted)).toEqual([]);
    const { entry } = course.play.now;
    expect(entry?.until).toBe(later(entry!.from, 3));
  });
});

describe('a repair that is revoked', () => {
  /** Three years from listing, a petition after one, and publication for a time of its own after fraud. */
  const revoked = (publishedFor: { amount: number; unit: 'years' | 'months' }) => {
    const fraud = { ...market.petition.fraud!, restartsTerm: false, publishedFor };
    const course = delivered({ ...market, petition: { ...market.petition, fraud } });
    course.now = petitioned(course.play, course.now);
    onwards(course, ({ stage }) => stage === 'closed');
    pass(course, 30);
    const decision = ask(course, officer('fang'), {
      type: 'revoke-repair',
      petition: 'p1',
      document: text('forged'),
    });
    expect(refusedBy(decision)).toEqual([]);
    return course;
  };

  it('is published as long as the regime wants, also beyond the old term', () => {
    const { play, now } = revoked({ amount: 3, unit: 'years' });
    expect(play.now.entry?.until).toBe(later(now.slice(0, 10), 3));
  });

  it('stands to its old end where that is later', () => {
    const { play } = revoked({ amount: 1, unit: 'months' });
    expect(play.now.entry?.until).toBe(later(play.now.entry!.from, 3));
  });
});
