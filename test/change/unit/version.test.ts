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

  it('gives the review the clock that every regime has for it', () => {
    const [key, rule] =
      Object.entries(repairBefore.clocks).find(([, each]) => each.from.includes('basis-review-began')) ?? [];
    const { state } = adopted(play, repealed, at);
    const clock = state.clocks[key ?? ''];
    expect(clock).toMatchObject({ against: rule?.against, startedBy: 'basis-review-began' });
    expect(tasks(state).find(({ act }) => act === 'end-basis-review')?.due).toBe(clock?.end);
    const ended = decide(
      state,
      { type: 'end-basis-review', outcome: 'stands', reasons },
      play.context('2026-04-05T02:00:00.000Z', supervisor),
    );
    expect(ended.kind === 'ruled' && ended.state.clocks[key ?? '']).toBeUndefined();
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

describe('law under another name', () => {
  const at = '2026-04-01T02:00:00.000Z';
  const play = playedUntil(repairBefore, calendars, published, {
    at: '2026-03-01T02:00:00.000Z',
    ground: 'general',
  });
  const renaming: Pack = {
    ...repairAfter,
    grounds: repairAfter.grounds.map((ground) =>
      ground.id === 'general'
        ? {
            ...ground,
            id: 'ordinary',
            succeeds: ['general'],
            instruments: [{ kind: 'sanction', finality: 'effective', succeeds: ['penalty-decision'] }],
          }
        : ground,
    ),
  };

  it('is no law that falls: the case goes on under the new names, and its clocks with it', () => {
    const { effect, renamed } = {
      effect: effectOnCase(play.now, contextOf(play, repairAfter, at)),
      renamed: effectOnCase(play.now, contextOf(play, renaming, at)),
    };
    expect(renamed).toMatchObject({ lawFell: null, stays: null });
    expect(renamed.clocks).toEqual(effect.clocks);
    const { state, recorded } = adopted(play, renaming, at);
    expect(recorded.map(({ event }) => event)).toContainEqual(
      expect.objectContaining({ type: 'version-adopted', ground: 'ordinary', instrumentKind: 'sanction' }),
    );
    expect(state).toMatchObject({
      version: renaming.version,
      ground: 'ordinary',
      instrument: { kind: 'sanction' },
    });
  });
});

describe('what a version changes besides clocks', () => {
  const market = packOf('cn-market-list', '2021-09-01');
  const at = '2024-03-13T02:00:00.000Z';
  const play = playedUntil(market, calendars, published, { at: '2024-03-01T02:00:00.000Z' });
  const version = (change: (pack: Pack) => Partial<Pack>): Pack => ({
    ...market,
    ...change(market),
    version: '2024-03-15',
  });
  const law = { cite: 'a law', status: 'secondary' as const };
  const title = { en: 'x', zh: 'x' };

  const worse: readonly [string, (pack: Pack) => Partial<Pack>, object][] = [
    [
      'a later petition',
      ({ petition }) => ({ petition: { ...petition, notBefore: { ...petition.notBefore!, amount: 3 } } }),
      { what: 'petition.notBefore', how: 'moved' },
    ],
    [
      'no petition at all',
      ({ petition }) => ({ petition: { ...petition, allowed: false } }),
      { what: 'petition.allowed', how: 'right-lost' },
    ],
    [
      'a ground that cannot be repaired',
      ({ grounds }) => ({
        grounds: grounds.map((each) => ({ ...each, repairable: { allowed: false, ...law } })),
      }),
      { what: 'petition.allowed', how: 'right-lost' },
    ],
    [
      'a further precondition',
      ({ petition }) => ({
        petition: {
          ...petition,
          preconditions: [...petition.preconditions, { id: 'pay-twice', title, ...law }],
        },
      }),
      { what: 'petition.preconditions.pay-twice', how: 'burden-added' },
    ],
    [
      'a further paper to bring',
      ({ petition }) => ({
        petition: { ...petition, materials: [...petition.materials, { id: 'diploma', title, ...law }] },
      }),
      { what: 'petition.materials.diploma', how: 'burden-added' },
    ],
    [
      'no objection',
      () => ({ objection: undefined }),
      { what: 'objection.lanes.identity', how: 'right-lost' },
    ],
    [
      'no stay',
      ({ reviewProceedings }) => ({
        reviewProceedings: reviewProceedings.map((each) => ({ ...each, stay: 'none' as const })),
      }),
      { what: 'reviewProceedings.litigation.stay.ordered', how: 'right-lost' },
    ],
    [
      'less time to go to court',
      ({ reviewProceedings }) => ({
        reviewProceedings: reviewProceedings.map((each) => ({
          ...each,
          ...(each.timeLimit && {
            timeLimit: { ...each.timeLimit, amount: 10, unit: 'calendar-days' as const },
          }),
        })),
      }),
      { what: 'reviewProceedings.litigation.timeLimit', how: 'moved' },
    ],
    [
      'a field made public',
      ({ publication }) => ({
        publication: {
          ...publication,
          fields: { ...publication.fields, organisation: [...publication.fields.organisation, 'address'] },
        },
      }),
      { what: 'publication.fields.address', how: 'burden-added' },
    ],
    [
      'a further recipient',
      ({ recipients }) => ({
        recipients: [
          ...recipients,
          {
            id: 'bank',
            title,
            relation: 'informed',
            kind: 'financial-institution',
            fields: ['name'],
            ...law,
          },
        ],
      }),
      { what: 'recipients.bank', how: 'burden-added' },
    ],
    [
      'a longer keeping',
      ({ retention }) => ({ retention: { ...retention, amount: retention.amount + 1 } }),
      { what: 'retention', how: 'moved' },
    ],
    [
      'a listing again on the old facts',
      ({ relisting }) => ({ relisting: { ...relisting, newFactsOnly: false } }),
      { what: 'relisting.newFactsOnly', how: 'right-lost' },
    ],
  ];

  it.each(worse)('%s is shown, and keeps the case under its own version', (_what, change, found) => {
    const pack = version(change);
    const effect = effectOnCase(play.now, contextOf(play, pack, at));
    expect(effect.position).toContainEqual(expect.objectContaining({ ...found, favour: 'against-subject' }));
    expect(effect.stays).toBe('harsher');
    expect(adopted(play, pack, at)).toMatchObject({ recorded: [], state: { version: market.version } });
  });

  it.each(worse)('%s applies where the version states by which law', (_what, change) => {
    const pack = under(version(change), { mode: 'recompute', harsher: law });
    expect(effectOnCase(play.now, contextOf(play, pack, at)).stays).toBeNull();
    expect(adopted(play, pack, at).state.version).toBe('2024-03-15');
  });

  it.each(worse)(
    'the other way round, %s is for the subject, and applies',
    (_what, change, { what }: { what?: string }) => {
      const harsh = playedUntil(version(change), calendars, published, { at: '2024-03-20T02:00:00.000Z' });
      const milder = { ...market, version: '2024-03-25' };
      const effect = effectOnCase(harsh.now, contextOf(harsh, milder, at));
      expect(effect.position).toContainEqual(expect.objectContaining({ what, favour: 'for-subject' }));
      expect(effect.position.filter(({ favour }) => favour === 'against-subject')).toEqual([]);
      expect(effect.stays).toBeNull();
    },
  );

  it('shows nothing where nothing changes', () => {
    expect(
      effectOnCase(
        play.now,
        contextOf(
          play,
          version(() => ({})),
          at,
        ),
      ).position,
    ).toEqual([]);
  });

  it('minds what leads to a listing only while nobody is listed', () => {
    const laxer = version(({ notice }) => ({
      notice: { ...notice, contents: { ...notice.contents, items: notice.contents.items.slice(1) } },
    }));
    const early = playedUntil(market, calendars, served, { at: '2024-03-01T02:00:00.000Z' });
    expect(effectOnCase(early.now, contextOf(early, laxer, at)).stays).toBe('harsher');
    expect(effectOnCase(play.now, contextOf(play, laxer, at)).stays).toBeNull();
  });
});
