import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { checkRecord } from '../../cli/play/check-record.ts';
import { connect, type Connection } from '../../db/client.ts';
import { applyChange, finishChange } from '../../db/commands/change-apply.ts';
import { previewChange } from '../../db/commands/change-preview.ts';
import { approveChange, proposeChange } from '../../db/commands/change-propose.ts';
import type { Bench } from '../../db/commands/rule.ts';
import { masterKey } from '../../db/sealing.ts';
import type { CaseState } from '../../domain/case/state.ts';
import type { Pack } from '../../domain/regime/pack.ts';
import { createEnvironment, type ApplicationProcess, type Environment } from '../support/environment.ts';
import { calendars as shipped, catalogue, packOf } from '../support/law.ts';
import { amended, calendarsWith, original } from './amended-calendar.ts';
import { deskAt, type Desk } from './desk.ts';
import { debarments, repairs } from './live-cases.ts';
import { loadCases } from './load-cases.ts';
import { listed, playedUntil } from './played.ts';
import { weekBefore } from './week-before.ts';

/** A world with worker and API, and a bench on its record from here. */
async function openWorld(name: string) {
  const env = await createEnvironment(name);
  const [worker, api] = await Promise.all([env.startWorkerProcess(), env.startApiProcess()]);
  const connection = connect(env.databaseUrl, { max: 4 });
  const bench: Bench = {
    sql: connection.sql,
    law: catalogue.found,
    calendars: shipped,
    masterKey: masterKey(env.masterKey),
    sandbox: true,
  };
  return { env, worker, api, connection, bench, desk: deskAt({ url: env.apiUrl, token: env.token }) };
}

describe('a schedule that is amended while a thousand cases run', { timeout: 600_000 }, () => {
  const CASES = 1000;
  const pack = packOf('cn-market-list', '2021-09-01');
  let env: Environment;
  let worker: ApplicationProcess;
  let connection: Connection;
  let bench: Bench;
  let desk: Desk;
  let published: string | null = null;

  beforeAll(async () => {
    ({ env, worker, connection, bench, desk } = await openWorld('amended'));
    expect(await desk.publish(original)).toBeNull();
    const plays = weekBefore(pack, calendarsWith(original), CASES);
    await loadCases(bench, plays, { present: '2048-01-24T08:00:00.000Z', asleep: true });
    // The weekend passes, and on Monday the amendment is made known.
    await connection.sql`
      update case_file set clock_offset = clock_offset + ${3 * 86_400_000} where sandbox`;
    published = await desk.publish(amended);
  });
  afterAll(async () => {
    await connection.close();
    await env.dispose();
  });

  it('is proposed as a change by its publication, once, and shows what would change before anything does', async () => {
    const changeId = published ?? '';
    expect(await desk.publish(amended)).toBe(changeId);
    const preview = await desk.until(changeId, ({ status }) => status === 'previewed');
    expect(preview.cases).toMatchObject({ touched: CASES, pending: CASES, applied: 0 });
    expect(preview.rules).toContainEqual(
      expect.objectContaining({ rule: 'notice.response', how: 'moved', favour: 'for-subject' }),
    );
    expect(preview.rules).toContainEqual(
      expect.objectContaining({ rule: 'publication.publish', how: 'moved', favour: 'neither' }),
    );
    const [untouched] = await connection.sql<{ count: number }[]>`
      select count(*)::int as count from case_event where type = 'clock-rederived'`;
    expect(untouched?.count).toBe(0);
    const withdrawn = await desk.ask(
      { roles: ['supervisor'], subject: 'zhao' },
      'POST',
      `/v1/changes/${changeId}/withdraw`,
      {
        reason: 'Proposed again below.',
      },
    );
    expect(withdrawn.status).toBe(200);
    expect((await desk.approve(changeId, 'qian')).status).toBe(409);
  });

  it('changes each case once, by the word of a second person, whenever the worker is killed', async () => {
    const changeId = await desk.propose({
      kind: 'calendar',
      calendar: 'CN',
      reason: 'The holiday was extended on 27 January.',
      perSecond: 150,
    });
    await desk.until(changeId, ({ status }) => status === 'previewed');
    const own = await desk.approve(changeId, 'zhao');
    expect(own).toMatchObject({ status: 403, body: { refusals: [{ rule: 'change.second-person' }] } });

    // Opened after the preview, on the schedule that was known then.
    await loadCases(bench, weekBefore(pack, calendarsWith(original), 8, 'late'), {
      present: '2048-01-27T08:00:00.000Z',
      asleep: true,
    });
    expect((await desk.approve(changeId, 'qian')).status).toBe(200);
    for (const least of [100, 500]) {
      const before = await desk.until(changeId, ({ cases }) => cases.applied >= least);
      await worker.stop('SIGKILL');
      expect(before.status).toBe('approved');
      worker = await env.startWorkerProcess();
    }
    const done = await desk.until(changeId, ({ status }) => status === 'applied');
    expect(done.cases).toMatchObject({ applied: CASES + 8, pending: 0, late: 8 });

    const rows = await connection.sql<{ id: string; state: CaseState; events: number }[]>`
      select f.id, f.state, (select count(*)::int from case_event e where e.case_id = f.id
        and e.type = 'clock-rederived' and e.payload ->> 'change' = ${changeId}) as events from case_file f`;
    for (const { id, state, events } of rows) {
      const resting = Object.values(state.clocks).filter(({ calendars }) => calendars.length > 0);
      expect(
        resting
          .flatMap(({ calendars }) => calendars)
          .every(({ year, version }) => year !== 2048 || version === 2),
      ).toBe(true);
      expect(events, id).toBe(
        resting.filter(({ calendars }) => calendars.some(({ year }) => year === 2048)).length,
      );
    }
    const response = rows.flatMap(({ state }) => state.clocks['notice.response'] ?? []);
    expect([...new Set(response.map(({ due }) => due))].sort()).toEqual([
      '2048-02-04',
      '2048-02-05',
      '2048-02-06',
      '2048-02-07',
    ]);
    expect(await checkRecord(connection.sql, undefined, () => undefined)).toMatchObject({ problems: [] });
  });

  it('leaves nothing to change a second time', async () => {
    const changeId = await desk.propose({ kind: 'calendar', calendar: 'CN', reason: 'To be sure.' });
    const again = await desk.until(changeId, ({ status }) => status === 'previewed');
    expect(again.cases.touched).toBe(0);
  });
});

const report = z.looseObject({
  looked: z.int(),
  untouched: z.int(),
  rules: z.array(z.looseObject({ rule: z.string(), how: z.string(), favour: z.string(), clocks: z.int() })),
  removalsDue: z.int(),
  stays: z.record(z.string(), z.int()),
  seconds: z.number(),
});

describe('a version of a regime on live cases', { timeout: 600_000 }, () => {
  const CASES = 500;
  let env: Environment;
  let worker: ApplicationProcess;
  let connection: Connection;
  let bench: Bench;
  let desk: Desk;

  beforeAll(async () => {
    ({ env, worker, connection, bench, desk } = await openWorld('versions'));
    await loadCases(bench, debarments(CASES), { present: '2025-01-16T15:00:00.000Z', asleep: true });
    await loadCases(bench, repairs(CASES), { present: '2026-03-31T15:59:00.000Z', asleep: true });
    await connection.sql`
      update case_file set clock_offset = clock_offset + ${86_400_000 * 2} where sandbox`;
  });
  afterAll(async () => {
    await connection.close();
    await env.dispose();
  });

  const whatIf = async (regime: string, version: string) => {
    const answer = await desk.ask(
      { roles: ['auditor'], subject: 'audit' },
      'GET',
      `/v1/regimes/${regime}/${version}/what-if?cases=3`,
    );
    expect(answer.status).toBe(200);
    return report.parse(answer.body);
  };

  it('tells in seconds what the text of 17 January 2025 would move in 500 debarments, and for whom', async () => {
    const told = await whatIf('us-far-9.4', '2025-01-17');
    expect(told.looked).toBe(CASES);
    expect(told.rules.filter(({ rule }) => rule === 'determination.decide').length).toBeGreaterThan(0);
    expect(told.stays['pinned']).toBe(told.looked - told.untouched);
    expect(told.seconds).toBeLessThan(10);
  });

  it('does not bring them under it: the version applies to new cases only', async () => {
    const changeId = await desk.propose({
      kind: 'regime',
      regime: 'us-far-9.4',
      version: '2025-01-17',
      reason: 'The rule has changed.',
    });
    await desk.until(changeId, ({ status }) => status === 'previewed');
    const refused = await desk.approve(changeId, 'qian');
    expect(refused).toMatchObject({ status: 422, body: { refusals: [{ rule: 'transition' }] } });
  });

  it('brings 500 credit repairs under Order 36: shorter terms at once, longer ones never, killed and all', async () => {
    const told = await whatIf('cn-credit-repair', '2026-04-01');
    expect(told.looked).toBe(CASES);
    expect(told.removalsDue).toBeGreaterThan(100);
    const before = new Map(
      (
        await connection.sql<
          { id: string; state: CaseState }[]
        >`select id, state from case_file where regime = 'cn-credit-repair'`
      ).map(({ id, state }) => [id, state]),
    );
    const changeId = await desk.propose({
      kind: 'regime',
      regime: 'cn-credit-repair',
      version: '2026-04-01',
      reason: 'Order 36 is in force.',
      perSecond: 100,
    });
    const preview = await desk.until(changeId, ({ status }) => status === 'previewed');
    expect(preview).toMatchObject({ removalsDue: told.removalsDue });
    expect((await desk.approve(changeId, 'qian')).status).toBe(200);
    await desk.until(changeId, ({ cases }) => cases.applied >= 100);
    await worker.stop('SIGKILL');
    worker = await env.startWorkerProcess();
    const done = await desk.until(changeId, ({ status }) => status === 'applied');
    expect(done.cases.applied).toBe(CASES);

    const after = await connection.sql<{ id: string; version: string; state: CaseState }[]>`
      select id, version, state from case_file where regime = 'cn-credit-repair'`;
    for (const { id, version, state } of after) {
      expect(version).toBe('2026-04-01');
      expect(state.version).toBe('2026-04-01');
      const [was, is] = [before.get(id)?.entry?.until ?? '9999', state.entry?.until ?? '9999'];
      expect(is <= was, id).toBe(true);
    }
    const [register] = await connection.sql<{ versions: string[] }[]>`
      select array_agg(distinct r.version) as versions from register_entry r where r.regime = 'cn-credit-repair'`;
    expect(register?.versions).toEqual(['2026-04-01']);
    expect(await checkRecord(connection.sql, undefined, () => undefined)).toMatchObject({ problems: [] });
  });
});

describe('a ground that a newer version does not have any more', { timeout: 600_000 }, () => {
  const CASES = 40;
  const older = packOf('cn-penalty-publicity', '2021-09-01');
  let env: Environment;
  let connection: Connection;
  let desk: Desk;
  let bench: Bench;

  beforeAll(async () => {
    const world = await openWorld('fallen');
    ({ env, connection, desk, bench } = world);
    const plays = Array.from({ length: CASES }, (_, index) =>
      playedUntil(older, shipped, listed, {
        at: '2025-11-03T02:00:00.000Z',
        instrumentOn: '2025-10-20',
        ground: index % 2 === 0 ? 'other-penalty' : 'criticism-or-small-fine',
        caseId: `fallen${String(index).padStart(3, '0')}`,
      }),
    );
    await loadCases(world.bench, plays, { present: '2025-12-26T02:00:00.000Z', asleep: true });
  });
  afterAll(async () => {
    await connection.close();
    await env.dispose();
  });

  /** Applies a newer version, with these grounds, as the workflow does. */
  const apply = async (id: string, grounds: Pack['grounds']): Promise<void> => {
    const newer = catalogue.found(older.regime, '2025-12-25');
    if (newer === undefined) throw new Error('there is no newer version');
    const law: Bench['law'] = (regime, version) =>
      version === '2025-12-25'
        ? { ...newer, pack: { ...newer.pack, grounds } }
        : catalogue.found(regime, version);
    const there = { ...bench, law };
    await proposeChange(connection.sql, {
      id,
      by: 'sun',
      reason: 'The new measures are in force.',
      perSecond: 500,
      kind: 'regime',
      regime: older.regime,
      version: '2025-12-25',
    });
    expect(await previewChange(there, id, 500)).toBe(true);
    const approved = await approveChange(there, { id, by: 'qian', reason: 'Read.' });
    expect(approved).toEqual({ kind: 'decided' });
    // oxlint-disable-next-line no-await-in-loop -- batch after batch
    while ((await applyChange(there, id, 500)) > 0);
    await finishChange(there, id);
  };
  const [minor] = packOf('cn-penalty-publicity', '2025-12-25').grounds;

  it('puts every resting case before a supervisor, who ends the review with the entry standing or taken off', async () => {
    if (minor === undefined) throw new Error('there is no ground');
    const { succeeds: _succeeds, ...another } = minor;
    await apply('fallen'.padEnd(20, 'a'), [{ ...another, id: 'another' }]);
    expect(await desk.read('fallen'.padEnd(20, 'a'))).toMatchObject({ status: 'applied', lawFell: CASES });

    const supervisor = { roles: ['supervisor'] as const, subject: 'fu', authority: 'a1' };
    const queue = z
      .looseObject({ items: z.array(z.looseObject({ caseId: z.string(), act: z.string() })) })
      .parse((await desk.ask(supervisor, 'GET', '/v1/tasks?limit=200')).body);
    const reviews = queue.items.filter(({ act }) => act === 'end-basis-review');
    expect(reviews).toHaveLength(CASES);
    const [own] = await connection.sql<{ cases: number }[]>`
      select count(*)::int as cases from case_file where version = ${older.version}`;
    expect(own?.cases).toBe(CASES);

    const end = (caseId: string | undefined, outcome: string) =>
      desk.ask(supervisor, 'POST', `/v1/cases/${caseId}/basis-review/end`, {
        outcome,
        reasons: 'Looked at.',
      });
    const [one, other] = reviews;
    expect(await end(one?.caseId, 'stands')).toMatchObject({ status: 200, body: { stage: 'listed' } });
    expect(await end(other?.caseId, 'falls')).toMatchObject({ status: 200, body: { outcome: 'basis-fell' } });
    expect((await end(one?.caseId, 'stands')).status).toBe(422);
  });

  it('is no repeal where it goes on under another name: the register shows the new one', async () => {
    if (minor === undefined) throw new Error('there is no ground');
    await apply('renamed'.padEnd(20, 'a'), [
      { ...minor, id: 'ordinary', succeeds: ['other-penalty', 'criticism-or-small-fine'] },
    ]);
    const [cases] = await connection.sql<{ grounds: string[]; shown: string[] }[]>`
      select array_agg(distinct f.ground) as grounds, array_agg(distinct r.ground) as shown
      from case_file f join register_entry r on r.case_id = f.id where f.version = '2025-12-25'`;
    expect(cases).toEqual({ grounds: ['ordinary'], shown: ['ordinary'] });
    expect(await checkRecord(connection.sql, undefined, () => undefined)).toMatchObject({ problems: [] });
  });
});
