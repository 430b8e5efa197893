import { describe, expect, it } from 'vitest';
import { conformanceOf } from '../../domain/regime/conformance/conformance.ts';
import type { Pack } from '../../domain/regime/pack.ts';
import { surroundings } from '../../regimes/surroundings.ts';
import { catalogue, packOf } from '../support/law.ts';

const within = surroundings();
const reports = catalogue.all.map(({ pack }) => conformanceOf(pack, within));

describe.each(reports.map((report) => [report.pack, report] as const))('%s', (_id, report) => {
  it('has every rule enforced: cases pass because of it, cases are refused by it, and each value makes a difference', () => {
    expect(report.verdicts.filter(({ outcome }) => outcome !== 'enforced')).toEqual([]);
    expect(report).toMatchObject({ unenforced: [], tested: report.rules, enforced: report.rules });
  });

  it('says why a value that was not shown to make a difference can make none', () => {
    const idle = report.verdicts.flatMap((verdict) => verdict.idle);
    expect(report.values.stated - report.values.proven).toBe(idle.length);
    expect(idle.filter(({ why }) => why === '')).toEqual([]);
  });
});

it('the packs have over a thousand rules with thousands of values, and none is left out of the count', () => {
  const sum = (of: (report: (typeof reports)[number]) => number): number =>
    reports.reduce((total, report) => total + of(report), 0);
  expect(sum(({ rules }) => rules)).toBeGreaterThan(1000);
  expect(sum(({ values }) => values.proven)).toBeGreaterThan(5000);
  expect(sum(({ verdicts }) => verdicts.length)).toBe(sum(({ rules }) => rules));
});

describe('the proof itself is not blind: a rule that says something else is not proven by what the engine does', () => {
  const pack = packOf('uk-procurement-debarment', '2025-02-24');
  const verdict = (changed: Pack, rule: string): string | undefined =>
    conformanceOf(changed, within).verdicts.find((each) => each.rule === rule)?.outcome;

  it('a clock that no event starts', () => {
    const standstill = pack.clocks['standstill'];
    if (standstill === undefined) throw new Error('no standstill');
    const never = {
      ...pack,
      clocks: { ...pack.clocks, standstill: { ...standstill, from: ['interim-measure-imposed' as const] } },
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
