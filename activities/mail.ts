import { createHash } from 'node:crypto';
import { createTransport } from 'nodemailer';

type Letter = {
  readonly messageId: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly attachments: readonly { readonly filename: string; readonly content: Buffer }[];
};

/** Why a mail could not be given away for now. Nothing of it is the subject's doing. */
export type Trouble =
  | 'connection'
  | 'configuration'
  | 'temporary'
  | 'policy'
  | 'no-address'
  | 'no-mail-server';

type MailResult =
  | { readonly kind: 'accepted'; readonly smtpCode: number | null }
  /** The address does not exist or takes no mail: the only thing that is a failure of service. */
  | { readonly kind: 'refused'; readonly smtpCode: number; readonly statusCode: string | null }
  | {
      readonly kind: 'trouble';
      readonly trouble: Trouble;
      readonly smtpCode: number | null;
      readonly statusCode: string | null;
    };

export type Mailer = {
  readonly messageIdOf: (dutyId: string) => string;
  readonly send: (letter: Letter) => Promise<MailResult>;
  readonly close: () => void;
};

const PATIENCE_MS = 30_000;

/** Mail over SMTP. `url` is smtp:// or smtps://, with user and password if the server wants them. */
export function createMailer({ url, from }: { readonly url: string; readonly from: string }): Mailer {
  const transport = createTransport({
    url,
    connectionTimeout: PATIENCE_MS,
    greetingTimeout: PATIENCE_MS,
    socketTimeout: PATIENCE_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const domain = /@(?<domain>[^\s@>]+)>?\s*$/.exec(from)?.groups?.['domain'] ?? 'localhost';
  return {
    messageIdOf: (dutyId) => messageIdOf(dutyId, domain),
    send: async ({ messageId, to, subject, text, attachments }) => {
      try {
        const sent = await transport.sendMail({
          from,
          to,
          subject,
          text,
          messageId,
          attachments: attachments.map(({ filename, content }) => ({
            filename,
            content,
            contentType: 'application/pdf',
          })),
          headers: { 'Auto-Submitted': 'auto-generated' },
          // A report of failure names the mail by this, and does not carry it back.
          dsn: {
            id: envelopeIdOf(messageId),
            return: 'headers',
            notify: ['failure', 'delay'],
            recipient: `rfc822;${to}`,
          },
        });
        return { kind: 'accepted', smtpCode: codeIn(sent.response) };
      } catch (error) {
        return resultOf(error);
      }
    },
    close: () => transport.close(),
  };
}

/** The Message-ID of a duty's mail: always the same, so that whoever gets it twice can tell. */
export function messageIdOf(dutyId: string, domain: string): string {
  return `<${createHash('sha256').update(`mail/${dutyId}`).digest('hex').slice(0, 32)}@${domain}>`;
}

/** The part of a Message-ID that goes with the envelope. */
function envelopeIdOf(messageId: string): string {
  return messageId.replace(/^</, '').replace(/@.*$/s, '');
}

const STATUS = /\b(?<status>[245]\.\d{1,3}\.\d{1,3})\b/;
/** Plain codes that can only be about the recipient's mailbox, when no enhanced code says more. */
const ABOUT_THE_MAILBOX: readonly number[] = [550, 551, 553, 556];
const ADDRESS_OR_MAILBOX = /^5\.[12]\./;

/** Tells a refusal of the recipient's side from a trouble of ours, by RFC 5321 and RFC 3463. */
function resultOf(error: unknown): MailResult {
  const found = failureOf(error);
  const { code, command, smtpCode } = found;
  const statusCode = STATUS.exec(found.response)?.groups?.['status'] ?? null;
  const trouble = (kind: Trouble): MailResult => ({ kind: 'trouble', trouble: kind, smtpCode, statusCode });
  if (code === 'EAUTH' || code === 'ENOAUTH') return trouble('configuration');
  if (smtpCode === null) return trouble('connection');
  if (smtpCode < 500) return trouble('temporary');
  const aboutRecipient = command === 'RCPT TO' || command === 'DATA';
  if (!aboutRecipient) return trouble('configuration');
  const forGood =
    statusCode === null ? ABOUT_THE_MAILBOX.includes(smtpCode) : ADDRESS_OR_MAILBOX.test(statusCode);
  return forGood ? { kind: 'refused', smtpCode, statusCode } : trouble('policy');
}

type Failure = {
  readonly code: string;
  readonly command: string;
  readonly smtpCode: number | null;
  readonly response: string;
};

function failureOf(error: unknown): Failure {
  const text = (name: string): string => {
    const value: unknown = error instanceof Object ? Reflect.get(error, name) : undefined;
    return typeof value === 'string' ? value : '';
  };
  const smtpCode: unknown = error instanceof Object ? Reflect.get(error, 'responseCode') : undefined;
  return {
    code: text('code'),
    command: text('command'),
    smtpCode: typeof smtpCode === 'number' ? smtpCode : null,
    response: text('response'),
  };
}

function codeIn(response: string): number | null {
  const code = Number.parseInt(response.slice(0, 3), 10);
  return Number.isNaN(code) ? null : code;
}
