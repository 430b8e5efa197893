import { describe, expect, it } from 'vitest';
import { conformanceOf } from '../../domain/regime/conformance/conformance.ts';
import type { Pack } from '../../domain/regime/pack.ts';
import { calendars, catalogue, packOf } from '../support/law.ts';

const reports = catalogue.all.map(({ pack }) => conformanceOf(pack, calendars));

describe.each(reports.map((report) => [report.pack, report] as const))('%s', (_id, { verdicts }) => {
  it('has every rule enforced: one generated case passes because of it, one is refused by it', () => {
    expect(verdicts.filter(({ outcome }) => outcome !== 'enforced')).toEqual([]);
  });
});

it('the packs have hundreds of rules, and none is left out of the count', () => {
  const rules = reports.reduce((sum, report) => sum + report.rules, 0);
  expect(rules).toBeGreaterThan(800);
  expect(reports.reduce((sum, report) => sum + report.verdicts.length, 0)).toBe(rules);
});

describe('the proof itself is not blind: a rule that says something else is not proven by what the engine does', () => {
  const pack = packOf('uk-procurement-debarment', '2025-02-24');
  const verdict = (changed: Pack, rule: string): string | undefined =>
    conformanceOf(changed, calendars).verdicts.find((each) => each.rule === rule)?.outcome;

  it('a clock that no event starts', () => {
    const standstill = pack.clocks['standstill'];
    if (standstill === undefined) throw new Error('no standstill');
    const never = {
      ...pack,
      clocks: { ...pack.clocks, standstill: { ...standstill, from: ['case-transferred' as const] } },
    };
    expect(verdict(never, 'clocks.standstill')).toBe('unenforced');
    expect(verdict(never, 'review.standstill')).toBe('broken');
  });

  it('a clock that is never met', () => {
    const publish = pack.clocks['publication.publish'];
    if (publish === undefined) throw new Error('no clock');
    const unmet = {
      ...pack,
      clocks: { ...pack.clocks, 'publication.publish': { ...publish, metBy: ['consent-refused' as const] } },
    };
    expect(verdict(unmet, 'clocks.publication.publish')).toBe('broken');
  });

  it('a separation of acts that are not the acts of the procedure', () => {
    const [first, ...rest] = pack.review.separation;
    if (first === undefined) throw new Error('no separation');
    const loose = {
      ...pack,
      review: { ...pack.review, separation: [{ ...first, notBy: ['case-transferred' as const] }, ...rest] },
    };
    expect(verdict(loose, 'review.separation.listing-approved')).toBe('broken');
  });
});
