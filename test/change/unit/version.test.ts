import { describe, expect, it } from 'vitest';
import { decide } from '../../../domain/case/decide.ts';
import type { CaseState } from '../../../domain/case/state.ts';
import { tasks } from '../../../domain/case/tasks.ts';
import { effectOnCase } from '../../../domain/change/effect-on-case.ts';
import type { Pack } from '../../../domain/regime/pack.ts';
import { calendars, packOf, person, text } from '../../support/law.ts';
import { listed, playedUntil, published, served, type PlayOn } from '../played.ts';

const farBefore = packOf('us-far-9.4', '2024-05-22');
const farAfter = packOf('us-far-9.4', '2025-01-17');
const repairBefore = packOf('cn-credit-repair', '2023-05-01');
const repairAfter = packOf('cn-credit-repair', '2026-04-01');

const contextOf = (play: PlayOn, pack: Pack, at: string) => ({
  ...play.context(at, { kind: 'engine' }),
  adopting: { pack, record: play.recorded },
});

function adopted(play: PlayOn, pack: Pack, at: string) {
  const decision = decide(
    play.now,
    { type: 'adopt-version', change: 'c', version: pack.version },
    contextOf(play, pack, at),
  );
  if (decision.kind === 'refused') throw new Error(JSON.stringify(decision.refusals));
  return decision;
}

/** The same version with another transition. */
const under = (pack: Pack, transition: Partial<Pack['transition']>): Pack => ({
  ...pack,
  transition: { ...pack.transition, ...transition },
});

describe('debarment before and after 17 January 2025', () => {
  const play = playedUntil(farBefore, calendars, served, { at: '2024-12-02T15:00:00.000Z' });
  play.ask('2024-12-10T15:00:00.000Z', person('subject-1', ['subject'], { caseId: 'c1' }), {
    type: 'respond',
    statement: text('defence'),
    points: [],
    nature: 'statement',
  });
  const at = '2025-01-20T15:00:00.000Z';

  it('says that the time to decide would run from the closing of the record, and touches no older case', () => {
    const { clocks, stays } = effectOnCase(play.now, contextOf(play, farAfter, at));
    expect(stays).toBe('pinned');
    expect(clocks).toContainEqual(
      expect.objectContaining({ rule: 'determination.decide', how: 'stopped', favour: 'neither' }),
    );
    expect(adopted(play, farAfter, at).state.version).toBe('2024-05-22');
  });

  it('counts 45 days from the record that has closed', () => {
    const closed = playedUntil(farBefore, calendars, ({ stage }) => stage === 'list-review', {
      at: '2024-12-02T15:00:00.000Z',
    });
    const { clocks } = effectOnCase(closed.now, contextOf(closed, farAfter, at));
    const decideBy = clocks.find(({ rule }) => rule === 'determination.decide');
    expect(decideBy).toMatchObject({ how: 'armed', before: null });
    expect(closed.now.recordClosedAt?.slice(0, 10)).toBe('2025-01-02');
    expect(decideBy?.after?.due).toBe('2025-02-15');
  });
});

describe('credit repair under Order 58 and Order 36', () => {
  const opened = '2024-03-01T02:00:00.000Z';
  const at = '2026-04-01T02:00:00.000Z';
  const play = playedUntil(repairBefore, calendars, published, { at: opened, ground: 'general' });
  const until = (state: CaseState): string | null | undefined => state.entry?.until;

  it('cuts the publicity of a general matter from three years to one, from the document on, at once', () => {
    const { effect, state } = {
      effect: effectOnCase(play.now, contextOf(play, repairAfter, at)),
      ...adopted(play, repairAfter, at),
    };
    expect(effect.clocks).toContainEqual(
      expect.objectContaining({ rule: 'entry.term.general', how: 'moved', favour: 'for-subject' }),
    );
    expect(effect.removalDue).toBe(true);
    expect(state).toMatchObject({ version: '2026-04-01', stage: 'listed' });
    expect(until(play.now)).toBe('2026-05-01');
    expect(until(state)).toBe('2024-05-01');
  });

  it('begins the removal when the new law comes, not in its past', () => {
    const { state } = adopted(play, repairAfter, at);
    const later = decide(
      state,
      { type: 'keep-clocks' },
      {
        ...contextOf(play, repairAfter, '2026-04-01T02:00:01.000Z'),
        pack: repairAfter,
        actor: { kind: 'clock' },
      },
    );
    expect(later.kind === 'ruled' && later.state).toMatchObject({
      stage: 'removal',
      removal: { cause: 'term-ended', beganAt: at },
      clocks: { 'removal.retract': { from: '2026-04-01', due: '2026-04-07' } },
    });
  });

  it('leaves the three years of a serious matter as they are', () => {
    const serious = playedUntil(repairBefore, calendars, listed, { at: opened, ground: 'serious' });
    const { state } = adopted(serious, repairAfter, at);
    expect(until(state)).toBe(until(serious.now));
    expect(state.version).toBe('2026-04-01');
  });

  it('never reaches back with a longer term, unless the version says by which law', () => {
    const serious = playedUntil(repairBefore, calendars, listed, { at: opened, ground: 'serious' });
    const term = repairAfter.clocks['entry.term.serious'];
    if (term === undefined) throw new Error('no such term');
    const longer: Pack = {
      ...repairAfter,
      clocks: { ...repairAfter.clocks, 'entry.term.serious': { ...term, amount: 5 } },
    };
    const ends = (pack: Pack) => {
      const { state } = adopted(serious, pack, at);
      return { until: until(state), clock: state.clocks['entry.term.serious'] };
    };
    const before = until(serious.now);
    expect(ends(under(longer, { mode: 'most-favourable' }))).toMatchObject({
      until: before,
      clock: { chosen: { amount: 3, unit: 'years' } },
    });
    expect(ends(under(longer, { mode: 'recompute' })).until).toBe(before);
    const stated = under(longer, {
      mode: 'recompute',
      harsher: { cite: 'Order 99 art. 7', status: 'verified-text' },
    });
    expect(ends(stated).until).toBe('2028-05-01');
    expect(
      effectOnCase(serious.now, contextOf(serious, under(longer, { mode: 'recompute' }), at)).clocks,
    ).toContainEqual(
      expect.objectContaining({ how: 'kept', favour: 'against-subject', why: 'older-law-is-milder' }),
    );
  });

  it('ends a measure that the new law does not allow', () => {
    const without: Pack = {
      ...repairAfter,
      grounds: repairAfter.grounds.map((ground) => ({
        ...ground,
        measures: ground.measures.filter((id) => id !== 'sharing-and-use'),
      })),
    };
    const serious = playedUntil(repairBefore, calendars, listed, { at: opened, ground: 'serious' });
    expect(effectOnCase(serious.now, contextOf(serious, without, at)).unlawful).toEqual(['sharing-and-use']);
    const { state } = adopted(serious, without, at);
    expect(state.entry?.measures.find(({ id }) => id === 'sharing-and-use')?.endedAt).toBe(at);
    expect(Object.values(state.duties).filter(({ kind }) => kind === 'lift')).toHaveLength(1);
  });
});

describe('law that falls', () => {
  const at = '2026-04-01T02:00:00.000Z';
  const play = playedUntil(repairBefore, calendars, listed, {
    at: '2026-03-01T02:00:00.000Z',
    ground: 'general',
  });
  const repealed: Pack = {
    ...repairAfter,
    grounds: repairAfter.grounds.filter(({ id }) => id !== 'general'),
  };
  const otherInstruments: Pack = {
    ...repairAfter,
    grounds: repairAfter.grounds.map((ground) => ({
      ...ground,
      instruments: [{ kind: 'judicial-document', finality: 'final' }],
    })),
  };
  const supervisor = person('fu', ['supervisor'], { authority: 'a1' });
  const reasons = text('reasons');

  it.each([
    ['the ground', repealed, { what: 'ground', id: 'general' }],
    ['the instrument', otherInstruments, { what: 'instrument', id: 'penalty-decision' }],
  ])(
    'puts a case whose %s is law no longer before a supervisor, under its own version',
    (_what, pack, fell) => {
      const { state } = adopted(play, pack, at);
      expect(state).toMatchObject({ version: '2023-05-01', stage: 'listed', basisReview: { fell } });
      expect(tasks(state)).toContainEqual(
        expect.objectContaining({ act: 'end-basis-review', role: 'supervisor' }),
      );
    },
  );

  it('gives the review a clock, where the version by which the law fell has one', () => {
    const { state } = adopted(play, repealed, at);
    expect(state.clocks['basis.review']).toMatchObject({ due: '2026-04-30' });
    expect(tasks(state).find(({ act }) => act === 'end-basis-review')?.due).toBe(
      state.clocks['basis.review']?.end,
    );
    const ended = decide(
      state,
      { type: 'end-basis-review', outcome: 'stands', reasons },
      play.context('2026-04-05T02:00:00.000Z', supervisor),
    );
    expect(ended.kind === 'ruled' && ended.state.clocks['basis.review']).toBeUndefined();
    expect(ended.kind === 'ruled' && ended.state.basisReview).toBeUndefined();
  });

  it('ends with the entry standing, or with its removal', () => {
    const { state } = adopted(play, repealed, at);
    const ask = (outcome: 'stands' | 'falls') =>
      decide(
        state,
        { type: 'end-basis-review', outcome, reasons },
        play.context('2026-04-05T02:00:00.000Z', supervisor),
      );
    const [stands, falls] = [ask('stands'), ask('falls')];
    expect(stands.kind === 'ruled' && stands.state.stage).toBe('listed');
    expect(falls.kind === 'ruled' && falls.state.removal?.cause).toBe('basis-fell');
  });

  it('is looked at once', () => {
    const { state, recorded } = adopted(play, repealed, at);
    expect(recorded.map(({ event: { type } }) => type)).toContain('basis-review-began');
    const again = decide(
      state,
      { type: 'adopt-version', change: 'd', version: repealed.version },
      contextOf(play, repealed, at),
    );
    expect(again.kind === 'ruled' && again.recorded).toEqual([]);
  });
});
