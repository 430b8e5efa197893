import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createMailer, type Mailer } from '../../activities/mail.ts';
import { startMailSink, type MailSink } from '../../cli/play/mail-sink.ts';

describe('the mail server of a stack that is there for playing', () => {
  let sink: MailSink;
  let mailer: Mailer;
  beforeEach(async () => {
    sink = await startMailSink();
    mailer = createMailer({ url: sink.url, from: 'amends@localhost' });
  });
  afterEach(async () => {
    mailer.close();
    await sink.close();
  });

  const send = (to: string) =>
    mailer.send({
      messageId: mailer.messageIdOf('duty-1'),
      to,
      subject: 'A notice',
      text: 'A line.\n.\n..and one with dots.\n',
      attachments: [{ filename: 'notice.pdf', content: Buffer.alloc(200_000, 7) }],
    });

  it('takes mail to everybody, one after the other', async () => {
    expect(await send('office@example.org')).toMatchObject({ kind: 'accepted' });
    expect(await send('office@example.org')).toMatchObject({ kind: 'accepted' });
  });

  it('refuses mail to a mailbox that nobody can have', async () => {
    expect(await send('office@nowhere.invalid')).toMatchObject({
      kind: 'refused',
      smtpCode: 550,
      statusCode: '5.1.1',
    });
  });
});
