import { simpleParser } from 'mailparser';

/** What a report of non-delivery (RFC 3464) says. */
export type BounceReport = {
  /** By what the mail is known: the id of its envelope, or its Message-ID. */
  readonly envelopeId: string | null;
  readonly messageId: string | null;
  /** Only `failed` is final. */
  readonly action: string;
  readonly statusCode: string | null;
};

const MESSAGE_ID = /^message-id:\s*(?<id><[^>\s]+>)/im;

/** Reads a report of non-delivery; undefined for a message that is none. */
export async function readBounceReport(raw: string): Promise<BounceReport | undefined> {
  const mail = await simpleParser(raw, { keepDeliveryStatus: true });
  const status = mail.attachments.find(({ contentType }) => contentType === 'message/delivery-status');
  if (status === undefined) return undefined;
  const fields = fieldsOf(status.content.toString());
  const returned = mail.attachments.find(
    ({ contentType }) => contentType === 'message/rfc822' || contentType === 'text/rfc822-headers',
  );
  return {
    envelopeId: fields.get('original-envelope-id') ?? null,
    messageId: MESSAGE_ID.exec(returned?.content.toString() ?? '')?.groups?.['id'] ?? null,
    action: (fields.get('action') ?? '').toLowerCase(),
    statusCode: /^[245]\.\d{1,3}\.\d{1,3}/.exec(fields.get('status') ?? '')?.[0] ?? null,
  };
}

function fieldsOf(text: string): Map<string, string> {
  const unfolded = text.replaceAll(/\r?\n[ \t]+/g, ' ');
  return new Map(
    unfolded.split(/\r?\n/).flatMap((line): [string, string][] => {
      const colon = line.indexOf(':');
      return colon < 0 ? [] : [[line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim()]];
    }),
  );
}
