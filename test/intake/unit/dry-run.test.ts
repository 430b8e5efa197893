import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fileOf, line } from './given.ts';

const amends = fileURLToPath(new URL('../../../cli/amends.mjs', import.meta.url));

describe('amends import --dry-run', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'amends-dry-run-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const run = (content: string, ...more: readonly string[]) => {
    const file = join(folder, 'list-2020-049.csv');
    writeFileSync(file, content);
    const args = ['import', file, '--regime', 'us-far-9.4', '--mapping', 'sam-v2', '--dry-run', ...more];
    const { status, stdout, stderr } = spawnSync(process.execPath, [amends, ...args], { encoding: 'utf8' });
    return { status, stderr, stdout, last: stdout.trimEnd().split('\n').at(-1) ?? '' };
  };

  it('prints one JSON object last, whose numbers add up to the lines of the file', () => {
    const { status, last } = run(
      fileOf([line(), line({ agency: 'HHS' }), line({ active: '02/30/2019', 'sam-number': 'B' })]),
      '--json',
    );
    expect(status).toBe(0);
    const report: { lines: number; accepted: number; cleanup: Record<string, number> } = JSON.parse(last);
    expect(report).toMatchObject({
      dryRun: true,
      physicalLines: 4,
      header: 1,
      lines: 3,
      accepted: 1,
      cleanup: { 'other-bodys-law': 1, 'broken-line': 1 },
      problem: null,
    });
    expect(Object.values(report.cleanup).reduce((sum, count) => sum + count, report.accepted)).toBe(
      report.lines,
    );
  });

  it('shows people what stands and what does not, with an example and its rule', () => {
    const { stdout } = run(fileOf([line(), line({ termination: 'Indefinite', 'sam-number': 'B' })]));
    expect(stdout).toContain('term-longer-than-allowed');
    expect(stdout).toContain('FAR 9.406-4');
    expect(stdout).toContain('2 lines of the list = 1 accepted + 1 for the clean-up.');
  });

  it('fails for a file in which nothing can be read, and still counts its lines', () => {
    const headless = run([line(), line()].join('\n'), '--json');
    expect(headless.status).toBe(1);
    expect(JSON.parse(headless.last)).toMatchObject({ lines: 2, accepted: 0, cleanup: { 'no-header': 2 } });
    expect(run([line()].join('\n'), '--json', '--no-header')).toMatchObject({ status: 0 });
    const empty = run('', '--json');
    expect(empty.status).toBe(1);
    expect(JSON.parse(empty.last)).toMatchObject({ lines: 0, problem: 'The file is empty.' });
  });

  it.each([
    ['a mapping that does not exist', ['--mapping', 'nothing'], /Known: sam-v2/],
    ['a law that does not exist', ['--regime', 'nothing'], /There is no regime/],
    ['a law the mapping is not for', ['--regime', 'cn-market-list'], /not for cn-market-list/],
    ['a day that does not exist', ['--as-of', '2020-02-30'], /not a date/],
  ])('says what is wrong with %s', (_what, more, message) => {
    const { status, stderr } = run(fileOf([line()]), ...more);
    expect(status).toBe(1);
    expect(stderr).toMatch(message);
  });
});
