import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { waitFor } from '../../cli/stack/wait.ts';
import { messageIdOf } from '../../activities/mail.ts';
import { markPosted } from '../../db/commands/outgoing-post.ts';
import { openRecord } from '../db/open-record.ts';
import { carriedOn, type Carried } from '../workflows/carried.ts';
import { startMailServer, type MailServer } from './mail-server.ts';
import { mailbox, servingOn, type ServedCase } from './served-case.ts';

let carried: Carried;
let court: ServedCase;
let mail: MailServer;

beforeAll(async () => {
  mail = await startMailServer();
  carried = await carriedOn(await openRecord('documents-engine'));
  court = servingOn(carried);
  await carried.env.startWorkerProcess({
    AMENDS_SMTP_URL: mail.url,
    AMENDS_MAIL_FROM: 'Authority <post@hz.example>',
    AMENDS_MAIL_RETRY_SECONDS: '1',
  });
});
afterAll(async () => {
  await carried.dispose();
  await mail.close();
});

const noticeServed = async (caseId: string, method: string): Promise<string> => {
  await court.determined(caseId);
  const { id } = await court.compose(caseId, { lang: 'zh' });
  const result = await court.serve(caseId, [id], { method });
  if (result.kind !== 'ruled') throw new Error(JSON.stringify(result));
  await carried.wake(caseId);
  const [duty] = await carried.bench.sql<{ id: string }[]>`select id from duty where case_id = ${caseId}`;
  return duty?.id ?? '';
};
const received = (count: number) =>
  waitFor(async () => (mail.received.length >= count ? true : undefined), {
    expected: `${count} mails did not come`,
    limitMs: 30_000,
  });

describe('service, carried by the engine', () => {
  it('mails the notice, closes its duty with the proof, and no clock of the subject runs', async () => {
    const duty = await noticeServed('mailed', 'electronic');
    const state = await carried.until('mailed', ({ duties }) => Object.keys(duties).length === 0, 'sent');
    expect(mail.received.map(({ messageId }) => messageId)).toEqual([messageIdOf(duty, 'hz.example')]);
    expect(Object.values(state.clocks).map(({ rule, against }) => [rule, against])).toEqual([
      ['determination.decide', 'authority'],
    ]);
    expect(state.stage).toBe('notice');
  });

  it('tries again by itself where the mail did not go, and goes on with the case meanwhile', async () => {
    mail.behave({ kind: 'refuse', code: 451, words: '4.3.0 not now' });
    await noticeServed('delayed', 'electronic');
    await waitFor(
      async () => {
        const [row] = await carried.bench
          .sql`select attempts from outgoing_mail where case_id = 'delayed' and attempts > 1`;
        return row;
      },
      { expected: 'it was not tried again', limitMs: 30_000 },
    );
    await carried.readByEngine('delayed');
    mail.behave({ kind: 'accept' });
    await received(2);
    await carried.until('delayed', ({ duties }) => Object.keys(duties).length === 0, 'sent');
  });

  it('reopens service when the address does not exist', async () => {
    mail.behave({ kind: 'refuse', code: 550, words: `5.1.1 <${mailbox}> unknown` });
    await noticeServed('refused', 'electronic');
    const state = await carried.until('refused', ({ notice }) => notice === undefined, 'reopened');
    expect(state).toMatchObject({
      stage: 'notice',
      failedMethods: { notice: ['electronic'], decision: [] },
      duties: {},
    });
    mail.behave({ kind: 'accept' });
  });

  it('waits for somebody to post a letter, without asking again and again', async () => {
    const duty = await noticeServed('posted', 'registered-post');
    const letter = await waitFor(
      async () => {
        const [row] = await carried.bench.sql<
          { id: string }[]
        >`select id from outgoing_post where duty_id = ${duty}`;
        return row;
      },
      { expected: 'the letter was not queued', limitMs: 30_000 },
    );
    await carried.readByEngine('posted');
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    const before = (await carried.workflow('posted')).historyLength;
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    expect((await carried.workflow('posted')).historyLength).toBe(before);
    await markPosted(carried.bench.sql, { id: letter.id, by: 'li', postalNumber: 'RR123456785CN' });
    await carried.wake('posted');
    await carried.until('posted', ({ duties }) => Object.keys(duties).length === 0, 'posted');
  });

  it('puts nothing personal into the engine', async () => {
    for (const caseId of ['mailed', 'refused', 'posted']) {
      const history = JSON.stringify(
        await carried.client.workflow.getHandle(`case/${caseId}`).fetchHistory(),
      );
      const payloads = [...history.matchAll(/"data":"([^"]*)"/g)].map(([, data]) =>
        Buffer.from(data ?? '', 'base64').toString(),
      );
      expect(`${history} ${payloads.join(' ')}`).not.toMatch(/acme|Acme|Gongshu/);
    }
  });
});
