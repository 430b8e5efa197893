import { surroundings } from '../../../regimes/surroundings.ts';
import { describe, expect, it } from 'vitest';
import type { Pack } from '../../../domain/regime/pack.ts';
import { inconsistencies } from '../../../domain/regime/consistency.ts';
import { calendarsWith, original } from '../../change/amended-calendar.ts';
import { listed, playedUntil } from '../../change/played.ts';
import { packOf, person, refusedBy, text } from '../../support/law.ts';

const base = packOf('cn-market-list', '2021-09-01');
const term = base.clocks['entry.term'];
if (term === undefined) throw new Error('no term');
const [carrier, follower] = base.measures.map(({ id }) => id);
if (carrier === undefined || follower === undefined) throw new Error('no measures');

/** One measure for a year, and another as long as that one lasts. */
const pack: Pack = {
  ...base,
  measures: base.measures.map((each) =>
    each.id === carrier
      ? { ...each, term: 'carrier.term' }
      : each.id === follower
        ? { ...each, term: 'follower.term' }
        : each,
  ),
  clocks: {
    ...base.clocks,
    'carrier.term': {
      ...term,
      amount: 1,
      unit: 'years',
      from: ['listed'],
      lapse: { effect: 'measure-ends' },
    },
    'follower.term': {
      ...term,
      amount: 0,
      unit: 'actual-term-of',
      termOf: carrier,
      from: ['listed'],
      lapse: { effect: 'measure-ends' },
    },
  },
};
const play = (of: Pack = pack) =>
  playedUntil(of, calendarsWith(original), listed, { at: '2048-03-02T04:00:00.000Z' });
const endOf = (of: ReturnType<typeof play>, id: string) =>
  of.now.entry?.measures.find((each) => each.id === id)?.endedAt;

describe('a term that is the actual term of another measure', () => {
  it('has no end of its own, and ends when that measure ends', () => {
    const course = play();
    const { due, end } = course.now.clocks[`carrier.term#${carrier}`] ?? {};
    expect(course.now.clocks[`follower.term#${follower}`]).toMatchObject({ due: null, end: null });
    course.until(end ?? '');
    expect(endOf(course, carrier)).toBe(end);
    expect(endOf(course, follower)).toBe(end);
    const rederived = course.events.find(
      ({ event }) => event.type === 'clock-rederived' && event.key === `follower.term#${follower}`,
    );
    expect(rederived?.event).toMatchObject({ clock: { due, end }, change: `measure-ended.${carrier}` });
  });

  it('ends with it also when it is lifted before its time', () => {
    const course = play();
    const at = new Date(Date.parse(course.events.at(-1)?.at ?? '') + 86_400_000).toISOString();
    const reviewer = person('boss', ['supervisor'], { authority: 'a1' });
    const lift = { type: 'lift-measure', measure: carrier, reasons: text('r') } as const;
    expect(refusedBy(course.ask(at, reviewer, lift))).toEqual([]);
    course.until(at);
    expect(endOf(course, follower)).toBe(at);
  });

  it('is not imposed without it', () => {
    const course = playedUntil(pack, calendarsWith(original), ({ stage }) => stage === 'determination', {
      at: '2048-03-02T04:00:00.000Z',
    });
    const determination = {
      type: 'record-determination',
      facts: text('f'),
      reasons: text('r'),
      factors: [],
      stated: [],
      exclusions: [],
      officers: [],
      traits: [],
      measures: [follower],
      term: null,
    } as const;
    const clerk = person('li', ['caseworker'], { authority: 'a1' });
    expect(refusedBy(course.ask('2048-03-03T04:00:00.000Z', clerk, determination))).toContain(
      'follower.term',
    );
  });

  it('names in the pack a measure that has a term of its own', () => {
    const broken = (termOf: string | undefined) => {
      const { termOf: _named, ...rest } = pack.clocks['follower.term'] ?? term;
      const clocks = {
        ...pack.clocks,
        'follower.term': { ...rest, ...(termOf !== undefined && { termOf }) },
      };
      return inconsistencies({ ...pack, clocks }, ['CN'], surroundings().jurisdictions).map(
        ({ rule }) => rule,
      );
    };
    expect(broken(carrier)).not.toContain('clocks.termOf');
    for (const none of [undefined, 'no-measure', follower]) expect(broken(none)).toContain('clocks.termOf');
  });
});
