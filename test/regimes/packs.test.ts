import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { closedToCases, rulesOf } from '../../domain/regime/catalogue.ts';
import { loadPacks } from '../../regimes/load-packs.ts';
import type { PackProblem } from '../../regimes/pack-file.ts';
import { changed, folderWith, shipped } from './pack-fixture.ts';

const far = shipped('us-far-9.4', '2025-01-17').replace('supersedes: 2024-05-22', 'supersedes: null');
const path = 'us-far-9.4/2025-01-17/pack.yaml';

function problemsOf(files: Readonly<Record<string, string>>): readonly PackProblem[] {
  const folder = folderWith(files);
  const loaded = loadPacks(folder);
  return loaded.kind === 'broken'
    ? loaded.problems.map((each) => ({ ...each, file: each.file.slice(each.file.indexOf('us-far')) }))
    : [];
}

describe('the packs as shipped', () => {
  const loaded = loadPacks();

  it('load without a problem', () => {
    expect(loaded).toMatchObject({ kind: 'loaded', withheld: [] });
  });

  it('cover ten regimes, three of them in two versions', () => {
    if (loaded.kind === 'broken') throw new Error('broken');
    const regimes = loaded.catalogue.all.map(({ pack }) => pack.regime);
    expect(new Set(regimes).size).toBe(10);
    expect(regimes.length).toBe(13);
  });

  it('are found by the day whose law is meant', () => {
    if (loaded.kind === 'broken') throw new Error('broken');
    const { inForce } = loaded.catalogue;
    expect(inForce('us-far-9.4', '2025-01-16')?.pack.version).toBe('2024-05-22');
    expect(inForce('us-far-9.4', '2025-01-17')?.pack.version).toBe('2025-01-17');
    expect(inForce('us-far-9.4', '2024-05-21')).toBeUndefined();
    expect(inForce('cn-credit-repair', '2026-03-31')?.pack.version).toBe('2023-05-01');
    expect(inForce('cn-credit-repair', '2026-04-01')?.pack.version).toBe('2026-04-01');
  });

  it('cite every rule, and say of each how well it is known', () => {
    if (loaded.kind === 'broken') throw new Error('broken');
    for (const { pack } of loaded.catalogue.all)
      for (const rule of rulesOf(pack))
        expect(rule.cite.length, `${pack.regime} ${rule.path.join('.')}`).toBeGreaterThan(2);
  });

  it('say of house practice that it is no law that somebody read', () => {
    if (loaded.kind === 'broken') throw new Error('broken');
    const rules = loaded.catalogue.all.flatMap(({ pack }) => rulesOf(pack));
    expect(rules.filter(({ cite, practice }) => cite === 'house practice' && !practice)).toEqual([]);
    expect(rules.filter(({ practice, status }) => practice && status !== 'unverified')).toEqual([]);
  });
});

describe('a pack with values that nobody has read', () => {
  it('is withheld from new cases in production, by file and line, and still known to old ones', () => {
    const loaded = loadPacks(undefined, { unverified: 'refused' });
    if (loaded.kind === 'broken') throw new Error('broken');
    const market = loaded.withheld.find(({ file }) => file.includes('cn-market-list'));
    expect(market?.rule).toBe('unverified');
    expect(market?.message).toMatch(/^nobody has read in the law: .*line \d+.*Order 44/);
    const lines = shipped('cn-market-list', '2021-09-01').split('\n');
    expect(lines.slice((market?.line ?? 0) - 1, (market?.line ?? 0) + 4).join('\n')).toContain('unverified');
    const found = loaded.catalogue.inForce('cn-market-list', '2024-01-01');
    expect(found && closedToCases(found)).toMatchObject([
      { rule: 'law.verified', detail: expect.stringMatching(/cn-market-list.*pack\.yaml:\d+ /) },
    ]);
    expect(loaded.catalogue.pack('cn-market-list', '2021-09-01')?.regime).toBe('cn-market-list');
  });

  it('leaves alone the packs whose law was read, house practice or not', () => {
    const loaded = loadPacks(undefined, { unverified: 'refused' });
    if (loaded.kind === 'broken') throw new Error('broken');
    expect(loaded.catalogue.inForce('us-far-9.4', '2025-06-01')?.withheld).toBeNull();
    expect(loaded.catalogue.inForce('uk-procurement-debarment', '2025-06-01')?.withheld).toBeNull();
  });
});

describe('a broken pack is refused by file, line and rule', () => {
  const breakages: readonly (readonly [
    name: string,
    from: string,
    to: string,
    rule: string,
    says: RegExp,
  ])[] = [
    [
      'an unknown field',
      'timezone: America/New_York',
      'colour: red\ntimezone: America/New_York',
      'schema',
      /"colour" is not a field/,
    ],
    [
      'a misspelt unit',
      '    unit: working-days\n    from: listed',
      '    unit: workdays\n    from: listed',
      'schema',
      /clocks\.publication\.publish\.unit/,
    ],
    [
      'a clock that is not there',
      'entry: { term: entry.term,',
      'entry: { term: entry.length,',
      'clocks',
      /there is no clock "entry.length"/,
    ],
    ['an unknown calendar', 'calendar: US-FED', 'calendar: MARS', 'calendar', /there is no calendar "MARS"/],
    [
      'an unknown time zone',
      'timezone: America/New_York',
      'timezone: America/Gotham',
      'timezone',
      /not an IANA time zone/,
    ],
    [
      'a bank that is told to act',
      '    kind: public-body',
      '    kind: financial-institution',
      'recipients.relation',
      /never be made to act/,
    ],
    [
      'an id given twice',
      'id: antitrust,',
      'id: fraud-in-public-contract,',
      'id',
      /"fraud-in-public-contract" is given twice/,
    ],
    [
      'a measure off the list',
      'measures: &exclusion [procurement-exclusion, nonprocurement-exclusion]',
      'measures: &exclusion [procurement-exclusion, fine]',
      'grounds.measures',
      /"fine" is not on the list/,
    ],
    [
      'a measure carried out by nobody',
      'implementers: [sam-exclusions], cite: FAR 9.405(a)',
      'implementers: [nobody], cite: FAR 9.405(a)',
      'measures.implementers',
      /"nobody" is not a recipient/,
    ],
    [
      'a level that does not exist',
      'competent: [agency]',
      'competent: [committee]',
      'authorities',
      /"committee" is not among the levels/,
    ],
    [
      'more factors than there are',
      '  atLeast: 1\n  cite: FAR 9.406-1',
      '  atLeast: 99\n  cite: FAR 9.406-1',
      'factors',
      /99 of 17/,
    ],
    [
      'another version than its day',
      'effective: { from: 2025-01-17',
      'effective: { from: 2025-01-18',
      'version',
      /must be the day it takes effect/,
    ],
    [
      'a missing language',
      'title:\n  en: Federal procurement',
      'title:\n  fr: Federal procurement',
      'languages',
      /has no "en"/,
    ],
    [
      'a rank that may not list',
      'rank: regulation',
      'rank: normative-document',
      'rank',
      /a normative document cannot make a list in US/,
    ],
    [
      'a ground in a domain that the jurisdiction does not have',
      'domain: public-procurement',
      'domain: bad-manners',
      'grounds.domain',
      /bad-manners/,
    ],
    [
      'a value that claims to have been read, and does not say where',
      'FAR 9.406-2(a)(2), status: verified-text, source: far-9.406-2',
      'FAR 9.406-2(a)(2), status: verified-text',
      'source',
      /counts as read in the text/,
    ],
    [
      'a source that the pack does not name',
      'FAR 9.406-2(a)(2), status: verified-text, source: far-9.406-2',
      'FAR 9.406-2(a)(2), status: verified-text, source: hearsay',
      'source',
      /hearsay/,
    ],
    [
      'a law that calls itself house practice',
      'cite: house practice',
      'cite: FAR 9.404',
      'practice',
      /claims a law/,
    ],
    [
      'a field that no entry has',
      'organisation: [name, address,',
      'organisation: [name, blood-type,',
      'fields',
      /"blood-type" is neither a field/,
    ],
    [
      'nobody to look at a basis that fell',
      'from: basis-review-began',
      'from: case-transferred',
      'clocks.basis-review',
      /wait for ever/,
    ],
    [
      'a ground that succeeds one that never was',
      '  - id: contract-violation\n',
      '  - id: contract-violation\n    succeeds: [breach]\n',
      'succeeds',
      /no ground "breach"/,
    ],
    ['a key twice', 'jurisdiction: US\n', 'jurisdiction: US\njurisdiction: CA\n', 'yaml', /unique/i],
  ];

  it.each(breakages)('%s', (_name, from, to, rule, says) => {
    const { text, line } = changed(far, from, to);
    const problems = problemsOf({ [path]: text });
    expect(problems.map((each) => each.rule)).toContain(rule);
    const found = problems.filter((each) => each.rule === rule && says.test(each.message));
    expect(problems.map(({ message }) => message).join('\n')).toMatch(says);
    // At the value itself, or at the head of what it belongs to.
    const heads = (at: number): boolean => at < line && /^\w+:$/.test(text.split('\n')[at - 1] ?? '');
    expect(
      found.some((each) => each.file === path && (Math.abs(each.line - line) < 12 || heads(each.line))),
    ).toBe(true);
  });

  it('in a folder of another name', () => {
    const problems = problemsOf({ 'us-far-9.4/2025-02-01/pack.yaml': far });
    expect(problems).toMatchObject([
      { rule: 'folder', message: expect.stringMatching(/must stand in us-far-9.4\/2025-01-17/) },
    ]);
  });

  it('whose versions overlap, or do not name each other', () => {
    const earlier = shipped('us-far-9.4', '2024-05-22').replace('until: 2025-01-16', 'until: null');
    const problems = problemsOf({ [path]: far, 'us-far-9.4/2024-05-22/pack.yaml': earlier });
    expect(problems.map((each) => each.rule).sort()).toEqual(['effective', 'supersedes']);
  });

  it('with a ground that is new in it, and of which nobody says since when it has been one', () => {
    const earlier = shipped('us-far-9.4', '2024-05-22');
    const later = shipped('us-far-9.4', '2025-01-17');
    const { text } = changed(later, '  - id: contract-violation\n', '  - id: breach-of-trust\n');
    const files = (pack: string) => ({ [path]: pack, 'us-far-9.4/2024-05-22/pack.yaml': earlier });
    expect(problemsOf(files(text)).map(({ rule, message }) => [rule, message])).toContainEqual([
      'grounds.since',
      expect.stringMatching(/"breach-of-trust" is new in this version/),
    ]);
    for (const says of ['since: 2020-01-01', 'succeeds: [contract-violation]']) {
      const said = text.replace('  - id: breach-of-trust\n', `  - id: breach-of-trust\n    ${says}\n`);
      expect(problemsOf(files(said)).map(({ rule }) => rule)).not.toContain('grounds.since');
    }
  });

  it('as a value, not as an exception', () => {
    const loaded = loadPacks(join(folderWith({ [path]: '{{{' })));
    expect(loaded.kind).toBe('broken');
  });
});
