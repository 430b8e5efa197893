import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { actsOfPersons } from '../../api/authenticate.ts';
import { roles } from '../../domain/regime/pack.ts';
import { adopted } from './adopted.ts';
import { city, county, measures, people, requests, type People } from './people.ts';
import { createWorld, type World } from './world.ts';

let world: World;
let p: People;

beforeAll(async () => {
  world = await createWorld('api-acts');
  p = await people(world);
  await world.env.startWorkerProcess();
});
afterAll(() => world.dispose());

const digest = 'd'.repeat(64);
const today = (now: string): string => new Date(Date.parse(now) + 8 * 3_600_000).toISOString().slice(0, 10);

type Case = { readonly caseId: string; readonly at: (path: string) => string };
const of = (caseId: string): Case => ({ caseId, at: (path) => `/v1/cases/${caseId}${path}` });

async function served(): Promise<Case> {
  const { body } = await p.caseworker.post('/v1/cases', requests.opening({ sandbox: true }));
  const it = of(body.caseId);
  await p.caseworker.post(it.at('/determination'), requests.determination());
  await p.caseworker.post(it.at('/notice'), requests.notice());
  const { now } = (await p.caseworker.get(it.at(''))).body;
  const proven = await p.caseworker.post(it.at('/notice/service'), requests.service(today(now)));
  expect(proven.status, JSON.stringify(proven.body)).toBe(200);
  return it;
}

async function listed(): Promise<Case> {
  const it = await served();
  await (await p.subjectOf(it.caseId)).post(it.at('/responses/waiver'));
  await p.caseworker.post(it.at('/record/closing'));
  await p.reviewer.post(it.at('/listing/approval'), requests.approval());
  await p.superior.post(it.at('/listing/consent'));
  const published = await p.publisher.post(it.at('/publication'));
  expect(published.status, JSON.stringify(published.body)).toBe(200);
  return it;
}

const reasons = { reasons: 'Because of what the file says.' };
const document = { document: digest };
/** A request of each act as its schema wants it, with the address under the case. */
const samples: Readonly<Record<string, { path: string; body?: Record<string, unknown> }>> = {
  'record-determination': { path: '/determination', body: requests.determination() },
  'amend-determination': { path: '/determination/amendment', body: { measures, term: null, ...reasons } },
  'serve-notice': { path: '/notice', body: requests.notice() },
  'report-service-failed': {
    path: '/notice/service-failure',
    body: { evidence: digest, reason: 'Returned.' },
  },
  'record-service-consent': {
    path: '/service-consents',
    body: { method: 'electronic', on: '2026-01-01', document: digest },
  },
  'prove-service': { path: '/notice/service', body: requests.service('2026-11-20') },
  'set-aside-service': {
    path: '/service/setting-aside',
    body: { of: 'notice', evidence: digest, reason: 'The signature is not hers.' },
  },
  respond: { path: '/responses', body: { statement: 'It was not us.', nature: 'genuine-dispute' } },
  'waive-response': { path: '/responses/waiver' },
  'consider-response': { path: '/responses/0/consideration', body: { answers: ['It was.'] } },
  'request-hearing': { path: '/hearing', body: { trigger: 'other-heavier-penalty' } },
  'notice-hearing': {
    path: '/hearing/notice',
    body: { on: '2026-12-24', chair: 'rev-1', public: true, document: 'You are invited.' },
  },
  'hold-hearing': {
    path: '/hearing/holding',
    body: {
      attended: true,
      agents: [{ digest, scope: ['hearing'] }],
      record: 'Heard.',
    },
  },
  'request-recusal': { path: '/recusals', body: { person: 'rev-1', ...reasons } },
  'decide-recusal': { path: '/recusals/decision', body: { person: 'rev-1', granted: true, ...reasons } },
  'close-record': { path: '/record/closing' },
  'impose-interim-measure': { path: '/interim-measure', body: reasons },
  'end-interim-measure': { path: '/interim-measure/end' },
  'announce-interim-end': { path: '/interim-measure/announcement', body: document },
  'hold-interim-review': { path: '/interim-measure/review', body: { outcome: 'stands', ...reasons } },
  'acknowledge-interim-measure': { path: '/interim-measure/credit-china/acknowledgement' },
  'report-proceedings-began': { path: '/proceedings-began', body: document },
  'pass-legal-review': { path: '/legal-review', body: { opinion: 'Lawful.' } },
  'make-recommendation': { path: '/recommendation', body: { measures, term: null, ...reasons } },
  'approve-listing': { path: '/listing/approval', body: requests.approval() },
  'refuse-listing': { path: '/listing/refusal', body: reasons },
  'give-consent': { path: '/listing/consent' },
  'refuse-consent': { path: '/listing/consent-refusal', body: reasons },
  'serve-decision': {
    path: '/decision-service',
    body: {
      method: 'in-person',
      documents: [{ kind: 'decision', document: 'You are listed.', contents: { reasons: 'Why.' } }],
    },
  },
  'prove-decision-service': { path: '/decision-service/proof', body: requests.service('2026-11-20') },
  'enter-listing': { path: '/listing/entry' },
  publish: { path: '/publication' },
  'suspend-measure': { path: '/measures/key-supervision/suspension', body: reasons },
  'reinstate-measure': { path: '/measures/key-supervision/reinstatement', body: reasons },
  'lift-measure': { path: '/measures/key-supervision/lifting', body: reasons },
  'acknowledge-lifting': { path: '/measures/key-supervision/lifting/credit-china/acknowledgement' },
  'hold-entry-review': { path: '/entry-review', body: { outcome: 'stands', ...reasons } },
  'file-petition': { path: '/petitions', body: { statement: 'All amends were made.' } },
  'withdraw-petition': { path: '/petitions/p1/withdrawal' },
  'record-amends': {
    path: '/amends',
    body: { what: 'penalty-performed', on: '2026-01-01', evidence: digest },
  },
  'record-commitment': { path: '/commitments', body: { statement: 'Never again.' } },
  'report-breach': { path: '/commitments/m1/breach', body: { on: '2026-01-01', document: 'Again.' } },
  'request-completion': { path: '/petitions/p1/completion-request', body: { missing: ['commitment'] } },
  'complete-petition': { path: '/petitions/p1/completion', body: { materials: ['commitment'] } },
  'accept-petition': { path: '/petitions/p1/acceptance' },
  'reject-petition': { path: '/petitions/p1/rejection', body: reasons },
  'verify-petition': {
    path: '/petitions/p1/verification',
    body: { performed: ['penalty-performed'], findings: 'As stated.' },
  },
  'decide-petition': { path: '/petitions/p1/decision', body: { outcome: 'granted', ...reasons } },
  'release-entry': { path: '/release', body: reasons },
  'lift-temporarily': { path: '/temporary-lift', body: { order: digest } },
  'verify-temporary-lift': { path: '/temporary-lift/verification', body: { findings: 'Paid.' } },
  'end-temporary-lift': { path: '/temporary-lift/end', body: { outcome: 'executed' } },
  'revoke-repair': { path: '/petitions/p1/revocation', body: { document: 'Forged.' } },
  'file-objection': { path: '/objections', body: { lane: 'content', statement: 'The fine was lower.' } },
  'decide-objection': { path: '/objections/o1/decision', body: { outcome: 'refused', ...reasons } },
  'record-proceeding': { path: '/proceedings', body: { forum: 'reconsideration', ...document } },
  'order-stay': { path: '/proceedings/r1/stay', body: document },
  'end-stay': { path: '/proceedings/r1/stay/end' },
  'end-proceeding': { path: '/proceedings/r1/end', body: { outcome: 'upheld', ...document } },
  'report-basis-fallen': {
    path: '/basis-fallen',
    body: { how: 'revoked', documentDigest: digest, effectiveOn: '2026-11-20' },
  },
  'end-basis-review': { path: '/basis-review/end', body: { outcome: 'stands', ...reasons } },
  'erase-case': { path: '/erasure' },
  'withdraw-case': { path: '/withdrawal', body: reasons },
  'acknowledge-retraction': { path: '/retractions/credit-china/acknowledgement' },
  'extend-clock': {
    path: '/clock-extensions',
    body: { key: 'determination.decide', by: { amount: 30, unit: 'calendar-days' }, ...reasons },
  },
  'change-extension': {
    path: '/clock-extensions/change',
    body: {
      key: 'determination.decide',
      on: '2026-11-20',
      by: { amount: 10, unit: 'calendar-days' },
      ...reasons,
    },
  },
  'withdraw-extension': {
    path: '/clock-extensions/withdrawal',
    body: { key: 'determination.decide', on: '2026-11-20' },
  },
  'toll-clock': {
    path: '/clock-tolls',
    body: { key: 'determination.decide', cause: 'expert-opinion', evidence: digest },
  },
  'resume-clock': {
    path: '/clock-tolls/resumption',
    body: { key: 'determination.decide', cause: 'expert-opinion', evidence: digest, on: '2026-11-20' },
  },
  'hand-over-publication': { path: '/publication-handover', body: { to: city } },
  'report-removal-trigger': {
    path: '/removal-trigger',
    body: { trigger: 'creditor-asks', documentDigest: digest, occurredOn: '2026-11-20' },
  },
  'transfer-case': { path: '/transfer', body: { to: city, ...reasons } },
  'accept-transfer': { path: '/transfer/acceptance' },
  'decline-transfer': { path: '/transfer/refusal', body: reasons },
  'record-succession': {
    path: '/succession',
    body: {
      successor: {
        kind: 'organisation',
        name: 'Evergreen Holding',
        identifiers: [
          { scheme: 'unified-social-credit-code', value: '91330100MA2TEST99X' },
          { scheme: 'registration-number', value: '330100-TEST-99' },
        ],
      },
      ...document,
    },
  },
  'report-subject-ended': { path: '/subject-ended', body: { how: 'dissolution', ...document } },
  'consider-joined-defence': {
    path: '/joined-cases/cother/defence/consideration',
    body: { answer: 'As above.' },
  },
  'join-case': { path: '/joinder', body: { into: 'cother', ...reasons } },
};

describe('every act of the procedure', () => {
  it('is asked with a request of its own', () => {
    expect(actsOfPersons().filter((act) => !(act in samples))).toEqual([]);
  });

  it('reaches the law as it was meant, in the first stage and on an entry: ruled or refused, never misunderstood', async () => {
    for (const stage of ['determination', 'listed']) {
      for (const [act, { path, body }] of Object.entries(samples)) {
        const caseId =
          stage === 'listed'
            ? await adopted(world)
            : (await p.caseworker.post('/v1/cases', requests.opening({ sandbox: true }))).body.caseId;
        const everything = await world.as({
          roles,
          authority: county,
          case: caseId,
          recipient: 'credit-china',
          subject: `all-${act}`,
        });
        const reply = await everything.post(`/v1/cases/${caseId}${path}`, body);
        expect([200, 403, 409, 422], `${act} in ${stage}: ${JSON.stringify(reply.body)}`).toContain(
          reply.status,
        );
        const rules = (reply.body.refusals ?? []).map((each: { rule: string }) => each.rule);
        expect(rules, act).not.toContain('roles');
      }
    }
  }, 240_000);
});

describe('repair', () => {
  it('takes a subject off the list before the end of the term, and tells it from which day it may ask', async () => {
    const { caseId, at } = await listed();
    const subject = await p.subjectOf(caseId);
    const petition = {
      statement: 'All amends were made.',
      materials: ['application', 'commitment', 'evidence-of-performance'],
      met: ['penalty-performed', 'effects-eliminated', 'no-new-heavier-penalty'],
    };
    const early = await subject.post(at('/petitions'), petition);
    expect(early).toMatchObject({ status: 422, body: { refusals: [{ rule: 'petition.notBefore' }] } });
    expect((await p.caseworker.post(`/v1/sandbox/cases/${caseId}/advance`, { by: 'P1Y1D' })).status).toBe(
      200,
    );
    const fee = await subject.post(at('/petitions'), { ...petition, fee: 500 });
    expect(fee).toMatchObject({ status: 422, body: { refusals: [{ rule: 'petition.fee' }] } });
    expect((await subject.post(at('/petitions'), petition)).status).toBe(200);
    expect((await p.caseworker.post(at('/petitions/p1/acceptance'))).status).toBe(200);
    await p.caseworker.post(at('/petitions/p1/verification'), {
      performed: petition.met,
      findings: 'As stated.',
    });
    const granted = await p.reviewer.post(at('/petitions/p1/decision'), { outcome: 'granted', ...reasons });
    expect(granted, JSON.stringify(granted.body)).toMatchObject({ status: 200, body: { stage: 'removal' } });
    expect((await world.anonymous.get(`/v1/register/${caseId}.1`)).status).toBe(404);
  });
});

describe('review proceedings', () => {
  it('mark the entry, and a stay takes it off the public register until it ends', async () => {
    const { caseId, at } = await listed();
    const entry = () => world.anonymous.get(`/v1/register/${caseId}.1`);
    const begun = await p.caseworker.post(at('/proceedings'), { forum: 'reconsideration', ...document });
    expect(begun.status, JSON.stringify(begun.body)).toBe(200);
    expect((await entry()).body.marks).toContain('under-review:reconsideration');
    const [{ id }] = (await p.caseworker.get(at(''))).body.proceedings;
    const stayed = await p.reviewer.post(at(`/proceedings/${id}/stay`), document);
    expect(stayed.status, JSON.stringify(stayed.body)).toBe(200);
    expect((await entry()).status).toBe(404);
    expect((await p.reviewer.post(at(`/proceedings/${id}/stay/end`))).status).toBe(200);
    expect((await entry()).status).toBe(200);
  });
});

describe('an objection', () => {
  it('marks the entry while it is pending', async () => {
    const { caseId, at } = await listed();
    const filed = await (
      await p.subjectOf(caseId)
    ).post(at('/objections'), {
      lane: 'content',
      statement: 'The fine was lower.',
    });
    expect(filed.status, JSON.stringify(filed.body)).toBe(200);
    expect((await world.anonymous.get(`/v1/register/${caseId}.1`)).body.marks).toContain('disputed:content');
  });
});

describe('a succession', () => {
  it('shows the successor on the register, and to whoever reads the case for a purpose', async () => {
    const { caseId, at } = await listed();
    const successor = {
      kind: 'organisation',
      name: 'Evergreen Holding Co., Ltd.',
      identifiers: [
        { scheme: 'unified-social-credit-code', value: '91330100MA2TEST99X' },
        { scheme: 'registration-number', value: '330100-TEST-99' },
      ],
    };
    const recorded = await p.caseworker.post(at('/succession'), { successor, ...document });
    expect(recorded.status, JSON.stringify(recorded.body)).toBe(200);
    expect((await world.anonymous.get(`/v1/register/${caseId}.1`)).body.fields).toMatchObject({
      name: successor.name,
      'unified-social-credit-code': '91330100MA2TEST99X',
    });
    const { subject } = (await p.caseworker.get(at(''), { 'amends-purpose': 'list-review' })).body;
    expect(subject.data).toMatchObject({ name: successor.name });
    expect(JSON.stringify((await p.caseworker.get(at(''))).body)).not.toContain('Holding');
    expect((await world.anonymous.get(`/v1/register/${caseId}.1`)).body.boundBy).toEqual([
      'unified-social-credit-code',
      'registration-number',
    ]);
  });

  it('takes a natural person off the public register where the regime publishes none', async () => {
    const { caseId, at } = await listed();
    const successor = {
      kind: 'person',
      name: 'Test Person',
      identifiers: [
        { scheme: 'id-number', value: '33010019700101TEST' },
        { scheme: 'passport', value: 'ETEST99' },
      ],
    };
    const recorded = await p.caseworker.post(at('/succession'), { successor, ...document });
    expect(recorded.status, JSON.stringify(recorded.body)).toBe(200);
    expect((await world.anonymous.get(`/v1/register/${caseId}.1`)).status).toBe(404);
  });
});

describe('a transfer', () => {
  it('shows the case to the receiving authority at once, and hands it over when that accepts', async () => {
    const { caseId, at } = await served();
    const there = await world.as({ roles: ['supervisor'], authority: city, subject: 'city-sup' });
    const cityCaseworker = await world.as({ roles: ['caseworker'], authority: city, subject: 'city-cw' });
    expect((await cityCaseworker.get(at(''))).status).toBe(404);
    const sent = await p.supervisor.post(at('/transfer'), { to: city, ...reasons });
    expect(sent.status, JSON.stringify(sent.body)).toBe(200);
    expect((await cityCaseworker.get(at(''))).body).toMatchObject({ transfer: { to: city } });
    expect((await there.post(at('/transfer/acceptance'))).status).toBe(200);
    expect((await cityCaseworker.get(at(''))).body.authority.id).toBe(city);
    const { items } = (await cityCaseworker.get('/v1/cases')).body;
    expect(items.map((each: { caseId: string }) => each.caseId)).toContain(caseId);
    expect((await p.caseworker.get(at(''))).status).toBe(404);
  });
});

describe('a hearing', () => {
  it('is asked for, fixed in time and held, chaired by somebody who did not investigate', async () => {
    const { caseId, at } = await served();
    const subject = await p.subjectOf(caseId);
    expect((await subject.post(at('/hearing'), { trigger: 'other-heavier-penalty' })).status).toBe(200);
    const { now } = (await subject.get(at(''))).body;
    const inThreeWeeks = today(new Date(Date.parse(now) + 21 * 86_400_000).toISOString());
    const fixed = { on: inThreeWeeks, public: true, document: 'You are invited.' };
    const partial = await p.caseworker.post(at('/hearing/notice'), { ...fixed, chair: 'cw-1' });
    expect(partial).toMatchObject({ status: 422, body: { refusals: [{ rule: 'notice.hearing.chair' }] } });
    expect((await p.caseworker.post(at('/hearing/notice'), { ...fixed, chair: 'rev-1' })).status).toBe(200);
    expect((await p.caseworker.get(at(''))).body.hearing).toMatchObject({ on: inThreeWeeks, chair: 'rev-1' });
  });
});
