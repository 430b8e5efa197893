import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '../../../domain/calendar/local-time.ts';
import type { CommandOf } from '../../../domain/case/commands.ts';
import { decideOpening } from '../../../domain/case/decide.ts';
import type { EarlierCase } from '../../../domain/case/handler.ts';
import { calendars, packOf, person, refusedBy } from '../../support/law.ts';
import { termKey } from '../../../domain/regime/term.ts';

const far = packOf('us-far-9.4', '2025-01-17');
const today = '2026-01-10';
const adopt: CommandOf<'adopt-entry'> = {
  type: 'adopt-entry',
  authority: { id: 'army', level: 'agency', regimes: ['us-far-9.4'] },
  subject: { ref: 's', kind: 'organisation', identifiers: ['unique-entity-id', 'duns'], minor: false },
  ground: 'contract-violation',
  measures: ['procurement-exclusion'],
  from: '2026-01-05',
  until: '2029-01-05',
  source: 'list',
  takenOverOn: today,
  approvedBy: ['officer', 'supervisor'],
};

function taken(
  more: Partial<CommandOf<'adopt-entry'>> = {},
  { pack = far, earlier = [] as readonly EarlierCase[], actor = { kind: 'engine' } as const } = {},
) {
  const context = { pack, packHash: 'h', calendars, at: `${today}T15:00:00.000Z`, today, actor, earlier };
  return decideOpening('c1', { ...adopt, ...more }, context);
}

const before: EarlierCase = {
  caseId: 'earlier',
  regime: 'us-far-9.4',
  stage: 'closed',
  outcome: 'repaired',
  instrument: null,
  instrumentOn: null,
  trigger: null,
  underReview: false,
  removedAt: '2026-01-08T12:00:00.000Z',
  authority: 'army',
  listedFrom: '2025-06-01',
};

describe('an entry of an existing list', () => {
  it('is taken over within the bounds of the law, by the engine, for two persons, under a sealed text', () => {
    const decision = taken();
    expect(decision.kind === 'ruled' && decision.recorded[0]?.event).toMatchObject({
      type: 'entry-adopted',
      packHash: 'h',
      approvedBy: ['officer', 'supervisor'],
    });
    expect(decision.kind === 'ruled' && decision.state.acts['listing-approved']).toEqual([
      'officer',
      'supervisor',
    ]);
  });

  it('is never one person’s doing, nor anybody’s by a command of their own', () => {
    expect(refusedBy(taken({ approvedBy: ['officer', 'officer'] }))).toEqual(['entry.second-person']);
    const context = { pack: far, calendars, at: `${today}T15:00:00.000Z`, today };
    const caseworker = person('officer', ['caseworker', 'supervisor'], { authority: 'army' });
    expect(refusedBy(decideOpening('c1', adopt, { ...context, actor: caseworker }))).toEqual(['roles']);
  });

  it.each<[string, Partial<CommandOf<'adopt-entry'>>, string]>([
    ['thirty years where the law allows three', { until: '2056-01-05' }, 'entry.term'],
    ['one day more than three years', { until: '2029-01-06' }, 'entry.term'],
    ['no end', { until: null }, 'entry.term'],
    ['an end before its beginning', { until: '2025-12-31' }, 'entry.until'],
    ['a beginning after today', { from: '2026-01-11', until: null }, 'entry.from'],
    ['a subject bound by nothing', { subject: { ...adopt.subject, identifiers: [] } }, 'identity'],
    [
      'a subject bound by one identifier',
      { subject: { ...adopt.subject, identifiers: ['duns'] } },
      'identity',
    ],
    ['a ground that is none', { ground: 'gossip' }, 'grounds'],
    ['a measure off the list', { measures: ['fine'] }, 'measures'],
    ['no measure', { measures: [] }, 'measures'],
    [
      'an authority of another regime',
      { authority: { ...adopt.authority, regimes: ['eu-edes'] } },
      'authorities.who',
    ],
    [
      'an authority of another country',
      { authority: { ...adopt.authority, territory: 'CN-44' } },
      'authorities.where',
    ],
  ])('is refused with %s', (_what, more, rule) => {
    expect(refusedBy(taken(more))).toContain(rule);
  });

  it('needs law that is in force on its own day or on the day on which it is taken over', () => {
    const older = packOf('us-far-9.4', '2024-05-22');
    expect(refusedBy(taken({}, { pack: older }))).toContain('effective');
    expect(taken({ from: '2024-12-01', until: '2027-11-30' }, { pack: older }).kind).toBe('ruled');
    expect(taken({ from: '2019-03-01', until: '2022-02-28' }).kind).toBe('ruled');
    expect(
      refusedBy(taken({ from: '2019-03-01', until: '2022-02-28', takenOverOn: '2020-01-01' })),
    ).toContain('effective');
  });

  it('spares minors where the ground does', () => {
    const courts = packOf('cn-judgment-defaulters', '2017-05-01');
    const ground = courts.grounds.find(({ exclusions }) => exclusions.some(({ id }) => id === 'minor'));
    const of = {
      authority: { id: 'court', level: courts.authorities.competent[0] ?? '', regimes: [courts.regime] },
      ground: ground?.id ?? '',
      measures: ground?.measures.slice(0, 1) ?? [],
      until: '2028-01-05',
    };
    const subject = { ...adopt.subject, kind: 'person' as const };
    expect(taken({ ...of, subject }, { pack: courts }).kind).toBe('ruled');
    expect(refusedBy(taken({ ...of, subject: { ...subject, minor: true } }, { pack: courts }))).toEqual([
      'grounds.exclusions',
    ]);
  });

  it('is not taken over twice, and not again once it was removed', () => {
    const again = (more: Partial<EarlierCase>, entry: Partial<CommandOf<'adopt-entry'>> = {}) =>
      refusedBy(taken(entry, { earlier: [{ ...before, ...more }] }));
    expect(again({ stage: 'listed', removedAt: null, listedFrom: '2026-01-05' })).toEqual([
      'review.onceForTheSameFacts',
    ]);
    expect(again({})).toEqual(['relisting']);
    expect(again({ removedAt: '2026-01-02T12:00:00.000Z' })).toEqual([]);
    expect(again({ authority: 'navy' })).toEqual([]);
    expect(again({ regime: 'eu-edes' })).toEqual([]);
    const barred = {
      ...far,
      relisting: { ...far.relisting, barredFor: { amount: 6, unit: 'months' as const } },
    };
    const removed = { ...before, removedAt: '2026-01-02T12:00:00.000Z' };
    expect(refusedBy(taken({}, { pack: barred, earlier: [removed] }))).toEqual(['relisting']);
  });

  it('never lasts longer than the most that its ground allows, whatever its dates', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...far.grounds),
        fc.integer({ min: -4000, max: 10 }),
        fc.integer({ min: -10, max: 4000 }),
        (ground, begins, lasts) => {
          const from = addDays(today, begins);
          const until = addDays(from, lasts);
          const decision = taken({ ground: ground.id, measures: ground.measures, from, until });
          const years = far.clocks[termKey(far, ground)]?.amount ?? 0;
          const last = `${Number(from.slice(0, 4)) + years}${from.slice(4)}`;
          if (decision.kind === 'ruled') expect(from <= until && until <= last && from <= today).toBe(true);
        },
      ),
    );
  });
});
