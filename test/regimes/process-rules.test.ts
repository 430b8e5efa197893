import { describe, expect, it } from 'vitest';
import { probeOf } from '../../domain/regime/conformance/probes.ts';
import type { Pack } from '../../domain/regime/pack.ts';
import { calendars, packOf } from '../support/law.ts';

const market = packOf('cn-market-list', '2021-09-01');
const far = packOf('us-far-9.4', '2025-01-17');
const law = { cite: 'the law', status: 'verified-text' } as const;
const obligation = market.clocks['petition.accept']!;

/** What the engine makes of a rule of a pack: the sides of its proof that do not hold. */
function failing(pack: Pack, path: readonly string[]): unknown {
  const probe = probeOf({ pack, engine: pack, calendars }, path);
  return 'gap' in probe ? probe : Object.values(probe).filter(({ held }) => !held);
}

describe('rules of due process that a pack may have', () => {
  it('are put to the engine: what bars a petition, what a breach brings, when a lift is looked at', () => {
    const pack: Pack = {
      ...market,
      petition: {
        ...market.petition,
        notDuringMeasures: law,
        breach: { restartsTerm: true, noEarlyEnd: false, ...law },
        temporaryLift: law,
      },
      measures: market.measures.map((each) =>
        each.id === 'key-supervision' ? { ...each, term: 'measure.supervision' } : each,
      ),
      clocks: {
        ...market.clocks,
        'measure.supervision': {
          ...market.clocks['entry.term']!,
          amount: 2,
          lapse: { effect: 'measure-ends' },
        },
        'decision.serve': { ...obligation, amount: 7, from: ['listed'], metBy: ['decision-served'] },
        'lift.review': {
          ...obligation,
          amount: 6,
          unit: 'months',
          from: ['temporary-lift-began'],
          metBy: ['temporary-lift-ended'],
        },
      },
    };
    for (const path of [
      ['petition', 'notDuringMeasures'],
      ['petition', 'breach'],
      ['clocks', 'decision.serve'],
      ['clocks', 'lift.review'],
    ])
      expect(failing(pack, path), path.join('.')).toEqual([]);
  });

  it('are put to the engine: the warning before a cap, the review after it, the word of the implementer', () => {
    const { extension: _extension, ...plain } = far.clocks['suspension.term']!;
    const pack: Pack = {
      ...far,
      clocks: {
        ...far.clocks,
        'suspension.warn': {
          ...plain,
          amount: 30,
          unit: 'calendar-days',
          before: 'suspension.term',
          metBy: ['interim-end-announced', 'proceedings-began', 'interim-measure-ended'],
          lapse: { effect: 'escalate' },
          when: { interim: true },
        },
        'suspension.review': {
          ...plain,
          amount: 6,
          from: ['proceedings-began', 'interim-review-held'],
          metBy: ['interim-review-held', 'interim-measure-ended'],
          lapse: { effect: 'escalate' },
        },
        'suspension.acknowledge': {
          ...obligation,
          amount: 5,
          from: ['interim-measure-told'],
          metBy: ['interim-measure-acknowledged'],
          against: 'recipient',
        },
      },
    };
    for (const key of ['suspension.warn', 'suspension.review', 'suspension.acknowledge'])
      expect(failing(pack, ['clocks', key]), key).toEqual([]);
  });
});
