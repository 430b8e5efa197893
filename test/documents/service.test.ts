import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, afterEach, describe, expect, it } from 'vitest';
import { failSending } from '../../db/commands/fail-sending.ts';
import { claimMail, mailAccepted, mailBounced } from '../../db/commands/outgoing-mail.ts';
import { findLetter, markPosted, markReturned } from '../../db/commands/outgoing-post.ts';
import { messageIdOf } from '../../activities/mail.ts';
import { openRecord } from '../db/open-record.ts';
import { eventsOf, ruled, stateOf, type Ask, type OpenRecord } from '../db/record.ts';
import {
  approve,
  closeRecord,
  consent,
  consider,
  personal,
  proveService,
  respond,
} from '../db/market-case.ts';
import { startMailServer, type MailServer } from './mail-server.ts';
import { caseworker, mailbox, reachable, servingOn, type ServedCase } from './served-case.ts';

let record: OpenRecord;
let court: ServedCase;
let mail: MailServer;

beforeAll(async () => {
  record = await openRecord('documents');
  court = servingOn(record);
});
afterAll(() => record.dispose());
beforeEach(async () => {
  mail = await startMailServer();
});
afterEach(() => mail.close());

let cases = 0;
const newCase = async (opening?: Parameters<ServedCase['determined']>[1]): Promise<string> => {
  cases += 1;
  const caseId = `served-${cases}`;
  await court.determined(caseId, opening);
  return caseId;
};
const served = async (method = 'electronic') => {
  const caseId = await newCase();
  const { id, digest } = await court.compose(caseId);
  const result = await court.serve(caseId, [id], { method });
  if (result.kind !== 'ruled') throw new Error(JSON.stringify(result));
  const [duty = ''] = Object.keys((await stateOf(record, caseId)).duties);
  return { caseId, id, digest, duty };
};
const mailRow = async (caseId: string) => {
  const [row] = await record.bench.sql`select * from outgoing_mail where case_id = ${caseId}`;
  return row ?? {};
};
const proofOf = async (duty: string) => {
  const [row] = await record.bench.sql<{ proof: string | null; ended_at: Date | null }[]>`
    select proof, ended_at from duty where id = ${duty}`;
  return row;
};
const types = async (caseId: string) => (await eventsOf(record, caseId)).map(({ type }) => type);
const noClockOfTheSubject = async (caseId: string) => {
  const { clocks } = await stateOf(record, caseId);
  expect(Object.values(clocks).filter(({ against }) => against === 'subject')).toEqual([]);
};

describe('a document that does not say what it must', () => {
  it('is refused with the rule, its citation and what is missing, and leaves nothing behind', async () => {
    const caseId = await newCase();
    const { id, check } = await court.compose(caseId, {
      own: {
        title: 'Notice',
        body: '## What is intended {#content}\n\nTo list you.\n\n## Facts {#facts}\n\n . . .\n\n## Reasons {#reasons}\n\n{{reasons}}\n',
      },
    });
    expect(check.contents).toEqual(['content', 'reasons']);
    const before = await types(caseId);
    const result = await court.serve(caseId, [id]);
    expect(result).toMatchObject({
      kind: 'refused',
      refusals: [
        {
          rule: 'notice.contents',
          citation: 'APL art. 44',
          detail:
            'The notice does not say: facts (nothing is said), basis (no section), rights (no section).',
        },
      ],
    });
    expect(await types(caseId)).toEqual(before);
  });

  it('is not sent either when somebody has claimed its contents in its place', async () => {
    const caseId = await newCase();
    await ruled(record.bench, caseId, {
      id: 'claimed',
      actor: () => caseworker,
      command: (text) => ({
        type: 'serve-notice',
        method: 'electronic',
        document: text('You will be listed.'),
        contents: ['content', 'facts', 'reasons', 'basis', 'rights'],
      }),
    });
    expect(await court.send(caseId, mail.url)).toEqual([{ closed: true, againMs: null }]);
    expect(mail.received).toEqual([]);
    const state = await stateOf(record, caseId);
    expect(state.notice).toBeUndefined();
    expect((await types(caseId)).at(-1)).toBe('service-failed');
  });

  it('is refused once the case says something else', async () => {
    const caseId = await newCase();
    const { id } = await court.compose(caseId);
    await record.bench.sql`
      update document set basis = ${'0'.repeat(64)} where id = ${id}`;
    expect(await court.serve(caseId, [id])).toMatchObject({
      kind: 'refused',
      refusals: [{ rule: 'document.basis' }],
    });
  });

  it('is refused where there is no address to send it to', async () => {
    const caseId = await newCase(reachable({}));
    const { id } = await court.compose(caseId);
    expect(await court.serve(caseId, [id])).toMatchObject({
      kind: 'refused',
      refusals: [{ rule: 'notice.methods.address' }],
    });
    expect(await court.serve(caseId, [id], { method: 'in-person' })).toMatchObject({ kind: 'ruled' });
  });
});

describe('service by mail', () => {
  it('sends the very file that the record names, once, and starts no clock', async () => {
    const { caseId, digest, duty } = await served();
    expect(await court.send(caseId, mail.url)).toEqual([{ closed: true, againMs: null }]);
    expect(await court.send(caseId, mail.url)).toEqual([]);
    expect(mail.received).toHaveLength(1);
    const [message] = mail.received;
    expect(message?.to).toMatchObject({ text: mailbox });
    expect(message?.messageId).toBe(messageIdOf(duty, 'hz.example'));
    expect(message?.text).toContain(personal.facts);
    expect(message?.subject).toBe(`Prior notice of intended listing · ${caseId}`);
    const [file] = message?.attachments ?? [];
    expect(
      createHash('sha256')
        .update(file?.content ?? '')
        .digest('hex'),
    ).toBe(digest);
    const sent = (await eventsOf(record, caseId)).find(({ type }) => type === 'notice-sent');
    expect(sent?.payload).toMatchObject({
      document: { digest },
      contents: ['content', 'facts', 'reasons', 'basis', 'rights'],
    });
    expect(await proofOf(duty)).toMatchObject({ proof: `smtp:${messageIdOf(duty, 'hz.example')}` });
    await noClockOfTheSubject(caseId);
    expect((await stateOf(record, caseId)).notice?.servedOn).toBeUndefined();
  });

  it('starts the clock of the subject with the proof of service, and with nothing before it', async () => {
    const { caseId } = await served('in-person');
    await noClockOfTheSubject(caseId);
    await ruled(record.bench, caseId, proveService(new Date().toISOString()));
    const { clocks } = await stateOf(record, caseId);
    expect(clocks['notice.response']).toMatchObject({ startedBy: 'notice-served', against: 'subject' });
  });

  it('reopens service when the address is refused, and says nothing personal about it', async () => {
    const { caseId } = await served();
    mail.behave({ kind: 'refuse', code: 550, words: `5.1.1 <${mailbox}> user unknown` });
    expect(await court.send(caseId, mail.url)).toEqual([{ closed: true, againMs: null }]);
    const state = await stateOf(record, caseId);
    expect(state.notice).toBeUndefined();
    expect(state.failedMethods.notice).toEqual(['electronic']);
    expect(Object.values(state.duties)).toEqual([]);
    const row = await mailRow(caseId);
    expect(row).toMatchObject({ state: 'failed', smtp_code: 550 });
    expect(JSON.stringify([await eventsOf(record, caseId), row])).not.toContain('acme.example');
    await noClockOfTheSubject(caseId);
  });

  it.each([
    ['a server that is down', null],
    ['a passing refusal', { kind: 'refuse', code: 450, words: '4.2.1 try later' }],
    ['a refusal that is about us', { kind: 'refuse', code: 550, words: '5.7.1 relaying denied' }],
    ['a server that does not let us in', { kind: 'no-login' }],
  ] as const)('is no failure of service for %s: it is tried again', async (_name, behaviour) => {
    const { caseId } = await served();
    if (behaviour === null) await mail.close();
    else mail.behave(behaviour);
    const [tried] = await court.send(caseId, mail.url, { firstRetryMs: 1_000 });
    expect(tried).toMatchObject({ closed: false, againMs: 1_000 });
    expect((await stateOf(record, caseId)).notice).toBeDefined();
    expect(await mailRow(caseId)).toMatchObject({ state: 'waiting', attempts: 1 });
    if (behaviour === null) mail = await startMailServer(mail.port);
    mail.behave({ kind: 'accept' });
    const [early] = await court.send(caseId, mail.url);
    expect(early?.closed).toBe(false);
    await new Promise((resolve) => setTimeout(resolve, 1_050));
    expect(await court.send(caseId, mail.url)).toEqual([{ closed: true, againMs: null }]);
    expect(mail.received).toHaveLength(1);
  });

  it('repeats a mail whose fate is unknown under the same Message-ID', async () => {
    const { caseId, duty } = await served();
    mail.behave({ kind: 'drop-after-data' });
    expect(await court.send(caseId, mail.url, { firstRetryMs: 10 })).toMatchObject([{ closed: false }]);
    mail.behave({ kind: 'accept' });
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(await court.send(caseId, mail.url)).toEqual([{ closed: true, againMs: null }]);
    expect(mail.received.map(({ messageId }) => messageId)).toEqual([
      messageIdOf(duty, 'hz.example'),
      messageIdOf(duty, 'hz.example'),
    ]);
    expect(await mailRow(caseId)).toMatchObject({ state: 'sent', attempts: 2 });
    expect((await types(caseId)).filter((type) => type === 'duties-performed')).toHaveLength(1);
  });

  it('does not repeat what was sent before a crash, once the sending was noted', async () => {
    const { caseId, duty } = await served();
    const messageId = messageIdOf(duty, 'hz.example');
    const row = { dutyId: duty, caseId, what: 'notice-sent', sentSeq: 3, messageId } as const;
    expect(await claimMail(record.bench.sql, row, 60_000)).toEqual({ kind: 'claimed', attempts: 1 });
    await mailAccepted(record.bench.sql, duty, 250);
    expect(await court.send(caseId, mail.url)).toEqual([{ closed: true, againMs: null }]);
    expect(mail.received).toEqual([]);
    expect((await proofOf(duty))?.proof).toBe(`smtp:${messageId}`);
  });

  it('lets one send at a time, and takes over from one that died', async () => {
    const { caseId, duty } = await served();
    const messageId = messageIdOf(duty, 'hz.example');
    const row = { dutyId: duty, caseId, what: 'notice-sent', sentSeq: 3, messageId } as const;
    const claims = await Promise.all(
      Array.from({ length: 8 }, () => claimMail(record.bench.sql, row, 60_000)),
    );
    expect(claims.filter(({ kind }) => kind === 'claimed')).toHaveLength(1);
    expect(await court.send(caseId, mail.url)).toMatchObject([{ closed: false }]);
    expect(mail.received).toEqual([]);
    expect(await court.send(caseId, mail.url, { leaseMs: 1 })).toEqual([{ closed: true, againMs: null }]);
    expect(mail.received).toHaveLength(1);
  });

  it('waits where there is no mail server, and stays visible', async () => {
    const { caseId } = await served();
    expect(await court.send(caseId, null)).toMatchObject([{ closed: false }]);
    expect(await mailRow(caseId)).toMatchObject({ state: 'waiting', trouble: 'no-mail-server' });
  });

  it('reopens service when it bounces later, but not for a sending before the last', async () => {
    const { caseId, duty } = await served();
    await court.send(caseId, mail.url);
    const bounced = await mailBounced(record.bench.sql, {
      envelopeId: null,
      messageId: messageIdOf(duty, 'hz.example'),
      statusCode: '5.1.1',
    });
    if (bounced === undefined) throw new Error('nothing bounced');
    const report = (commandId: string) =>
      failSending(record.bench, {
        commandId,
        caseId,
        what: bounced.what,
        sentSeq: bounced.sent_seq,
        actor: { kind: 'engine' },
        reason: 'The mail came back: 5.1.1',
        evidence: 'e'.repeat(64),
      });
    expect(await report('bounce-1')).toMatchObject({ kind: 'ruled' });
    expect((await stateOf(record, caseId)).notice).toBeUndefined();
    const again = await court.compose(caseId);
    await court.serve(caseId, [again.id], { method: 'in-person' });
    expect(await report('bounce-2')).toEqual({ kind: 'not-awaited' });
    expect((await stateOf(record, caseId)).notice).toMatchObject({ method: 'in-person' });
  });

  it('opens service again when mail that was taken for delivered comes back after all', async () => {
    const { caseId, duty } = await served();
    await court.send(caseId, mail.url);
    const receipt = { method: 'electronic', proof: 'system-receipt' };
    await ruled(record.bench, caseId, proveService(new Date().toISOString(), receipt));
    expect((await stateOf(record, caseId)).notice?.servedOn).toBeDefined();
    const bounced = await mailBounced(record.bench.sql, {
      envelopeId: null,
      messageId: messageIdOf(duty, 'hz.example'),
      statusCode: '5.1.1',
    });
    await failSending(record.bench, {
      commandId: 'bounce-after-proof',
      caseId,
      what: bounced!.what,
      sentSeq: bounced!.sent_seq,
      actor: { kind: 'engine' },
      reason: 'The mail came back: 5.1.1',
      evidence: 'e'.repeat(64),
    });
    const state = await stateOf(record, caseId);
    expect(state).toMatchObject({ stage: 'notice', failedMethods: { notice: ['electronic'], decision: [] } });
    expect(state.notice).toBeUndefined();
    await noClockOfTheSubject(caseId);
  });

  it('drops a sending that was replaced by another', async () => {
    const { caseId, duty } = await served();
    const again = await court.compose(caseId);
    await court.serve(caseId, [again.id], { method: 'in-person' });
    expect(await court.send(caseId, mail.url)).toEqual([{ closed: true, againMs: null }]);
    expect(mail.received).toEqual([]);
    expect((await proofOf(duty))?.proof).toBe('replaced');
  });

  it('sends nothing for a case in virtual time unless it may', async () => {
    const caseId = await newCase(reachable(undefined, { sandbox: true }));
    const { id } = await court.compose(caseId);
    await court.serve(caseId, [id]);
    const [duty = ''] = Object.keys((await stateOf(record, caseId)).duties);
    expect(await court.send(caseId, mail.url)).toEqual([{ closed: true, againMs: null }]);
    expect(mail.received).toEqual([]);
    expect((await proofOf(duty))?.proof).toBe('sandbox');
  });
});

describe('service of the decision', () => {
  const decided = async (): Promise<string> => {
    const { caseId } = await served('in-person');
    const ask = (each: Ask) => ruled(record.bench, caseId, each);
    await ask(proveService(new Date().toISOString()));
    await ask(respond);
    await ask(consider);
    await ask(closeRecord);
    await ask(approve);
    await ask(consent);
    return caseId;
  };

  it('sends the decision with what goes together with it, and no time for remedies runs yet', async () => {
    const caseId = await decided();
    const decision = await court.compose(caseId, { kind: 'decision', lang: 'zh' });
    const guide = await court.compose(caseId, {
      kind: 'repair-notice',
      own: { title: 'How to repair', body: '## Conditions {#conditions}\n\n{{preconditions}}\n' },
    });
    expect(decision.refusals).toEqual([]);
    const result = await court.serve(caseId, [decision.id, guide.id]);
    expect(result.kind).toBe('ruled');
    await court.send(caseId, mail.url);
    const [message] = mail.received;
    expect(message?.attachments.map(({ filename }) => filename)).toEqual([
      `decision-${caseId}.pdf`,
      `repair-notice-${caseId}.pdf`,
    ]);
    const digests = message?.attachments.map(({ content }) =>
      createHash('sha256').update(content).digest('hex'),
    );
    expect(digests).toEqual([decision.digest, guide.digest]);
    expect((await stateOf(record, caseId)).decisionService).toMatchObject({ method: 'electronic' });
    await noClockOfTheSubject(caseId);
  });

  it('is refused without a content, for a decision that is only drafted, and for two of a kind', async () => {
    const caseId = await decided();
    const bare = await court.compose(caseId, {
      kind: 'decision',
      own: { title: 'Decision', body: '## Reasons {#reasons}\n\n{{decision-reasons}}\n' },
    });
    expect(await court.serve(caseId, [bare.id])).toMatchObject({
      refusals: [
        { rule: 'review.decisionContents', detail: expect.stringContaining('remedies (no section)') },
      ],
    });
    const draft = { measures: ['no-honours'], term: null, reasons: 'Perhaps.' };
    const drafted = await court.compose(caseId, { kind: 'decision', draft });
    expect(await court.serve(caseId, [drafted.id])).toMatchObject({ refusals: [{ rule: 'document.basis' }] });
    const [one, two] = await Promise.all([1, 2].map(() => court.compose(caseId, { kind: 'decision' })));
    expect(await court.serve(caseId, [one?.id ?? '', two?.id ?? ''])).toMatchObject({
      refusals: [{ rule: 'document.together' }],
    });
  });

  it('is open again when it comes back, and the notice stays served', async () => {
    const caseId = await decided();
    const decision = await court.compose(caseId, { kind: 'decision' });
    await court.serve(caseId, [decision.id]);
    mail.behave({ kind: 'refuse', code: 550, words: '5.1.1 unknown' });
    await court.send(caseId, mail.url);
    const state = await stateOf(record, caseId);
    expect(state.decisionService).toBeUndefined();
    expect(state.notice?.servedOn).toBeDefined();
    expect(state.failedMethods.decision).toEqual(['electronic']);
    expect(state.stage).toBe('listed');
  });
});

describe('service by post', () => {
  const letterOf = async (duty: string) => {
    const rows = await record.bench.sql<{ id: string; state: string }[]>`
      select id, state from outgoing_post where duty_id = ${duty}`;
    expect(rows).toHaveLength(1);
    return rows[0]?.id ?? '';
  };

  it('queues a letter once, and the duty stays open until somebody has posted it', async () => {
    const { caseId, duty } = await served('registered-post');
    expect(await court.send(caseId, mail.url)).toEqual([{ closed: false, againMs: null }]);
    expect(await court.send(caseId, mail.url)).toEqual([{ closed: false, againMs: null }]);
    const id = await letterOf(duty);
    expect((await proofOf(duty))?.ended_at).toBeNull();
    expect(await markPosted(record.bench.sql, { id, by: 'li', postalNumber: 'RR123456785CN' })).toBe(true);
    expect(await markPosted(record.bench.sql, { id, by: 'li', postalNumber: 'RR999999999CN' })).toBe(false);
    expect(await court.send(caseId, mail.url)).toEqual([{ closed: true, againMs: null }]);
    expect((await proofOf(duty))?.proof).toBe(`post:${id}`);
    await noClockOfTheSubject(caseId);
  });

  it('reopens service when the letter comes back', async () => {
    const { caseId, duty } = await served('registered-post');
    await court.send(caseId, mail.url);
    const id = await letterOf(duty);
    expect(await markReturned(record.bench.sql, { id, by: 'li' })).toBe(false);
    await markPosted(record.bench.sql, { id, by: 'li', postalNumber: 'RR123456785CN' });
    await court.send(caseId, mail.url);
    expect(await markReturned(record.bench.sql, { id, by: 'li' })).toBe(true);
    const letter = await findLetter(record.bench.sql, id);
    if (letter === undefined) throw new Error('no letter');
    expect(
      await failSending(record.bench, {
        commandId: `returned-${id}`,
        caseId,
        what: letter.what,
        sentSeq: letter.sent_seq,
        actor: caseworker,
        reason: 'Returned: moved away',
        evidence: 'e'.repeat(64),
      }),
    ).toMatchObject({ kind: 'ruled' });
    expect(await stateOf(record, caseId)).toMatchObject({
      failedMethods: { notice: ['registered-post'], decision: [] },
    });
  });

  it('takes a letter off the queue when service is proven otherwise', async () => {
    const { caseId, duty } = await served('registered-post');
    await court.send(caseId, mail.url);
    const again = await court.compose(caseId);
    await court.serve(caseId, [again.id], { method: 'in-person' });
    expect(await court.send(caseId, mail.url)).toEqual([{ closed: true, againMs: null }]);
    expect((await findLetter(record.bench.sql, await letterOf(duty)))?.state).toBe('withdrawn');
  });
});
