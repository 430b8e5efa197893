import { randomUUID } from 'node:crypto';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createEngine } from '../../api/engine.ts';
import { createTokenVerifier } from '../../api/verify-token.ts';
import { connect } from '../../db/client.ts';
import { lineTo, type CutLine } from './cut-line.ts';
import { people, requests } from './people.ts';
import { createWorld, type World } from './world.ts';

describe('while the record cannot be reached', () => {
  let world: World;
  let cut: World;
  let line: CutLine;

  beforeAll(async () => {
    world = await createWorld('api-outage');
    const url = new URL(world.env.databaseUrl);
    line = await lineTo(url.hostname, Number(url.port));
    url.port = String(line.port);
    const connection = connect(url.href);
    cut = world.with({ connection, bench: { ...world.deps.bench, sql: connection.sql } });
  });
  afterAll(async () => {
    await cut.deps.connection.close();
    await world.dispose();
  });

  it('answers 503 with Retry-After, and the same key later makes one ruling', async () => {
    const { caseworker } = await people(cut);
    const key = { 'idempotency-key': randomUUID() };
    const before = await world.contents();
    await line.cut();

    const began = Date.now();
    const body = requests.opening();
    const down = await caseworker.post('/v1/cases', body, key);
    expect(down).toMatchObject({ status: 503, body: { type: 'urn:amends:problem:record-unavailable' } });
    expect(Number(down.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(Date.now() - began).toBeLessThan(6_000);
    expect((await cut.anonymous.get('/v1/register')).status).toBe(503);
    expect(await cut.anonymous.get('/readyz')).toMatchObject({ status: 503, body: { status: 'unready' } });
    expect((await cut.anonymous.get('/healthz')).status).toBe(200);
    expect(await world.contents()).toEqual(before);

    await line.mend();
    await expect
      .poll(async () => (await caseworker.post('/v1/cases', body, key)).status, {
        timeout: 20_000,
      })
      .toBe(201);
    const again = await caseworker.post('/v1/cases', body, key);
    expect(again.status).toBe(201);
    expect((await caseworker.get('/v1/cases')).body.items).toHaveLength(1);
  });

  it('rules once when the line breaks while rulings are under way', async () => {
    const { caseworker } = await people(cut);
    const wanted = Array.from({ length: 30 }, () => ({
      body: requests.opening(),
      key: { 'idempotency-key': randomUUID() },
    }));
    const ask = () => wanted.map(({ body, key }) => caseworker.post('/v1/cases', body, key));
    const asked = ask();
    await new Promise((resolve) => setTimeout(resolve, 8));
    await line.cut();
    const first = await Promise.all(asked);
    expect(first.every(({ status }) => status === 201 || status === 503)).toBe(true);
    await line.mend();
    await expect.poll(async () => (await cut.anonymous.get('/readyz')).status, { timeout: 20_000 }).toBe(200);
    const second = await Promise.all(ask());
    expect(second.every(({ status }) => status === 201)).toBe(true);
    expect(new Set(second.map(({ body }) => body.caseId)).size).toBe(30);
    const [row] = await world.deps.connection.sql<
      { cases: number }[]
    >`select count(*)::int as cases from case_file`;
    expect(row?.cases).toBe(31);
  });
});

describe("while the issuer's keys cannot be reached", () => {
  it('answers 503 to persons, and serves the public', async () => {
    const world = await createWorld('api-issuer-down', {
      verifyToken: createTokenVerifier({ issuer: 'x', audience: 'y', jwks: 'http://127.0.0.1:1/jwks' }),
    });
    try {
      const caller = await world.as({ roles: ['caseworker'], authority: 'county-mr' });
      const down = await caller.get('/v1/cases');
      expect(down).toMatchObject({ status: 503, body: { type: 'urn:amends:problem:issuer-unavailable' } });
      expect(down.headers.get('retry-after')).not.toBeNull();
      expect((await world.anonymous.get('/v1/register')).status).toBe(200);
    } finally {
      await world.dispose();
    }
  });
});

describe('while somebody else holds a case', () => {
  let world: World;

  beforeAll(async () => {
    world = await createWorld('api-held', { answerWithinMs: 300 });
  });
  afterAll(() => world.dispose());

  it('tells the caller in time to ask again, and the same key finds the one ruling', async () => {
    const { caseworker } = await people(world);
    const { caseId } = (await caseworker.post('/v1/cases', requests.opening())).body;
    const key = { 'idempotency-key': randomUUID() };
    const ask = () => caseworker.post(`/v1/cases/${caseId}/determination`, requests.determination(), key);
    const { sql } = world.deps.connection;
    await sql.begin(async (tx) => {
      await tx`select from case_file where id = ${caseId} for update`;
      const late = await ask();
      expect(late).toMatchObject({ status: 503, body: { type: 'urn:amends:problem:record-unavailable' } });
    });
    const found = await ask();
    expect(found.status).toBe(200);
    const { events } = (await caseworker.get(`/v1/cases/${caseId}`)).body;
    expect(events.filter(({ type }: { type: string }) => type === 'determination-recorded')).toHaveLength(1);
  });
});

describe('while the engine cannot be reached', () => {
  let world: World;

  beforeAll(async () => {
    world = await createWorld('api-engine-down', {
      engine: createEngine({
        address: '127.0.0.1:1',
        namespace: 'none',
        taskQueue: 'none',
        logger: pino({ level: 'silent' }),
      }),
    });
  });
  afterAll(() => world.dispose());

  it('rules at full speed, says that it is degraded, and refuses only to skip time', async () => {
    const { caseworker } = await people(world);
    await caseworker.post('/v1/cases', requests.opening({ sandbox: true }));
    const began = performance.now();
    const opened = await caseworker.post('/v1/cases', requests.opening({ sandbox: true }));
    expect(opened.status).toBe(201);
    expect(performance.now() - began).toBeLessThan(500);
    expect(await world.anonymous.get('/readyz')).toMatchObject({
      status: 200,
      body: { status: 'degraded', record: true, engine: false },
    });
    const advanced = await caseworker.post(`/v1/sandbox/cases/${opened.body.caseId}/advance`, { by: 'P1D' });
    expect(advanced).toMatchObject({ status: 503, body: { type: 'urn:amends:problem:engine-unavailable' } });
    expect(advanced.headers.get('retry-after')).not.toBeNull();
  });
});
