import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { adopted } from './adopted.ts';
import { people, requests, type People } from './people.ts';
import { createWorld, type World } from './world.ts';

let world: World;
let p: People;

beforeAll(async () => {
  world = await createWorld('api-sandbox');
  p = await people(world);
  await world.env.startWorkerProcess();
});
afterAll(() => world.dispose());

const open = async (more: Record<string, unknown> = { sandbox: true }): Promise<string> => {
  const reply = await p.caseworker.post('/v1/cases', requests.opening(more));
  expect(reply.status, JSON.stringify(reply.body)).toBe(201);
  return reply.body.caseId;
};
const adopt = (more: Parameters<typeof adopted>[1] = {}): Promise<string> => adopted(world, more);
const advance = (caseId: string, by: unknown) =>
  p.caseworker.post(`/v1/sandbox/cases/${caseId}/advance`, { by });
const now = async (caseId: string): Promise<number> =>
  Date.parse((await p.caseworker.get(`/v1/cases/${caseId}`)).body.now);
const DAY = 86_400_000;

describe('letting time pass in a sandbox case', () => {
  it('takes a duration, a length and an instant, and rules each clock at its own moment', async () => {
    const caseId = await open();
    const began = await now(caseId);
    expect((await advance(caseId, 'P10D')).status).toBe(200);
    expect((await now(caseId)) - began).toBeGreaterThanOrEqual(10 * DAY);
    expect((await advance(caseId, { months: 1 })).status).toBe(200);
    const until = new Date(began + 100 * DAY).toISOString();
    const lapsed = await advance(caseId, { until });
    expect(lapsed).toMatchObject({ status: 200, body: { stage: 'closed', outcome: 'dismissed' } });
    const { body } = await p.caseworker.get(`/v1/cases/${caseId}`);
    const lapse = body.events.find((each: { type: string }) => each.type === 'clock-lapsed');
    expect(lapse.at).toBe(lapse.payload.dueAt);
    expect(body.unrecorded).toEqual([]);
  });

  it('moves only the time of a case that is closed', async () => {
    const caseId = await open();
    await p.caseworker.post(`/v1/cases/${caseId}/withdrawal`, { reasons: 'Opened by mistake.' });
    const began = await now(caseId);
    expect(await advance(caseId, { years: 1 })).toMatchObject({ status: 200, body: { stage: 'closed' } });
    expect((await now(caseId)) - began).toBeGreaterThanOrEqual(365 * DAY);
  });

  it('never goes back', async () => {
    const caseId = await open();
    await advance(caseId, 'P30D');
    const before = await now(caseId);
    expect((await advance(caseId, { until: '2020-01-01T00:00:00Z' })).status).toBe(200);
    expect(await now(caseId)).toBeGreaterThanOrEqual(before);
  });

  it('begins at another time where it is told to', async () => {
    const caseId = await open({ sandbox: true, startsAt: '2026-10-09T09:00:00+08:00' });
    const { body } = await p.caseworker.get(`/v1/cases/${caseId}`);
    expect(body.openedAt).toBe('2026-10-09T01:00:00.000Z');
    expect((await advance(caseId, 'P5D')).status).toBe(200);
    expect(new Date(await now(caseId)).toISOString().slice(0, 10)).toBe('2026-10-14');
  });

  it('is refused for a case that runs in real time', async () => {
    const caseId = await open({});
    const before = await world.contents();
    expect(await advance(caseId, 'P1D')).toMatchObject({
      status: 409,
      body: { type: 'urn:amends:problem:not-a-sandbox-case' },
    });
    expect(await world.contents()).toEqual(before);
  });

  it('is refused, as are sandbox cases, where the deployment does not allow it', async () => {
    const strict = world.with({ bench: { ...world.deps.bench, sandbox: false } });
    const caseworker = await strict.as({ roles: ['caseworker'], authority: 'county-mr', subject: 'cw-1' });
    const caseId = await open();
    for (const [path, body] of [
      [`/v1/sandbox/cases/${caseId}/advance`, { by: 'P1D' }],
      ['/v1/sandbox/advance', { by: 'P1D' }],
      ['/v1/cases', requests.opening({ sandbox: true })],
    ] as const)
      expect(await caseworker.post(path, body), path).toMatchObject({
        status: 403,
        body: { type: 'urn:amends:problem:sandbox-not-allowed' },
      });
  });

  it('is refused for a time that is none', async () => {
    const caseId = await open();
    for (const by of ['P', 'soon', 'PT', { fortnights: 2 }, { days: -1 }, 7])
      expect((await advance(caseId, by)).status, JSON.stringify(by)).toBe(400);
  });

  it('passes in many cases at once, and the register follows without anybody looking', async () => {
    const ids = await Promise.all(Array.from({ length: 12 }, () => adopt()));
    const standing = async (): Promise<number> => {
      const { items } = (await world.anonymous.get('/v1/register?limit=200')).body;
      return items.filter(({ id }: { id: string }) => ids.some((each) => id.startsWith(each))).length;
    };
    expect(await standing()).toBe(12);
    const { body } = await p.administrator.post('/v1/sandbox/advance', { by: { years: 2 } });
    expect(body.failed).toEqual([]);
    expect(body.advanced).toBeGreaterThanOrEqual(12);
    expect(await standing()).toBe(0);
    const [first] = ids;
    // The recipients that never answered were escalated and named on the way.
    const { body: over } = await p.caseworker.get(`/v1/cases/${first}`);
    expect(over).toMatchObject({ stage: 'closed', outcome: 'term-ended' });
    expect(over.events.some((each: { type: string }) => each.type === 'recipient-escalated')).toBe(true);
  });
});

describe("a recipient's feed", () => {
  it('delivers and retracts in order, shows the fields of the recipient, and nothing once it is taken off', async () => {
    const caseId = await open();
    const at = (path: string): string => `/v1/cases/${caseId}${path}`;
    await p.caseworker.post(at('/determination'), requests.determination());
    await p.caseworker.post(at('/notice'), requests.notice());
    const today = new Date((await now(caseId)) + 8 * 3_600_000).toISOString().slice(0, 10);
    await p.caseworker.post(at('/notice/service'), requests.service(today));
    await advance(caseId, 'P20D');
    await p.reviewer.post(at('/listing/approval'), requests.approval());
    await p.superior.post(at('/listing/consent'));
    expect((await p.publisher.post(at('/publication'))).status).toBe(200);

    const recipient = await p.recipient('credit-china');
    const feed = '/v1/recipients/credit-china/feed';
    const mine = async () =>
      (await recipient.get(feed)).body.items.filter((each: { caseId: string }) => each.caseId === caseId);
    await expect.poll(mine, { timeout: 20_000 }).toHaveLength(1);
    const [delivered] = await mine();
    expect(delivered).toMatchObject({
      kind: 'deliver',
      entry: { fields: { name: 'Evergreen Foods Co., Ltd.' } },
    });
    expect(Object.keys(delivered.entry.fields)).not.toContain('measures');
    expect(delivered.relation).toBe('informed');
    // Of two measures, one is this body's to carry out; the other is nothing that it is told.
    const instructed = await (
      await p.recipient('licensing-authorities')
    ).get('/v1/recipients/licensing-authorities/feed');
    expect(instructed.body.items.find((each: { caseId: string }) => each.caseId === caseId)).toMatchObject({
      relation: 'instructed',
      entry: { fields: { measures: ['weighty-factor-in-permits-and-bidding'] } },
    });

    const fallen = { how: 'revoked', documentDigest: 'b'.repeat(64), effectiveOn: today };
    expect((await p.caseworker.post(at('/basis-fallen'), fallen)).status).toBe(200);
    await expect.poll(mine, { timeout: 20_000 }).toHaveLength(3);
    const [early, late, last] = await mine();
    expect(early.entry).toBeNull();
    expect(late).toMatchObject({ kind: 'retract', entry: null, because: 'basis-fell' });
    expect(last).toMatchObject({ kind: 'restore', entry: null, because: 'basis-fell' });
    expect(late.position).toBeGreaterThan(early.position);
    const rest = await recipient.get(`${feed}?after=${last.position}`);
    expect(rest.body).toMatchObject({ items: [], after: last.position, more: false });

    const explained = await world.anonymous.get(`/v1/withdrawals?entry=${late.entryId}`);
    expect(explained.body.items).toMatchObject([
      { entryId: late.entryId, because: 'basis-fell', how: 'revoked', effectiveOn: today },
    ]);
    expect(JSON.stringify(explained.body)).not.toContain('Evergreen');

    const tasks = await recipient.get('/v1/tasks');
    expect(tasks.body.items).toContainEqual(
      expect.objectContaining({ caseId, act: 'acknowledge-retraction' }),
    );
    const others = await (
      await p.recipient('licensing-authorities')
    ).post(at('/retractions/credit-china/acknowledgement'));
    expect(others).toMatchObject({ status: 422, body: { refusals: [{ rule: 'removal.recipient' }] } });
    const stray = await (await p.recipient('licensing-authorities')).get(feed);
    expect(stray).toMatchObject({ status: 403, body: { type: 'urn:amends:problem:not-entitled' } });
  });
});
