import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readExclusionList } from '../../cli/play/exclusion-list.ts';
import { atOnce } from '../../cli/play/at-once.ts';

const sample = new URL('../../samples/us-exclusions-2020.csv', import.meta.url);
const folder = mkdtempSync(join(tmpdir(), 'amends-list-'));
afterAll(() => rmSync(folder, { recursive: true }));

const written = (change: (lines: string[]) => string[]): string => {
  const file = join(folder, 'list.csv');
  writeFileSync(file, change(readFileSync(sample, 'latin1').split('\n')).join('\n'), 'latin1');
  return file;
};

describe('readExclusionList', () => {
  it('reads the sample as it came, and says which lines are broken', () => {
    const { firms, skipped } = readExclusionList(sample.pathname);
    expect(firms).toHaveLength(80);
    expect(skipped).toEqual([
      { line: 40, why: 'its quotation marks are broken' },
      { line: 49, why: 'its quotation marks are broken' },
    ]);
    expect(firms.find(({ name }) => name === 'MAILSAFE, INC.')).toMatchObject({
      agency: 'ARMY',
      from: '2008-09-10',
      until: '2027-08-09',
    });
    for (const { identifiers } of firms) expect(identifiers.length).toBeGreaterThanOrEqual(2);
  });

  it('reads Latin-1, and leaves out what is no date, no agency or no line', () => {
    const file = written(([heading = '', first = '']) => [
      heading,
      first.replace('JAMAC CONSTRUCTION, LLC', 'CONSTRUÇÕES JOSÉ'),
      first.replace('09/10/2014', '2014-09-10'),
      first.replace('09/10/2014', '02/30/2014'),
      first.replace('"VA"', '""'),
      first.replace('09/09/2021', 'Indefinite'),
      `${first.trimEnd()},"one more"`,
    ]);
    const { firms, skipped } = readExclusionList(file);
    expect(firms.map(({ name, until }) => [name, until])).toEqual([
      ['CONSTRUÇÕES JOSÉ', '2021-09-09'],
      ['JAMAC CONSTRUCTION, LLC', null],
    ]);
    expect(skipped.map(({ line }) => line)).toEqual([3, 4, 5, 7]);
  });

  it('leaves natural persons out: no comments, no cross-references, no addresses', () => {
    const [heading = '', ...lines] = readFileSync(sample, 'latin1').split('\n');
    const names = heading.split(',');
    const emptied = [
      'Additional Comments',
      'Cross-Reference',
      'Address 1',
      'Address 2',
      'Address 3',
      'Address 4',
    ];
    const broken = [40, 49];
    for (const [index, line] of lines.filter((each) => each !== '').entries()) {
      if (broken.includes(index + 2)) continue;
      const fields = line.trimEnd().slice(1, -1).split('","');
      for (const name of emptied) expect(fields[names.indexOf(`"${name}"`)]).toBe('');
    }
  });
});

describe('atOnce', () => {
  it('keeps the order of the items and never does more than the limit at a time', async () => {
    let running = 0;
    let most = 0;
    const results = await atOnce([5, 1, 3, 2, 4], 2, async (item) => {
      running += 1;
      most = Math.max(most, running);
      for (let turn = 0; turn < item; turn += 1) await Promise.resolve();
      running -= 1;
      return item * 10;
    });
    expect(results).toEqual([50, 10, 30, 20, 40]);
    expect(most).toBe(2);
  });
});
