import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { measures, people, requests, type People } from './people.ts';
import { createWorld, type Reply, type World } from './world.ts';

let world: World;
let p: People;

beforeAll(async () => {
  world = await createWorld('api-refusals');
  p = await people(world);
});
afterAll(() => world.dispose());

const today = (): string => new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);

async function opened(): Promise<(path: string) => string> {
  const { body } = await p.caseworker.post('/v1/cases', requests.opening({ sandbox: true }));
  return (path) => `/v1/cases/${body.caseId}${path}`;
}

async function inReview(): Promise<(path: string) => string> {
  const at = await opened();
  await p.caseworker.post(at('/determination'), requests.determination());
  await p.caseworker.post(at('/notice'), requests.notice());
  await p.caseworker.post(at('/notice/service'), requests.service(today()));
  const { caseId } = (await p.caseworker.get(at(''))).body;
  await (await p.subjectOf(caseId)).post(at('/responses/waiver'));
  expect((await p.caseworker.post(at('/record/closing'))).status).toBe(200);
  return at;
}

/** Asks, expects a problem, and that nothing at all was changed. */
async function refused(ask: () => Promise<Reply>, expected: { status: number; type: string; rule?: string }) {
  const before = await world.contents();
  const reply = await ask();
  expect(reply).toMatchObject({
    status: expected.status,
    body: { type: `urn:amends:problem:${expected.type}`, status: expected.status },
  });
  expect(reply.headers.get('content-type')).toBe('application/problem+json');
  const named = expected.rule === undefined ? [] : [expected.rule];
  const refusals: { rule: string }[] = reply.body.refusals ?? [];
  expect(
    refusals.filter(({ rule }) => named.includes(rule)).slice(0, 1),
    JSON.stringify(refusals),
  ).toMatchObject(
    named.map((rule) => ({
      rule,
      citation: expect.stringMatching(/.{3,}/u),
      detail: expect.stringMatching(/.{3,}/u),
      lawful: expect.any(Array),
    })),
  );
  expect(await world.contents()).toEqual(before);
}

describe('opening a case', () => {
  const ask = (more: Record<string, unknown>) => () => p.caseworker.post('/v1/cases', requests.opening(more));
  const instrument = (more: Record<string, unknown>) =>
    ask({ instrument: { ...requests.opening().instrument, ...more } });

  it('is refused on a ground that the regime does not know', () =>
    refused(ask({ ground: 'impoliteness' }), { status: 422, type: 'refused', rule: 'grounds' }));

  it('is refused on an instrument that is not effective yet', () =>
    refused(instrument({ finality: 'not-effective' }), {
      status: 422,
      type: 'refused',
      rule: 'grounds.instruments.finality',
    }));

  it('is refused on an instrument of a kind that cannot carry the ground', () =>
    refused(instrument({ kind: 'press-report' }), {
      status: 422,
      type: 'refused',
      rule: 'grounds.instruments',
    }));

  it('is refused on an instrument dated in the future', () =>
    refused(instrument({ date: '2099-01-01' }), { status: 422, type: 'refused', rule: 'instrument.date' }));

  it('is refused on a date that does not exist', () =>
    refused(instrument({ date: '2026-02-30' }), { status: 400, type: 'invalid-request' }));

  it('is refused under a regime that is not there, and in a version that is not', async () => {
    await refused(ask({ regime: 'atlantis' }), { status: 422, type: 'unknown-regime' });
    await refused(ask({ version: '1999-01-01' }), { status: 422, type: 'unknown-regime' });
  });

  it('is refused for an authority that is not registered, and for one that is not the own', async () => {
    await refused(ask({ authority: 'nowhere' }), { status: 422, type: 'unknown-authority' });
    await refused(ask({ authority: 'city-mr' }), { status: 403, type: 'not-entitled', rule: 'roles' });
  });

  it('is refused to begin at another time than now unless it is a sandbox case', () =>
    refused(ask({ startsAt: '2026-01-01T00:00:00Z' }), { status: 400, type: 'invalid-request' }));

  it('is refused with a member that nobody asked for', () =>
    refused(ask({ listed: true }), { status: 400, type: 'invalid-request' }));
});

describe('an act on a case', () => {
  it('is refused in the wrong stage with 409', async () => {
    const at = await opened();
    await refused(() => p.reviewer.post(at('/listing/approval'), requests.approval()), {
      status: 409,
      type: 'out-of-sequence',
      rule: 'sequence',
    });
  });

  it('is refused to the wrong role, to another authority and to a stranger with 403', async () => {
    const at = await opened();
    await refused(() => p.publisher.post(at('/determination'), requests.determination()), {
      status: 403,
      type: 'not-entitled',
      rule: 'roles',
    });
    const elsewhere = await world.as({ roles: ['caseworker'], authority: 'other', subject: 'cw-9' });
    await refused(() => elsewhere.post(at('/determination'), requests.determination()), {
      status: 403,
      type: 'not-entitled',
      rule: 'authority',
    });
  });

  it('is refused to whoever investigated when it comes to the decision', async () => {
    const at = await opened();
    await p.second.post(at('/determination'), requests.determination());
    await p.second.post(at('/notice'), requests.notice());
    await p.second.post(at('/notice/service'), requests.service(today()));
    const { caseId } = (await p.second.get(at(''))).body;
    await (await p.subjectOf(caseId)).post(at('/responses/waiver'));
    await p.second.post(at('/record/closing'));
    await refused(() => p.second.post(at('/listing/approval'), requests.approval()), {
      status: 403,
      type: 'not-entitled',
      rule: 'review.separation',
    });
  });

  it('is refused to the same person deciding twice', async () => {
    const at = await inReview();
    expect((await p.reviewer.post(at('/listing/approval'), requests.approval())).status).toBe(200);
    await refused(() => p.reviewer.post(at('/listing/approval'), requests.approval()), {
      status: 422,
      type: 'refused',
      rule: 'review.once',
    });
  });

  it('is refused when it makes the proposal heavier than what was notified', async () => {
    const at = await inReview();
    await refused(
      () =>
        p.reviewer.post(
          at('/listing/approval'),
          requests.approval({ measures: [...measures, 'no-honours'] }),
        ),
      { status: 422, type: 'refused', rule: 'review.notHeavierThanNotified' },
    );
  });

  it('is refused with too few factors, an unknown measure and an unknown factor', async () => {
    const at = await opened();
    await refused(
      () => p.caseworker.post(at('/determination'), requests.determination({ factors: ['duration'] })),
      {
        status: 422,
        type: 'refused',
        rule: 'factors',
      },
    );
    await refused(
      () => p.caseworker.post(at('/determination'), requests.determination({ measures: ['flogging'] })),
      {
        status: 422,
        type: 'refused',
        rule: 'measures',
      },
    );
  });

  it('is refused when service is said to have taken place tomorrow', async () => {
    const at = await opened();
    await p.caseworker.post(at('/determination'), requests.determination());
    await p.caseworker.post(at('/notice'), requests.notice());
    await refused(() => p.caseworker.post(at('/notice/service'), requests.service('2099-01-01')), {
      status: 422,
      type: 'refused',
      rule: 'notice.served-on',
    });
  });

  it('is refused on a case that is not there with 404', () =>
    refused(() => p.caseworker.post('/v1/cases/cnothing/determination', requests.determination()), {
      status: 404,
      type: 'case-not-found',
    }));
});

describe('an Idempotency-Key', () => {
  it('answers the same ruling to the same request, byte for byte, and rules once', async () => {
    const key = { 'idempotency-key': randomUUID() };
    const body = requests.opening();
    const first = await p.caseworker.post('/v1/cases', body, key);
    expect(first.status).toBe(201);
    const before = await world.contents();
    const second = await p.caseworker.post('/v1/cases', body, key);
    expect(second).toMatchObject({ status: 201, body: first.body });
    expect(second.headers.get('idempotent-replayed')).toBe('true');
    expect(first.headers.get('idempotent-replayed')).toBeNull();
    expect(await world.contents()).toEqual(before);
  });

  it('is refused with 409 for another body, for another operation, and rules nothing', async () => {
    const at = await opened();
    const key = { 'idempotency-key': randomUUID() };
    expect((await p.caseworker.post(at('/determination'), requests.determination(), key)).status).toBe(200);
    await refused(
      () =>
        p.caseworker.post(at('/determination'), requests.determination({ reasons: 'Other reasons.' }), key),
      { status: 409, type: 'other-request' },
    );
    await refused(() => p.caseworker.post(at('/notice'), requests.notice(), key), {
      status: 409,
      type: 'other-request',
    });
    await refused(() => p.caseworker.post('/v1/cases', requests.opening(), key), {
      status: 409,
      type: 'other-request',
    });
  });

  it('belongs to one person: another one may use the same', async () => {
    const key = { 'idempotency-key': randomUUID() };
    const mine = await p.caseworker.post('/v1/cases', requests.opening(), key);
    const theirs = await p.second.post('/v1/cases', requests.opening(), key);
    expect(theirs.status).toBe(201);
    expect(theirs.body.caseId).not.toBe(mine.body.caseId);
  });

  it('makes one ruling of twenty requests at once, for an opening and for an act', async () => {
    const key = { 'idempotency-key': randomUUID() };
    const body = requests.opening();
    const openings = await Promise.all(
      Array.from({ length: 20 }, () => p.caseworker.post('/v1/cases', body, key)),
    );
    expect(new Set(openings.map(({ status, body }) => `${status} ${JSON.stringify(body)}`)).size).toBe(1);
    expect(openings[0]?.status).toBe(201);
    const caseId: string = openings[0]?.body.caseId;
    const again = { 'idempotency-key': randomUUID() };
    const acts = await Promise.all(
      Array.from({ length: 20 }, () =>
        p.caseworker.post(`/v1/cases/${caseId}/determination`, requests.determination(), again),
      ),
    );
    expect(new Set(acts.map(({ status, body }) => `${status} ${JSON.stringify(body)}`)).size).toBe(1);
    expect(acts[0]?.status).toBe(200);
    const { events } = (await p.caseworker.get(`/v1/cases/${caseId}`)).body;
    expect(events.filter((each: { type: string }) => each.type === 'determination-recorded')).toHaveLength(1);
  });
});

describe('the same facts', () => {
  it('are taken up once, however many ask at the same time', async () => {
    const body = requests.opening({
      subject: {
        kind: 'organisation',
        name: 'Twice Asked Ltd.',
        identifiers: [
          { scheme: 'unified-social-credit-code', value: '91330100TWICE0001X' },
          { scheme: 'registration-number', value: '330100000099999' },
        ],
      },
    });
    const openings = await Promise.all(
      Array.from({ length: 10 }, () => p.caseworker.post('/v1/cases', body)),
    );
    expect(openings.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(openings.filter(({ status }) => status === 422)).toHaveLength(9);
    expect(openings.find(({ status }) => status === 422)?.body.refusals).toMatchObject([
      { rule: 'review.onceForTheSameFacts' },
    ]);
  });
});
