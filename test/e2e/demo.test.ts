import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demonstrate, type DemoResult } from '../../cli/play/demo.ts';
import { silent } from '../../cli/stack/progress.ts';
import { createEnvironment, type Environment } from '../support/environment.ts';

describe('amends demo', () => {
  let environment: Environment;
  let result: DemoResult;
  const lines: string[] = [];

  beforeAll(async () => {
    environment = await createEnvironment('demo');
    await environment.startWorkerProcess();
    await environment.startApiProcess();
    result = await demonstrate({ url: environment.apiUrl, token: environment.token }, performance.now(), {
      write: (line) => lines.push(line),
      color: false,
      progress: silent,
    });
  }, 300_000);
  afterAll(() => environment.dispose());

  it('plays four cases, each to another end', () => {
    expect(result.cases.map(({ scenario, outcome }) => [scenario, outcome])).toEqual([
      ['ends-by-expiry.yaml', 'term-ended'],
      ['ends-by-repair.yaml', 'repaired'],
      ['ends-by-basis-falling.yaml', 'basis-fell'],
      ['dismissed-unserved.yaml', 'dismissed'],
    ]);
    for (const { id, stages, clocks, refusals, failures } of result.cases) {
      expect(id).toMatch(/^c[a-z2-7]{20}$/u);
      expect(stages.at(-1)).toMatchObject({ stage: 'closed', at: expect.stringMatching(/^\d{4}-/u) });
      expect(clocks[0]).toEqual({
        key: expect.any(String),
        due: expect.stringMatching(/^\d{4}-\d{2}-\d{2}$/u),
        end: expect.stringMatching(/Z$/u),
        citation: expect.any(String),
        status: expect.any(String),
        outcome: expect.any(String),
      });
      expect(refusals[0]).toEqual({
        at: expect.any(String),
        act: expect.any(String),
        rule: expect.any(String),
        citation: expect.any(String),
        detail: expect.any(String),
        lawful: expect.any(Array),
      });
      expect(failures).toEqual([]);
    }
  });

  it('brings a real list in: what is past is never shown, what runs ends on its own last day', () => {
    const { adopted, register } = result;
    expect(adopted).toMatchObject({
      lines: 82,
      accepted: 80,
      cleanup: { 'broken-line': 2 },
      entries: 80,
      past: 20,
      running: 60,
      standing: 0,
      ended: 60,
      outcomes: { 'term-ended': 80 },
    });
    expect(register.before.on).toBe(adopted.on);
  });

  it('shows the register before and after, as the public sees it', () => {
    const { before, after } = result.register;
    const standing = (state: typeof before) =>
      Object.fromEntries(state.regimes.map((each) => [each.regime, each.standing]));
    expect(standing(before)).toEqual({ 'cn-market-list': 0, 'us-far-9.4': result.adopted.running });
    expect(standing(after)).toEqual({ 'cn-market-list': 0, 'us-far-9.4': result.adopted.standing });
    expect(before.counts).toEqual({ standing: result.adopted.running, ended: result.adopted.past + 3 });
    expect(after.counts).toEqual({
      standing: result.adopted.standing,
      ended: result.adopted.past + result.adopted.ended + 3,
    });
    expect(before.lines).toHaveLength(result.adopted.running);
    for (const { daysLeft } of [...before.lines, ...after.lines]) expect(daysLeft).toBeGreaterThanOrEqual(0);
  });

  it('is one JSON object, and a text that fits a hundred columns of a terminal', () => {
    expect(JSON.parse(JSON.stringify(result))).toMatchObject({
      cases: { length: 4 },
      adopted: { entries: expect.any(Number) },
      register: { before: { regimes: expect.any(Array) }, after: { regimes: expect.any(Array) } },
      seconds: expect.any(Number),
    });
    expect(lines.flatMap((line) => line.split('\n')).filter((line) => line.length > 100)).toEqual([]);
  });
});
