import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkRecord } from '../../cli/play/check-record.ts';
import { failSending } from '../../db/commands/fail-sending.ts';
import { rule, type Bench } from '../../db/commands/rule.ts';
import type { Pack } from '../../domain/regime/pack.ts';
import { catalogue, person } from '../support/law.ts';
import { cited, withClock } from '../support/pack-with.ts';
import {
  approve,
  closeRecord,
  consider,
  determine,
  marketPack,
  openCase,
  personal,
  proveService,
  publish,
  respond,
  serveNotice,
} from './market-case.ts';
import { openRecord } from './open-record.ts';
import { askedOf, benchOn, eventsOf, ruled, stateOf, type Ask, type OpenRecord } from './record.ts';

/** The law as shipped, but for one pack. */
const lawWith =
  (pack: Pack): Bench['law'] =>
  (regime, version) => {
    const found = catalogue.found(regime, version);
    return found && regime === pack.regime && version === pack.version ? { ...found, pack } : found;
  };

const served = proveService('2026-03-03T01:00:00Z');
const open = openCase({ startsAt: '2026-03-03T02:00:00.000Z' });

describe('a ruling', () => {
  let record: OpenRecord;
  beforeAll(async () => {
    record = await openRecord('ruling');
  });
  afterAll(() => record.dispose());

  /** Every row of every table, so that a change anywhere shows. */
  const everything = async (): Promise<unknown> => {
    const { sql } = record.bench;
    const tables = await sql<{ name: string }[]>`
      select table_name as name from information_schema.tables where table_schema = 'public' order by 1`;
    const content: Record<string, unknown> = {};
    for (const { name } of tables)
      content[name] = await sql`select to_jsonb(t) as row from ${sql(name)} t order by to_jsonb(t)`;
    return content;
  };

  const opened = async (...asks: readonly Ask[]): Promise<string> => {
    const caseId = `r-${randomUUID()}`;
    for (const ask of [open, ...asks]) await ruled(record.bench, caseId, ask);
    return caseId;
  };

  describe('is refused', () => {
    it('and leaves every row of every table as it was', async () => {
      const caseId = await opened(determine, serveNotice);
      const before = await everything();
      for (const ask of [approve, publish, { ...determine, id: 'again' }, respond])
        expect(await rule(record.bench, askedOf(caseId, ask))).toMatchObject({ kind: 'refused' });
      expect(await rule(record.bench, askedOf('nobody', determine))).toEqual({ kind: 'unknown-case' });
      expect(await everything()).toEqual(before);
    });

    it('and is ruled when the same command is asked again at a time when it fits', async () => {
      const caseId = await opened(determine, serveNotice);
      expect(await rule(record.bench, askedOf(caseId, respond))).toMatchObject({ kind: 'refused' });
      await ruled(record.bench, caseId, served);
      expect(await ruled(record.bench, caseId, respond)).toMatchObject({ repeated: false });
    });
  });

  it.each([
    ['dispatch', 'not-awaited'],
    ['dispatch-if-no-bounce', 'ruled'],
  ] as const)('on mail that comes back, where service is by %s, is: %s', async (basis, kind) => {
    const methods = marketPack.notice.methods.map((method) => ({ ...method, deemed: { basis } }));
    const pack = { ...marketPack, notice: { ...marketPack.notice, methods } };
    const bench = { ...record.bench, law: lawWith(pack) };
    const caseId = `r-${randomUUID()}`;
    for (const ask of [open, determine, serveNotice, served]) await ruled(bench, caseId, ask);
    const sent = (await eventsOf(record, caseId)).find(({ type }) => type === 'notice-sent');
    const failed = await failSending(bench, {
      commandId: `bounce/${caseId}`,
      caseId,
      what: 'notice-sent',
      sentSeq: sent?.seq ?? 0,
      actor: { kind: 'engine' },
      reason: 'unknown user',
      evidence: 'e'.repeat(64),
    });
    expect(failed.kind).toBe(kind);
    expect((await stateOf(record, caseId)).notice?.servedOn === undefined).toBe(kind === 'ruled');
  });

  it('takes a lapse back, in the read model too, where an order had stopped the clock before', async () => {
    const key = 'determination.decide';
    const pack = withClock(marketPack, key, { tolling: [{ cause: 'expert-opinion', ...cited }] });
    const bench = { ...record.bench, law: lawWith(pack) };
    const caseId = `r-${randomUUID()}`;
    for (const ask of [open, determine, serveNotice, served]) await ruled(bench, caseId, ask);
    const { due } = (await stateOf(record, caseId)).clocks[key] ?? {};
    const lapsed = () =>
      record.bench.sql<{ lapsed: boolean; due: string | null }[]>`
        select lapsed_at is not null as lapsed, due::text from clock where case_id = ${caseId} and key = ${key}`;
    const supervisor = person('boss', ['supervisor'], { authority: 'hz' });
    const after = { workflowTime: '2026-09-01T02:00:00.000Z' };
    const keep = {
      id: 'keep',
      actor: () => ({ kind: 'clock' }) as const,
      command: () => ({ type: 'keep-clocks' }) as const,
    };
    await rule(bench, { ...askedOf(caseId, keep), ...after });
    expect(await lapsed()).toEqual([{ lapsed: true, due }]);
    const stop = {
      id: 'stop',
      actor: () => supervisor,
      command: () =>
        ({
          type: 'toll-clock',
          key,
          cause: 'expert-opinion',
          evidence: 'e'.repeat(64),
          on: due ?? undefined,
        }) as const,
    };
    expect(await rule(bench, { ...askedOf(caseId, stop), ...after })).toMatchObject({ kind: 'ruled' });
    expect(await lapsed()).toEqual([{ lapsed: false, due: null }]);
  });

  describe('is asked again', () => {
    it('with the same request: the same answer, and nothing is recorded a second time', async () => {
      const caseId = await opened(determine);
      const first = await ruled(record.bench, caseId, serveNotice);
      await ruled(record.bench, caseId, served);
      const again = await ruled(record.bench, caseId, serveNotice);
      expect(again).toEqual({ ...first, repeated: true, wake: 'never' });
      const events = await eventsOf(record, caseId);
      expect(events.filter(({ type }) => type === 'notice-sent')).toHaveLength(1);
    });

    it('with another request or by another person under the same id: neither answered nor ruled', async () => {
      const caseId = await opened(determine);
      const asked = askedOf(caseId, serveNotice);
      await rule(record.bench, asked);
      const before = await everything();
      for (const other of [
        { ...asked, request: { act: 'something else' } },
        { ...asked, actor: { ...asked.actor, kind: 'person', person: 'sun', roles: [] } as const },
      ])
        expect(await rule(record.bench, other)).toEqual({
          kind: 'other-request',
          commandId: asked.commandId,
        });
      expect(await everything()).toEqual(before);
    });

    it.each([
      { what: 'an opening', asks: [], ask: open },
      { what: 'an act', asks: [open, determine], ask: serveNotice },
    ])('twenty times at once, $what: one ruling and nineteen repetitions', async ({ asks, ask }) => {
      const caseId = `r-${randomUUID()}`;
      for (const each of asks) await ruled(record.bench, caseId, each);
      const before = (await eventsOf(record, caseId)).length;
      const results = await Promise.all(Array.from({ length: 20 }, () => ruled(record.bench, caseId, ask)));
      expect(results.filter(({ repeated }) => !repeated)).toHaveLength(1);
      expect(new Set(results.map(({ answer }) => JSON.stringify(answer)))).toHaveProperty('size', 1);
      expect((await eventsOf(record, caseId)).length - before).toBe(results[0]?.answer.events.length);
    });
  });

  it('of two processes at once: one after the other, in one chain', async () => {
    const caseId = await opened(determine, serveNotice, served);
    const other = benchOn(record.env);
    try {
      const responses = Array.from({ length: 40 }, (_, index) => ({ ...respond, id: `respond-${index}` }));
      const results = await Promise.all(
        responses.map((ask, index) => ruled(index % 2 === 0 ? record.bench : other.bench, caseId, ask)),
      );
      expect(new Set(results.map(({ answer }) => answer.seq))).toHaveProperty('size', 40);
    } finally {
      await other.connection.close();
    }
    expect((await stateOf(record, caseId)).responses).toHaveLength(40);
    const events = await eventsOf(record, caseId);
    expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => index + 1));
    expect(events.map(({ at }) => at)).toEqual(events.map(({ at }) => at).sort());
    expect((await checkRecord(record.bench.sql, caseId, () => undefined)).problems).toEqual([]);
  });

  it('of two reviewers who approve at once: the first decides, the second is refused', async () => {
    const caseId = await opened(determine, serveNotice, served, respond, consider, closeRecord);
    const second: Ask = {
      ...approve,
      id: 'approve-too',
      actor: () => person('ma', ['reviewer'], { authority: 'hz' }),
    };
    const results = await Promise.all(
      [approve, second].map((ask) => rule(record.bench, askedOf(caseId, ask))),
    );
    expect(results.map(({ kind }) => kind).sort()).toEqual(['refused', 'ruled']);
    const types = (await eventsOf(record, caseId)).map(({ type }) => type);
    expect(types.filter((type) => type === 'listing-approved')).toHaveLength(1);
  });

  describe('once recorded', () => {
    it.each(['update case_event set actor = $$x$$', 'delete from case_event', 'truncate case_event'])(
      'stays: the database refuses "%s"',
      async (statement) => {
        const caseId = await opened(determine);
        const before = await eventsOf(record, caseId);
        await expect(record.bench.sql.unsafe(statement)).rejects.toThrow('append-only');
        expect(await eventsOf(record, caseId)).toEqual(before);
      },
    );

    it('holds nothing personal outside what is sealed, and the chain outlives the erasure of the person', async () => {
      const caseId = await opened(determine, serveNotice, served, respond, consider);
      const { sql } = record.bench;
      const tables = await sql<{ name: string }[]>`
        select table_name as name from information_schema.tables where table_schema = 'public' order by 1`;
      expect(tables.length).toBeGreaterThan(10);
      for (const { name } of tables) {
        const rows = JSON.stringify(await sql`select to_jsonb(t) as row from ${sql(name)} t`);
        for (const secret of Object.values(personal)) {
          expect(rows, name).not.toContain(secret);
          expect(rows, name).not.toContain(Buffer.from(secret).toString('hex'));
        }
      }
      const length = (await eventsOf(record, caseId)).length;
      await sql`delete from case_key where case_id = ${caseId}`;
      await sql`delete from subject where case_id = ${caseId}`;
      await sql`delete from sealed_text where case_id = ${caseId}`;
      const checked = await checkRecord(sql, caseId, () => undefined);
      expect(checked).toMatchObject({ events: length, problems: [] });
      await ruled(record.bench, caseId, closeRecord);
      expect((await checkRecord(sql, caseId, () => undefined)).problems).toEqual([]);
    });
  });
});
