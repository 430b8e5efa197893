import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { people, requests, type People } from './people.ts';
import { createWorld, type World } from './world.ts';

let world: World;
let p: People;

beforeAll(async () => {
  world = await createWorld('api-life');
  await world.env.startWorkerProcess();
  p = await people(world);
});
afterAll(() => world.dispose());

describe('a case from its opening to the last acknowledgement', () => {
  it('runs over HTTP alone, through a response window and a three-year term', async () => {
    const opened = await p.caseworker.post('/v1/cases', requests.opening({ sandbox: true }));
    expect(opened).toMatchObject({ status: 201, body: { stage: 'determination' } });
    const { caseId } = opened.body;
    expect(opened.headers.get('location')).toBe(`/v1/cases/${caseId}`);
    const at = (path: string): string => `/v1/cases/${caseId}${path}`;

    expect(await p.caseworker.post(at('/determination'), requests.determination())).toMatchObject({
      status: 200,
      body: { stage: 'notice' },
    });
    expect((await p.caseworker.post(at('/notice'), requests.notice())).status).toBe(200);
    const { now } = (await p.caseworker.get(at(''))).body;
    const today = new Date(Date.parse(now) + 8 * 3_600_000).toISOString().slice(0, 10);
    expect((await p.caseworker.post(at('/notice/service'), requests.service(today))).status).toBe(200);

    const advanced = await p.caseworker.post(`/v1/sandbox/cases/${caseId}/advance`, { by: 'P20D' });
    expect(advanced).toMatchObject({ status: 200, body: { stage: 'list-review' } });

    expect(await p.reviewer.post(at('/listing/approval'), requests.approval())).toMatchObject({
      status: 200,
      body: { stage: 'list-review' },
    });
    expect(await p.superior.post(at('/listing/consent'))).toMatchObject({
      status: 200,
      body: { stage: 'listed' },
    });
    expect((await p.publisher.post(at('/publication'))).status).toBe(200);

    const register = await world.anonymous.get('/v1/register?counts=true');
    expect(register.body.items).toMatchObject([{ fields: { name: 'Evergreen Foods Co., Ltd.' } }]);

    await expect
      .poll(async () => (await p.caseworker.get(at(''))).body.entry.delivered.length, { timeout: 10_000 })
      .toBeGreaterThan(0);
    const ended = await p.caseworker.post(`/v1/sandbox/cases/${caseId}/advance`, {
      by: { years: 3, days: 2 },
    });
    expect(ended).toMatchObject({ status: 200, body: { stage: 'removal' } });
    expect((await world.anonymous.get('/v1/register')).body.items).toEqual([]);

    const { removal } = (await p.caseworker.get(at(''))).body;
    for (const { id } of removal.recipients) {
      const acknowledged = await (await p.recipient(id)).post(at(`/retractions/${id}/acknowledgement`));
      expect(acknowledged.status).toBe(200);
    }
    expect((await p.caseworker.get(at(''))).body).toMatchObject({ stage: 'closed', outcome: 'term-ended' });
  });
});
