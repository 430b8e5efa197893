import { Writable } from 'node:stream';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { adopted } from './adopted.ts';
import { county, measures, people, requests, type People } from './people.ts';
import { createWorld, type Caller, type Reply, type World } from './world.ts';

let world: World;
let p: People;
const logged: string[] = [];

beforeAll(async () => {
  const lines = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      logged.push(chunk.toString());
      done();
    },
  });
  world = await createWorld('api-reading', { logger: pino({ level: 'debug' }, lines) });
  p = await people(world);
});
afterAll(() => world.dispose());

const open = async (more: Record<string, unknown> = {}): Promise<string> =>
  (await p.caseworker.post('/v1/cases', requests.opening(more))).body.caseId;

const accesses = async (caseId: string) =>
  world.deps.connection.sql<{ actor: string; purpose: string; what: string }[]>`
    select actor, purpose, what from access_log where case_id = ${caseId} order by at`;

describe('GET /v1/cases/{caseId}', () => {
  it('shows the record with its hashes, the clocks with their reasons, the tasks and the agenda', async () => {
    const caseId = await open();
    const { body } = await p.caseworker.get(`/v1/cases/${caseId}`);
    expect(body).toMatchObject({
      caseId,
      stage: 'determination',
      authority: { id: county, superior: 'city-mr' },
      tasks: [{ act: 'record-determination', role: 'caseworker' }],
      unrecorded: [],
    });
    expect(body.events[0]).toMatchObject({ seq: 1, type: 'case-opened', actor: 'cw-1' });
    expect(body.events[0].hash).toMatch(/^[0-9a-f]{64}$/u);
    const [clock] = body.clocks;
    expect(clock).toMatchObject({ rule: 'determination.decide', overdue: false, status: 'secondary' });
    expect(clock.citation).toContain('APL');
    const counted = clock.explanation.lines.reduce(
      (sum: number, each: { counted: number }) => sum + each.counted,
      0,
    );
    expect(counted).toBe(clock.explanation.budget);
    expect(clock.explanation.lines.at(-1).to).toBe(clock.due);
    expect(body.agenda).toContainEqual({ key: clock.key, rung: null, at: clock.end });
  });

  it('shows who it is about for a purpose only, and logs who read it and why', async () => {
    const caseId = await open();
    const without = await p.caseworker.get(`/v1/cases/${caseId}`);
    expect(without.body.subject.data).toBeNull();
    expect(JSON.stringify(without.body)).not.toContain('Evergreen');
    expect(await accesses(caseId)).toHaveLength(0);

    const read = await p.caseworker.get(`/v1/cases/${caseId}`, { 'amends-purpose': 'list-review' });
    expect(read.body.subject.data).toMatchObject({ name: 'Evergreen Foods Co., Ltd.' });
    expect(await accesses(caseId)).toMatchObject([
      { actor: 'cw-1', purpose: 'list-review', what: 'subject' },
    ]);

    const administrator = await p.administrator.get(`/v1/cases/${caseId}`, { 'amends-purpose': 'curiosity' });
    expect(administrator.body.subject.data).toBeNull();
    const unclear = await p.caseworker.get(`/v1/cases/${caseId}`, { 'amends-purpose': 'Zhang San asked!' });
    expect(unclear.status).toBe(400);
    expect(await accesses(caseId)).toHaveLength(1);
  });

  it('is there for the authority, its superior, auditors and the subject, and for nobody else', async () => {
    const caseId = await open();
    const others: [string, Caller, number][] = [
      ['supervisor', p.supervisor, 200],
      ['superior', p.superior, 200],
      ['auditor', p.auditor, 200],
      ['administrator', p.administrator, 200],
      ['subject', await p.subjectOf(caseId), 200],
      ['another subject', await p.subjectOf('cother'), 404],
      ['recipient', await p.recipient('credit-china'), 404],
      ['elsewhere', await world.as({ roles: ['caseworker'], authority: 'other', subject: 'cw-9' }), 404],
    ];
    for (const [who, caller, status] of others) {
      expect((await caller.get(`/v1/cases/${caseId}`)).status, who).toBe(status);
      expect((await caller.get(`/v1/cases/${caseId}/actions`)).status, who).toBe(status);
    }
  });

  it('leaves nothing to read once the key of the case is destroyed', async () => {
    const caseId = await open();
    await p.caseworker.post(`/v1/cases/${caseId}/determination`, requests.determination());
    const { events } = (await p.caseworker.get(`/v1/cases/${caseId}`)).body;
    const text = events.find((each: { type: string }) => each.type === 'determination-recorded').payload.facts
      .id;
    const purpose = { 'amends-purpose': 'list-review' };
    const before = await p.caseworker.get(`/v1/cases/${caseId}/texts/${text}`, purpose);
    expect(before.body).toEqual({ id: text, text: requests.determination().facts });

    await world.deps.connection.sql`delete from case_key where case_id = ${caseId}`;
    expect((await p.caseworker.get(`/v1/cases/${caseId}`, purpose)).body.subject.data).toBeNull();
    expect((await p.caseworker.get(`/v1/cases/${caseId}/texts/${text}`, purpose)).body.text).toBeNull();
  });
});

describe('GET /v1/cases/{caseId}/texts/{textId}', () => {
  it('needs a purpose, and is logged', async () => {
    const caseId = await open();
    const { instrument } = (await p.caseworker.get(`/v1/cases/${caseId}`)).body;
    const path = `/v1/cases/${caseId}/texts/${instrument.number.id}`;
    expect((await p.caseworker.get(path)).status).toBe(400);
    expect(await accesses(caseId)).toHaveLength(0);
    const read = await p.caseworker.get(path, { 'amends-purpose': 'list-review' });
    expect(read.body.text).toBe('Penalty 2026-118');
    expect(await accesses(caseId)).toMatchObject([{ what: instrument.number.id }]);
    const other = await open();
    const stray = await p.caseworker.get(`/v1/cases/${other}/texts/${instrument.number.id}`, {
      'amends-purpose': 'list-review',
    });
    expect(stray).toMatchObject({ status: 404, body: { type: 'urn:amends:problem:text-not-found' } });
  });
});

describe('GET /v1/cases/{caseId}/texts/{textId}, asked by the subject', () => {
  it('gives what was said to it and by it, and not what the authority weighed', async () => {
    const caseId = await open();
    const at = (path: string): string => `/v1/cases/${caseId}${path}`;
    await p.caseworker.post(at('/determination'), requests.determination());
    await p.caseworker.post(at('/recusals'), { person: 'rev-1', reasons: 'A relative of the subject.' });
    const { events } = (await p.caseworker.get(at(''))).body;
    const payloadOf = (type: string) => events.find((each: { type: string }) => each.type === type).payload;
    const subject = await p.subjectOf(caseId);
    const purpose = { 'amends-purpose': 'own-case' };
    const reasons = payloadOf('determination-recorded').reasons.id;
    expect((await subject.get(at(`/texts/${reasons}`), purpose)).body.text).toBe(
      requests.determination().reasons,
    );
    const recusal = payloadOf('recusal-requested').reasons.id;
    expect((await subject.get(at(`/texts/${recusal}`), purpose)).status).toBe(404);
    expect((await p.caseworker.get(at(`/texts/${recusal}`), purpose)).status).toBe(200);
  });
});

describe('GET /v1/cases/{caseId}/actions', () => {
  it('says what is possible for whom, and why the rest is not', async () => {
    const caseId = await open();
    const of = async (caller: Caller, act: string) =>
      (await caller.get(`/v1/cases/${caseId}/actions`)).body.actions.find(
        (each: { act: string }) => each.act === act,
      );
    expect(await of(p.caseworker, 'record-determination')).toEqual({
      act: 'record-determination',
      possible: true,
      because: [],
    });
    expect(await of(p.reviewer, 'record-determination')).toMatchObject({
      possible: false,
      because: [{ rule: 'roles', lawful: ['By: caseworker'] }],
    });
    expect(await of(p.publisher, 'publish')).toMatchObject({
      possible: false,
      because: [{ rule: 'sequence' }],
    });
  });
});

describe('lists', () => {
  it('page through every case once, newest first, whatever is opened meanwhile', async () => {
    const seen: string[] = [];
    for (let opened = 0; opened < 7; opened += 1) await open();
    let cursor: string | null = '';
    while (cursor !== null) {
      const query: string = cursor === '' ? '' : `&cursor=${cursor}`;
      const { body } = await p.supervisor.get(`/v1/cases?limit=3${query}`);
      seen.push(...body.items.map((each: { caseId: string }) => each.caseId));
      cursor = body.next;
      if (seen.length === 3) await open();
    }
    const [row] = await world.deps.connection.sql<
      { cases: number }[]
    >`select count(*)::int as cases from case_file`;
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen).toHaveLength((row?.cases ?? 0) - 1);
  });

  it('filter by stage, regime and what is overdue', async () => {
    const caseId = await open({ sandbox: true });
    const first = async (query: string) => (await p.supervisor.get(`/v1/cases?${query}`)).body.items;
    expect(await first('stage=listed')).toEqual([]);
    expect(await first('regime=us-far-9.4')).toEqual([]);
    expect((await first('stage=determination&overdue=false')).length).toBeGreaterThan(0);
    expect(await first('overdue=true')).toEqual([]);
    await world.deps.connection
      .sql`update case_file set clock_offset = 200::bigint * 86400000 where id = ${caseId}`;
    expect(await first('overdue=true')).toMatchObject([{ caseId, overdue: true }]);
    const clocks = await p.supervisor.get('/v1/clocks?overdue=true');
    expect(clocks.body.items).toMatchObject([{ caseId, rule: 'determination.decide', overdue: true }]);
    expect((await p.supervisor.get('/v1/clocks?overdue=false&limit=2')).body.items).toHaveLength(2);
    await world.deps.connection.sql`update case_file set clock_offset = 0 where id = ${caseId}`;
  });

  it('give each role its own tasks, and a supervisor all of them', async () => {
    const { body } = await p.caseworker.get('/v1/tasks?limit=200');
    expect(body.items.length).toBeGreaterThan(0);
    expect(new Set(body.items.map((each: { role: string }) => each.role))).toEqual(new Set(['caseworker']));
    expect((await p.publisher.get('/v1/tasks')).body.items).toEqual([]);
    const all = (await p.supervisor.get('/v1/tasks?limit=200')).body.items;
    expect(all.filter((each: { role: string }) => each.role === 'caseworker')).toEqual(body.items);
    expect(all.length).toBeGreaterThan(body.items.length);
    const dues = body.items.map((each: { due: string | null }) => each.due ?? '9999');
    expect(dues).toEqual([...dues].sort((left, right) => left.localeCompare(right)));
    expect((await (await p.recipient('credit-china')).get('/v1/tasks')).body.items).toEqual([]);
  });
});

describe('the public register', () => {
  const adopt = (more: Parameters<typeof adopted>[1] = {}): Promise<string> =>
    adopted(world, { sandbox: false, ...more });

  it('shows an organisation with exactly the fields of its regime, and no natural person', async () => {
    const company = await adopt();
    const person = await adopt({
      subject: {
        kind: 'person',
        name: 'Zhang San',
        identifiers: [
          { scheme: 'id-card', value: '110101199001011234' },
          { scheme: 'passport', value: 'E12345678' },
        ],
      },
    });
    const { body } = await world.anonymous.get('/v1/register?counts=true&regime=cn-market-list');
    expect(body.items).toHaveLength(1);
    expect(body.counts).toEqual([{ regime: 'cn-market-list', entries: 1 }]);
    expect(JSON.stringify(body)).not.toContain('Zhang');
    expect(JSON.stringify(body)).not.toContain(company.slice(0, -1) + '"');
    const [entry] = body.items;
    expect(Object.keys(entry.fields).sort()).toEqual(
      world.deps.catalogue
        .inForce('cn-market-list', '2026-11-01')
        ?.pack.publication.fields.organisation.toSorted(),
    );
    expect(entry.fields).toMatchObject({
      name: 'Evergreen Foods Co., Ltd.',
      'unified-social-credit-code': '91330100MA2TEST01X',
      'listed-on': '2026-01-01',
      until: '2027-12-31',
      authority: county,
      measures,
    });
    expect((await world.anonymous.get(`/v1/register/${entry.id}`)).body).toEqual(entry);
    expect((await world.anonymous.get(`/v1/register/${person}.1`)).status).toBe(404);
  });

  it('is computed from dates: an entry is gone with its last day, whatever ran or did not run', async () => {
    const tomorrow = new Date(Date.now() + 86_400_000 + 8 * 3_600_000).toISOString().slice(0, 10);
    const caseId = await adopt({ until: tomorrow });
    const at = async (asOf: string) =>
      (await world.anonymous.get(`/v1/register/${caseId}.1?asOf=${asOf}`)).status;
    expect((await world.anonymous.get(`/v1/register/${caseId}.1`)).status).toBe(200);
    expect(await at(tomorrow)).toBe(200);
    expect(await at(`${tomorrow}T15:59:59Z`)).toBe(200);
    expect(await at(`${tomorrow}T16:00:00Z`)).toBe(404);
    expect(await at('2025-12-31')).toBe(404);
    expect(await at('yesterday')).toBe(400);
  });

  it('lets an entry go in the moment of its removal', async () => {
    const caseId = await adopt();
    const path = `/v1/register/${caseId}.1`;
    expect((await world.anonymous.get(path)).status).toBe(200);
    const fallen = { how: 'revoked', documentDigest: 'b'.repeat(64), effectiveOn: '2026-11-01' };
    expect((await p.caseworker.post(`/v1/cases/${caseId}/basis-fallen`, fallen)).status).toBe(200);
    expect(await world.anonymous.get(path)).toMatchObject({
      status: 404,
      body: { type: 'urn:amends:problem:entry-not-found' },
    });
  });

  it('pages through every entry once', async () => {
    for (let made = 0; made < 5; made += 1) await adopt();
    const ids: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const { body }: Reply = await world.anonymous.get(
        `/v1/register?limit=2${cursor === '' ? '' : `&cursor=${cursor}`}`,
      );
      ids.push(...body.items.map((each: { id: string }) => each.id));
      cursor = body.next;
    }
    const { counts } = (await world.anonymous.get('/v1/register?counts=true')).body;
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toHaveLength(counts[0].entries);
  });
});

describe('authorities and regimes', () => {
  it('let only an administrator register an authority', async () => {
    const before = await world.contents();
    const reply = await p.supervisor.put('/v1/authorities/x', {
      title: 'X',
      level: 'city',
      regimes: ['cn-market-list'],
    });
    expect(reply.status).toBe(403);
    expect(await world.contents()).toEqual(before);
    const { items } = (await world.anonymous.get('/v1/authorities')).body;
    expect(items).toContainEqual({
      id: county,
      title: 'County bureau',
      level: 'county',
      superior: 'city-mr',
      regimes: ['cn-market-list', 'cn-wage-arrears'],
      territory: null,
    });
  });

  it('show every regime with its hash and how much of it was read', async () => {
    const { items } = (await world.anonymous.get('/v1/regimes')).body;
    expect(items).toHaveLength(world.deps.catalogue.all.length);
    const [{ regime, version, hash }] = items;
    const one = await world.anonymous.get(`/v1/regimes/${regime}/${version}`);
    expect(one.body).toMatchObject({ hash, pack: { regime, version } });
    expect((await world.anonymous.get(`/v1/regimes/${regime}/1900-01-01`)).status).toBe(404);
  });
});

describe('the log', () => {
  it('holds no body, name, token, purpose, query or id of a request', async () => {
    const caseId = await open();
    await p.caseworker.get(`/v1/cases/${caseId}`, { 'amends-purpose': 'list-review' });
    await world.anonymous.get('/v1/register?authority=county-mr');
    const all = logged.join('');
    expect(all.length).toBeGreaterThan(1_000);
    for (const secret of [
      'Evergreen',
      '91330100',
      'Zhang',
      'eyJ',
      caseId,
      'list-review',
      'authority=',
      'cw-1',
    ])
      expect(all, secret).not.toContain(secret);
    expect(all).toContain('/v1/cases/:caseId');
  });
});
