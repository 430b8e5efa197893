import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createMailer, messageIdOf } from '../../activities/mail.ts';
import { createServiceActivities } from '../../activities/documents.ts';
import { county, people, requests, type People } from '../api/people.ts';
import { createWorld, type Caller, type World } from '../api/world.ts';
import { startMailServer, type MailServer } from './mail-server.ts';

let world: World;
let who: People;
let mail: MailServer;
const purpose = { 'amends-purpose': 'service' };
const name = 'Evergreen Foods Co., Ltd.';

beforeAll(async () => {
  mail = await startMailServer();
  world = await createWorld('documents-api');
  who = await people(world);
});
afterAll(async () => {
  await world.dispose();
  await mail.close();
});

let count = 0;
const determined = async (subject: object = {}): Promise<string> => {
  count += 1;
  const opening = requests.opening({
    subject: {
      ...requests.opening().subject,
      identifiers: [
        { scheme: 'unified-social-credit-code', value: `91330100MA2TEST0${count}` },
        { scheme: 'registration-number', value: `33010000000${count}` },
      ],
      email: 'law@evergreen.example',
      address: `${name}\n8 Spring Road\nHangzhou 310000`,
      ...subject,
    },
    instrument: { ...requests.opening().instrument, documentDigest: String(count).padStart(64, 'a') },
  });
  const { body } = await who.caseworker.post('/v1/cases', opening);
  const reply = await who.caseworker.post(`/v1/cases/${body.caseId}/determination`, requests.determination());
  expect(reply.status, JSON.stringify(reply.body)).toBe(200);
  await who.caseworker.post(`/v1/cases/${body.caseId}/service-consents`, {
    method: 'electronic',
    on: '2021-09-01',
    document: 'c'.repeat(64),
  });
  return body.caseId;
};
const render = (caseId: string, more: object = {}, by: Caller = who.caseworker) =>
  by.post(`/v1/cases/${caseId}/documents`, {
    kind: 'notice',
    lang: 'en',
    contact: 'Credit Supervision, 1 Example Road',
    ...more,
  });
const serve = (caseId: string, documents: readonly string[], method: string) =>
  who.caseworker.post(`/v1/cases/${caseId}/documents/service`, { documents, method });
const send = async (caseId: string): Promise<void> => {
  const { bench, connection } = world.deps;
  const mailer = createMailer({ url: mail.url, from: 'post@county.example' });
  const service = createServiceActivities({ bench, db: connection.db, mailer, sandboxSends: false });
  const rows = await bench.sql<
    { id: string }[]
  >`select id from duty where case_id = ${caseId} and ended_at is null`;
  for (const { id } of rows) await service.serve({ caseId, dutyId: id, now: new Date().toISOString() });
  mailer.close();
};

describe('a document', () => {
  it('is composed, checked, printed and kept; the same request names the same document', async () => {
    const caseId = await determined();
    const headers = { 'idempotency-key': 'document-1' };
    const order = { kind: 'notice', lang: 'zh', contact: '某某路1号' };
    const first = await who.caseworker.post(`/v1/cases/${caseId}/documents`, order, headers);
    expect(first.status).toBe(201);
    expect(first.body).toMatchObject({
      title: '列入严重违法失信名单事先告知书',
      contents: ['content', 'facts', 'reasons', 'basis', 'rights'],
      sendable: true,
      because: [],
    });
    expect(first.body.html).toContain('<html lang="zh-Hans">');
    const again = await who.caseworker.post(`/v1/cases/${caseId}/documents`, order, headers);
    expect(again.body).toEqual(first.body);
    const listed = await who.supervisor.get(`/v1/cases/${caseId}/documents`);
    expect(listed.body.items).toHaveLength(1);
    expect(JSON.stringify(listed.body)).not.toContain(name);
    const token = await world.env.token({ roles: ['caseworker'], authority: county, subject: 'cw-1' });
    const file = await world.app.request(first.body.file, {
      headers: { authorization: `Bearer ${token}`, ...purpose },
    });
    expect(file.headers.get('content-type')).toBe('application/pdf');
    const bytes = Buffer.from(await file.arrayBuffer());
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(first.body.digest);
  });

  it('says what stands in the way, and cannot be served while it does', async () => {
    const caseId = await determined();
    const { body } = await render(caseId, {
      text: { title: 'Notice', body: 'Hello.\n\n## Facts {#facts}\n\n{{facts}}\n' },
    });
    expect(body).toMatchObject({ sendable: false, contents: ['facts'] });
    const refused = await serve(caseId, [body.id], 'in-person');
    expect(refused).toMatchObject({
      status: 422,
      body: { refusals: [{ rule: 'notice.contents', citation: 'APL art. 44' }] },
    });
    expect(refused.body.refusals[0].detail).toContain('rights (no section)');
  });

  it('is read by the subject once it was sent, and not before; each reading is logged', async () => {
    const caseId = await determined();
    const subject = await who.subjectOf(caseId);
    const { body } = await render(caseId);
    const path = `/v1/cases/${caseId}/documents/${body.id}?as=html`;
    expect((await subject.get(path, purpose)).status).toBe(404);
    await serve(caseId, [body.id], 'in-person');
    const page = await subject.get(path, purpose);
    expect(page.status).toBe(200);
    expect(page.body).toContain(name);
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect((await subject.get(`/v1/cases/${caseId}/documents/${body.id}?as=text`, purpose)).body).toContain(
      name,
    );
    const [row] = await world.deps.bench.sql<{ count: number }[]>`
      select count(*)::int as count from access_log where case_id = ${caseId} and what = ${body.id} and purpose = 'service'`;
    expect(row?.count).toBe(2);
  });

  it('is told what it cannot be', async () => {
    const caseId = await determined({ name: '䶮记食品' });
    expect((await render(caseId)).body).toMatchObject({
      type: 'urn:amends:problem:unprintable',
      detail: 'Not printable here: 䶮 (U+4DAE).',
    });
    expect((await render(caseId, { lang: 'fr' })).body.type).toBe('urn:amends:problem:no-template');
    expect((await render(caseId, { kind: 'repair-notice' })).body.type).toBe(
      'urn:amends:problem:no-template',
    );
    const broken = await render(caseId, { text: { title: 'x', body: '# Big\n\n{{surprise}}' } });
    expect(broken.body.errors).toMatchObject([
      { detail: expect.stringContaining('line 1') },
      { detail: expect.stringContaining('surprise') },
    ]);
    expect((await render('c1')).status).toBe(404);
    expect((await render(caseId, {}, who.auditor)).status).toBe(403);
  });
});

describe('the outgoing post', () => {
  it('is printed, posted under a number, and comes back', async () => {
    const caseId = await determined();
    const { body } = await render(caseId);
    await serve(caseId, [body.id], 'registered-post');
    await send(caseId);
    const queue = await who.caseworker.get('/v1/outgoing-post');
    const letter = queue.body.items.find((each: { caseId: string }) => each.caseId === caseId);
    expect(letter).toMatchObject({ state: 'queued', documents: [body.id], authority: county });
    const path = `/v1/outgoing-post/${letter.id}`;
    const sheet = await who.caseworker.get(`${path}/address-sheet`, purpose);
    expect(sheet.headers.get('content-type')).toBe('application/pdf');
    const other = await world.as({ roles: ['caseworker'], authority: 'elsewhere', subject: 'cw-9' });
    expect((await other.get(`${path}/address-sheet`, purpose)).status).toBe(404);
    expect(
      (await who.caseworker.post(`${path}/return`, { reason: 'early', evidence: 'e'.repeat(64) })).status,
    ).toBe(409);
    const posted = await who.caseworker.post(`${path}/posting`, { postalNumber: 'RR123456785CN' });
    expect(posted.body.events.map(({ type }: { type: string }) => type)).toEqual(['duties-performed']);
    expect((await who.caseworker.post(`${path}/posting`, { postalNumber: 'RR123456785CN' })).status).toBe(
      200,
    );
    expect((await who.caseworker.post(`${path}/posting`, { postalNumber: 'RR999999999CN' })).status).toBe(
      409,
    );
    const clocks = (await who.caseworker.get(`/v1/cases/${caseId}`)).body.clocks;
    expect(clocks.filter(({ against }: { against: string }) => against === 'subject')).toEqual([]);
    const returned = await who.caseworker.post(`${path}/return`, {
      reason: 'Moved, address unknown',
      evidence: 'e'.repeat(64),
    });
    expect(returned.body.events.map(({ type }: { type: string }) => type)).toEqual(['service-failed']);
    expect((await who.caseworker.get('/v1/outgoing-post?state=returned')).body.items).toHaveLength(1);
  });
});

describe('mail', () => {
  const report = (messageId: string, more: { action?: string; envelope?: string } = {}) =>
    [
      'From: MAILER-DAEMON@mx.example',
      'To: post@county.example',
      'Subject: Undelivered Mail Returned to Sender',
      'MIME-Version: 1.0',
      'Content-Type: multipart/report; report-type=delivery-status; boundary="b"',
      '',
      '--b',
      'Content-Type: text/plain',
      '',
      'I could not deliver your message.',
      '--b',
      'Content-Type: message/delivery-status',
      '',
      'Reporting-MTA: dns; mx.example',
      ...(more.envelope === undefined ? [] : [`Original-Envelope-Id: ${more.envelope}`]),
      '',
      'Final-Recipient: rfc822; law@evergreen.example',
      `Action: ${more.action ?? 'failed'}`,
      'Status: 5.1.1',
      'Diagnostic-Code: smtp; 550 5.1.1 user',
      ' unknown',
      '--b',
      'Content-Type: text/rfc822-headers',
      '',
      `Message-ID: ${messageId}`,
      'Subject: Prior notice',
      '',
      '--b--',
      '',
    ].join('\r\n');
  const bounce = (text: string) => who.administrator.post('/v1/mail/bounces', { report: text });

  it('that comes back opens service again, however the report names it', async () => {
    for (const by of ['message', 'envelope']) {
      const caseId = await determined();
      const { body } = await render(caseId);
      await serve(caseId, [body.id], 'electronic');
      const [duty] = await world.deps.bench.sql<
        { id: string }[]
      >`select id from duty where case_id = ${caseId}`;
      await send(caseId);
      const messageId = messageIdOf(duty?.id ?? '', 'county.example');
      expect(mail.received.at(-1)?.messageId).toBe(messageId);
      expect((await bounce(report(messageId, { action: 'delayed' }))).body).toEqual({ outcome: 'not-final' });
      const known =
        by === 'message'
          ? report(messageId)
          : report('<other@x>', { envelope: messageId.slice(1, messageId.indexOf('@')) });
      expect((await bounce(known)).body).toEqual({ outcome: 'service-open-again' });
      expect((await bounce(known)).body).toEqual({ outcome: 'service-open-again' });
      const seen = await who.caseworker.get(`/v1/cases/${caseId}`);
      expect(seen.body.events.filter(({ type }: { type: string }) => type === 'service-failed')).toHaveLength(
        1,
      );
    }
    expect((await bounce(report('<nobody@x>'))).status).toBe(404);
    expect((await bounce('Subject: hello\r\n\r\nhello')).status).toBe(400);
    expect((await who.caseworker.post('/v1/mail/bounces', { report: 'x' })).status).toBe(403);
  });

  it('that cannot be given away shows where operators look, without an address', async () => {
    mail.behave({ kind: 'refuse', code: 451, words: '4.3.0 <law@evergreen.example> later' });
    const caseId = await determined();
    const { body } = await render(caseId);
    await serve(caseId, [body.id], 'electronic');
    await send(caseId);
    const waiting = await who.administrator.get('/v1/outgoing-mail');
    expect(waiting.body.items).toMatchObject([
      { caseId, state: 'waiting', trouble: 'temporary', smtpCode: 451, statusCode: '4.3.0' },
    ]);
    expect(JSON.stringify(waiting.body)).not.toContain('evergreen');
    mail.behave({ kind: 'accept' });
  });
});
