import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { people, requests, type People } from './people.ts';
import { createWorld, type Caller, type World } from './world.ts';

let world: World;
let p: People;

beforeAll(async () => {
  world = await createWorld('api-other-cases');
  p = await people(world);
  await world.env.startWorkerProcess();
});
afterAll(() => world.dispose());

const digest = 'd'.repeat(64);
const reasons = { reasons: 'Because of what the file says.' };
const seen = async (caseId: string) => (await p.caseworker.get(`/v1/cases/${caseId}`)).body;
const types = async (caseId: string) => (await seen(caseId)).events.map(({ type }: { type: string }) => type);

async function opened(more: Record<string, unknown> = {}): Promise<string> {
  const reply = await p.caseworker.post('/v1/cases', requests.opening({ sandbox: true, ...more }));
  expect(reply.status, JSON.stringify(reply.body)).toBe(201);
  return reply.body.caseId;
}

const about = (mark: string) => ({
  subject: {
    kind: 'organisation',
    name: `Test ${mark}`,
    identifiers: [
      { scheme: 'unified-social-credit-code', value: `91330100MA2TEST${mark}` },
      { scheme: 'registration-number', value: `3301-${mark}` },
    ],
  },
});

describe('joinder', () => {
  const join = (from: string, into: string) =>
    p.caseworker.post(`/v1/cases/${from}/joinder`, { into, ...reasons });

  it('is recorded in both cases, or in neither', async () => {
    const [main, other] = [await opened(about('J1')), await opened(about('J1'))];
    expect(await join(other, main)).toMatchObject({ status: 200, body: { outcome: 'joined' } });
    expect(await types(main)).toContain('joined-case-received');
    expect(await seen(main)).toMatchObject({
      stage: 'determination',
      joined: [{ caseId: other, responses: 0 }],
    });
    expect(await join(main, other)).toMatchObject({ status: 422, body: { refusals: [{ rule: 'join' }] } });
    expect(await types(main)).not.toContain('case-joined');
  });

  it('is refused into a case that there is not, or that has nothing to do with it', async () => {
    const [one, stranger] = [await opened(about('J2')), await opened(about('J3'))];
    for (const into of ['does-not-exist', stranger])
      expect(await join(one, into)).toMatchObject({ status: 422, body: { refusals: [{ rule: 'join' }] } });
  });
});

describe('a linked case', () => {
  const wages = {
    regime: 'cn-wage-arrears',
    ground: 'arrears-of-criminal-amount',
    instrument: {
      kind: 'order-to-pay',
      number: '2026-7',
      issuer: 'county-mr',
      date: '2026-09-01',
      finality: 'effective',
      documentDigest: digest,
    },
  };
  const link = (caseId: string) => ({ ...wages, linkedTo: { caseId, relation: 'responsible-person' } });

  it('needs a case to be tied to', async () => {
    const reply = await p.caseworker.post(
      '/v1/cases',
      requests.opening({ sandbox: true, ...about('L1'), ...link('does-not-exist') }),
    );
    expect(reply).toMatchObject({ status: 422, body: { refusals: [{ rule: 'linkedTo' }] } });
  });

  it('has a review of its own when the basis of the main case falls', async () => {
    const main = await opened({ ...about('L2'), ...wages });
    const linked = await opened({ ...about('L3'), ...link(main) });
    const fallen = await p.caseworker.post(`/v1/cases/${main}/basis-fallen`, {
      how: 'revoked',
      documentDigest: digest,
      effectiveOn: '2026-01-01',
    });
    expect(fallen.status, JSON.stringify(fallen.body)).toBe(200);
    expect((await seen(linked)).tasks).toContainEqual(expect.objectContaining({ act: 'end-basis-review' }));
  });
});

describe('repair, where another case about the subject stands', () => {
  it('shows what is missing, and what is on record', async () => {
    const caseId = await opened(about('R1'));
    const recorded = await (
      await p.subjectOf(caseId)
    ).post(`/v1/cases/${caseId}/amends`, { what: 'penalty-performed', on: '2026-01-01', evidence: digest });
    expect(recorded.status, JSON.stringify(recorded.body)).toBe(200);
    const { body } = await p.caseworker.get(`/v1/cases/${caseId}/petition-eligibility`);
    expect(body.preconditions[0]).toMatchObject({ id: 'penalty-performed', fulfilled: 'reported' });
    expect(body.missing).toContain('effects-eliminated');
  });
});

describe('an interim measure', () => {
  it('comes to whoever carries it out through the feed, and its end too', async () => {
    const agency = 'agency-1';
    await p.administrator.put(`/v1/authorities/${agency}`, {
      title: 'Agency',
      level: 'agency',
      superior: null,
      regimes: ['us-far-9.4'],
    });
    const official = await world.as({
      roles: ['caseworker', 'supervisor'],
      authority: agency,
      subject: 'sdo-1',
    });
    const reply = await official.post('/v1/cases', {
      ...requests.opening({ sandbox: true, ...about('I1') }),
      regime: 'us-far-9.4',
      ground: 'fraud-in-public-contract',
      instrument: {
        kind: 'civil-judgment',
        number: '26-1',
        issuer: agency,
        date: '2026-09-01',
        finality: 'effective',
        documentDigest: digest,
      },
    });
    expect(reply.status, JSON.stringify(reply.body)).toBe(201);
    const { caseId } = reply.body;
    expect((await official.post(`/v1/cases/${caseId}/interim-measure`, reasons)).status).toBe(200);
    const sam = await p.recipient('sam-exclusions');
    const [begun] = await items(sam, 1);
    expect(begun).toMatchObject({
      kind: 'apply',
      caseId,
      entryId: null,
      measure: 'procurement-exclusion',
      entry: { marks: ['interim'], fields: { name: 'Test I1', measures: ['procurement-exclusion'] } },
    });
    const acknowledge = () => sam.post(`/v1/cases/${caseId}/interim-measure/sam-exclusions/acknowledgement`);
    expect((await acknowledge()).status).toBe(200);
    expect((await official.post(`/v1/cases/${caseId}/withdrawal`, reasons)).status).toBe(200);
    const [first, second] = await items(sam, 2);
    expect(first).toMatchObject({ kind: 'apply', entry: null });
    expect(second).toMatchObject({ kind: 'lift', measure: 'procurement-exclusion', entry: null });
    expect((await acknowledge()).status).toBe(200);
  });
});

async function items(recipient: Caller, count: number) {
  const feed = async () => (await recipient.get('/v1/recipients/sam-exclusions/feed')).body.items;
  await expect.poll(async () => (await feed()).length, { timeout: 30_000 }).toBe(count);
  return feed();
}
