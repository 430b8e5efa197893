import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkRecord } from '../../cli/play/check-record.ts';
import { eventsOf } from '../db/record.ts';
import { personal, recipients } from '../db/market-case.ts';
import type { ApplicationProcess } from '../support/environment.ts';
import type { Carried } from './carried.ts';
import { carry } from './carry.ts';
import { life, live, parted, ways } from './lives.ts';

describe('the life of a case on the engine', () => {
  let carried: Carried;
  let worker: ApplicationProcess;
  beforeAll(async () => {
    carried = await carry('lives');
    worker = await carried.env.startWorkerProcess();
  });
  afterAll(() => carried.dispose());

  it.each(ways)('ends with %s, and its workflow with it', async (way) => {
    const caseId = `case-${way}`;
    await live(carried, caseId, life(way));
    const state = await carried.until(caseId, ({ stage }) => stage === 'closed', 'closed');
    expect(state.outcome).toBe(way);
    expect(state.clocks).toEqual({});
    expect(state.duties).toEqual({});
    expect((await carried.ended(caseId)).status.name).toBe('COMPLETED');
    expect((await checkRecord(carried.bench.sql, caseId, () => undefined)).problems).toEqual([]);
  });

  it('rules each clock by its workflow, at the legal moment itself', async () => {
    const events = await eventsOf(carried, 'case-term-ended');
    const lapsed = events.filter(({ type }) => type === 'clock-lapsed');
    expect(lapsed.map(({ payload }) => payload['key'])).toEqual([
      'notice.response',
      'decision.serve',
      'entry.term',
    ]);
    for (const { at, actor, command, payload } of lapsed) {
      expect(at).toBe(payload['dueAt']);
      expect(actor).toBe('clock');
      expect(command).toMatch(/^clock\//);
    }
  });

  it('delivers to each recipient once and takes back from each once, in this order', async () => {
    const rows = await carried.bench.sql<{ recipient: string; kinds: string[] }[]>`
      select recipient, array_agg(kind order by position) as kinds from recipient_feed
      where case_id = 'case-term-ended' group by recipient order by recipient`;
    expect(rows.map(({ recipient }) => recipient)).toEqual([...recipients].sort());
    for (const { kinds } of rows) expect(kinds).toEqual(['deliver', 'retract']);
  });

  it('keeps ids and instants in the engine, and nothing personal', async () => {
    for (const way of ways) {
      const handle = carried.client.workflow.getHandle(`case/case-${way}`);
      const history = JSON.stringify(await handle.fetchHistory());
      const payloads = [...history.matchAll(/"data":"([^"]*)"/g)].map(([, data]) =>
        Buffer.from(data ?? '', 'base64').toString(),
      );
      expect(payloads.length).toBeGreaterThan(3);
      for (const secret of [...Object.values(personal), 'Acme', 'acme'])
        expect(`${history} ${payloads.join(' ')}`).not.toContain(secret);
    }
  });

  it('wakes a case that has slept for years, under a worker that never saw it', async () => {
    const { before, after } = parted(life('term-ended'), 'delivered');
    await live(carried, 'sleeper', before);
    await worker.stop('SIGKILL');
    worker = await carried.env.startWorkerProcess();
    await live(carried, 'sleeper', after);
    expect((await carried.until('sleeper', ({ stage }) => stage === 'closed', 'closed')).outcome).toBe(
      'term-ended',
    );
  });
});
