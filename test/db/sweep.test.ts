import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkRecord } from '../../cli/play/check-record.ts';
import { rule } from '../../db/commands/rule.ts';
import { sweep } from '../../db/commands/sweep.ts';
import { determine, openCase, proveService, serveNotice } from './market-case.ts';
import { expected, shown } from './projections.ts';
import { openRecord } from './open-record.ts';
import { ruled, stateOf, type OpenRecord } from './record.ts';

const CASES = 60;
// Long enough ago that the response window and the time to decide are over: several moments are due in each case.
const open = openCase({ startsAt: '2026-03-03T02:00:00.000Z' });
const DAYS_MS = 120 * 24 * 60 * 60 * 1_000;

describe('the sweep', () => {
  let record: OpenRecord;
  beforeAll(async () => {
    record = await openRecord('sweep');
  });
  afterAll(() => record.dispose());

  /** Cases at three places of the procedure, which then sleep for months. */
  const asleep = async (prefix: string, count: number): Promise<string[]> => {
    const ids = Array.from({ length: count }, (_, index) => `${prefix}-${String(index).padStart(3, '0')}`);
    for (const [index, caseId] of ids.entries()) {
      const asks = [open, determine, serveNotice, proveService('2026-03-03T06:00:00Z')];
      for (const ask of asks.slice(0, 2 + (index % 3))) await ruled(record.bench, caseId, ask);
    }
    await record.bench.sql`
      update case_file set clock_offset = clock_offset + ${DAYS_MS} where id = any(${ids})`;
    return ids;
  };

  /** What a case holds that does not depend on its name or on the milliseconds of its rulings. */
  const content = async (caseId: string): Promise<unknown> => {
    const { sql } = record.bench;
    const [state, read, events] = await Promise.all([
      stateOf(record, caseId),
      shown(sql, caseId),
      sql`select seq, type, actor, payload from case_event where case_id = ${caseId} order by seq`,
    ]);
    const named = JSON.stringify({ state, read, events }).replaceAll(caseId, 'the-case');
    return JSON.parse(
      named
        .replaceAll(/"(openedAt|sentAt|at|from|beganAt|lapsedAt)":"[^"]*"/g, '"$1":"then"')
        .replaceAll(/"id":"[0-9a-f-]{36}","digest":"[0-9a-f]{64}"/g, '"sealed"')
        .replaceAll(/"digest":"[0-9a-f]{64}","id":"[0-9a-f-]{36}"/g, '"sealed"')
        .replaceAll(/\{"sealed"\}/g, '"sealed"')
        .replaceAll(/"documentDigest":"[0-9a-f]{64}"/g, '"documentDigest":"its own"'),
    );
  };

  it('rules in batches what ruling one by one rules: same events, same state, same read models', async () => {
    const inBatches = await asleep('batch', CASES);
    const batches: number[] = [];
    for (;;) {
      const { ruled: count, stuck } = await sweep(record.bench, 25);
      expect(stuck).toEqual([]);
      if (count === 0) break;
      batches.push(count);
    }
    expect(batches).toEqual([25, 25, 10]);

    const oneByOne = await asleep('single', CASES);
    for (const caseId of oneByOne)
      await rule(record.bench, {
        commandId: `clock/${caseId}`,
        caseId,
        actor: { kind: 'clock' },
        request: 'keep-clocks',
        command: () => ({ type: 'keep-clocks' }),
      });

    for (const [index, caseId] of inBatches.entries()) {
      expect(await content(caseId)).toEqual(await content(oneByOne[index]!));
      expect(await shown(record.bench.sql, caseId)).toEqual(expected(await stateOf(record, caseId)));
    }
    expect((await checkRecord(record.bench.sql, undefined, () => undefined)).problems).toEqual([]);
  });

  it('leaves a case that somebody else is ruling to the next sweep', async () => {
    const [held] = await asleep('held', 1);
    await record.bench.sql.begin(async (tx) => {
      await tx`select from case_file where id = ${held!} for update`;
      expect(await sweep(record.bench, 10)).toMatchObject({ ruled: 0 });
    });
    expect(await sweep(record.bench, 10)).toMatchObject({ ruled: 1 });
  });

  it('of several processes at once rules each case once', async () => {
    const ids = await asleep('many', CASES);
    const counts = await Promise.all(Array.from({ length: 6 }, () => sweep(record.bench, CASES)));
    const rest = await sweep(record.bench, CASES);
    expect([...counts, rest].reduce((sum, { ruled: count }) => sum + count, 0)).toBe(CASES);
    for (const caseId of ids) {
      const { problems } = await checkRecord(record.bench.sql, caseId, () => undefined);
      expect(problems).toEqual([]);
    }
  });

  it('names a case that it cannot rule, and rules the others', async () => {
    const ids = await asleep('odd', 3);
    await record.bench.sql`
      update case_file set state = jsonb_set(state::jsonb, '{version}', '"of-tomorrow"') where id = ${ids[1]!}`;
    const first = await sweep(record.bench, 10);
    expect(first).toMatchObject({ ruled: 2, stuck: [{ caseId: ids[1] }] });
    expect(await sweep(record.bench, 10, [ids[1]!])).toEqual({ ruled: 0, stuck: [] });
  });

  it('does not let a real case run ahead of the clock, whatever its row says', async () => {
    await ruled(record.bench, 'real', openCase({ sandbox: false }));
    await record.bench.sql`update case_file set clock_offset = ${DAYS_MS} where id = 'real'`;
    expect(await sweep(record.bench, 10)).toMatchObject({ ruled: 0 });
    expect((await stateOf(record, 'real')).stage).toBe('determination');
  });
});
