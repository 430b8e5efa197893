import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { county, people, requests, type People } from './people.ts';
import { createWorld, type Caller, type World } from './world.ts';

let world: World;
let p: People;
let caseId: string;

const at = (path: string): string => `/v1/cases/${caseId}${path}`;
const rules = (reply: { body: { refusals?: { rule: string }[] } }): string[] =>
  (reply.body.refusals ?? []).map(({ rule }) => rule);

beforeAll(async () => {
  world = await createWorld('api-persons');
  p = await people(world);
  caseId = (await p.caseworker.post('/v1/cases', requests.opening())).body.caseId;
  await p.caseworker.post(at('/determination'), requests.determination());
  await p.caseworker.post(at('/notice'), requests.notice());
  const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
  await p.caseworker.post(at('/notice/service'), requests.service(today));
  await (await p.subjectOf(caseId)).post(at('/responses/waiver'));
  const closed = await p.caseworker.post(at('/record/closing'));
  expect(closed.body).toMatchObject({ stage: 'list-review' });
});
afterAll(() => world.dispose());

const approve = (caller: Caller) => caller.post(at('/listing/approval'), requests.approval());

describe('separation of duties over HTTP', () => {
  it('knows the person behind a renamed account', async () => {
    await p.administrator.put('/v1/persons/cw-1/accounts', { account: 'fresh-name' });
    const renamed = await world.as({ roles: ['reviewer'], authority: county, subject: 'fresh-name' });
    const reply = await approve(renamed);
    expect(reply.status).toBe(403);
    expect(rules(reply)).toContain('review.separation');
  });

  it('counts a deputy with the one the deputy stands in for, whichever way round', async () => {
    const today = new Date().toISOString().slice(0, 10);
    const days = { authorityId: county, fromDate: today, untilDate: today };
    await p.administrator.put('/v1/persons/cw-1/deputies/dee', days);
    await p.administrator.put('/v1/persons/rev-1/deputies/cw-1', days);
    const forInvestigator = await world.as({
      roles: ['reviewer'],
      authority: county,
      subject: 'dee',
      onBehalfOf: 'cw-1',
    });
    const investigatorForReviewer = await world.as({
      roles: ['reviewer'],
      authority: county,
      subject: 'cw-1',
      onBehalfOf: 'rev-1',
    });
    for (const caller of [forInvestigator, investigatorForReviewer])
      expect(rules(await approve(caller))).toContain('review.separation');
  });

  it('lets nobody stand in without a deputyship that is in force at that authority', async () => {
    const never = await world.as({
      roles: ['reviewer'],
      authority: county,
      subject: 'eve',
      onBehalfOf: 'rev-1',
    });
    expect(rules(await approve(never))).toEqual(['deputy']);
    await p.administrator.put('/v1/persons/rev-1/deputies/eve', {
      authorityId: county,
      fromDate: '2020-01-01',
      untilDate: '2020-12-31',
    });
    expect(rules(await approve(never))).toEqual(['deputy']);
    await p.administrator.put('/v1/persons/rev-1/deputies/eve', {
      authorityId: 'elsewhere',
      fromDate: '2020-01-01',
      untilDate: '2099-12-31',
    });
    expect(rules(await approve(never))).toEqual(['deputy']);
  });

  it('refuses the officers who investigated as members of a collective decision', async () => {
    const reply = await p.reviewer.post(
      at('/listing/approval'),
      requests.approval({ members: ['officer-1', 'rev-2'] }),
    );
    expect(rules(reply)).toContain('review.separation');
  });
});
