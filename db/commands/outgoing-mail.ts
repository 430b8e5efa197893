import type { Sql } from '../client.ts';
import type { What } from '../schema/outgoing.ts';

export type MailRow = {
  readonly duty_id: string;
  readonly case_id: string;
  readonly what: What;
  readonly sent_seq: number;
  readonly message_id: string;
  readonly state: 'sending' | 'waiting' | 'sent' | 'failed' | 'bounced';
  readonly attempts: number;
  readonly again_at: Date | null;
};

export type ToMail = {
  readonly dutyId: string;
  readonly caseId: string;
  readonly what: What;
  readonly sentSeq: number;
  readonly messageId: string;
};

export type Claim =
  /** It is ours to send. More attempts than one: an earlier one may have arrived, so the Message-ID stays the same. */
  | { readonly kind: 'claimed'; readonly attempts: number }
  | { readonly kind: 'sent' }
  | { readonly kind: 'failed' }
  | { readonly kind: 'bounced' }
  /** Somebody is sending it, or it is not time to try again. */
  | { readonly kind: 'later'; readonly inMs: number };

/**
 * Claims a mail before it is sent. What was sent is never claimed again; what was interrupted is, once the lease is
 * over, because a mail that was perhaps not sent must be sent.
 */
export async function claimMail(sql: Sql, mail: ToMail, leaseMs: number): Promise<Claim> {
  const { dutyId, caseId, what, sentSeq, messageId } = mail;
  const lease = sql`${leaseMs} * interval '1 millisecond'`;
  const [claimed] = await sql<{ attempts: number }[]>`
    insert into outgoing_mail (duty_id, case_id, what, sent_seq, message_id, state, attempts, tried_at)
    values (${dutyId}, ${caseId}, ${what}, ${sentSeq}, ${messageId}, 'sending', 1, clock_timestamp())
    on conflict (duty_id) do update
      set state = 'sending', attempts = outgoing_mail.attempts + 1, tried_at = clock_timestamp(), again_at = null
      where (outgoing_mail.state = 'waiting' and outgoing_mail.again_at <= clock_timestamp())
         or (outgoing_mail.state = 'sending' and outgoing_mail.tried_at < clock_timestamp() - ${lease})
    returning attempts`;
  if (claimed) return { kind: 'claimed', attempts: claimed.attempts };
  const [row] = await sql<{ state: MailRow['state']; ms: number }[]>`
    select state, extract(epoch from coalesce(again_at, tried_at + ${lease}) - clock_timestamp())::float8 * 1000 as ms
    from outgoing_mail where duty_id = ${dutyId}`;
  if (row === undefined) return { kind: 'later', inMs: leaseMs };
  if (row.state === 'sending' || row.state === 'waiting')
    return { kind: 'later', inMs: Math.max(Math.ceil(row.ms), 1) };
  return { kind: row.state };
}

export type Codes = { readonly smtpCode: number | null; readonly statusCode: string | null };

/** The mail was accepted for delivery. */
export async function mailAccepted(sql: Sql, dutyId: string, smtpCode: number | null): Promise<void> {
  await sql`update outgoing_mail set state = 'sent', accepted_at = clock_timestamp(), smtp_code = ${smtpCode},
              status_code = null, trouble = null
            where duty_id = ${dutyId} and state = 'sending'`;
}

/** The mail could not be given away for now, for a reason of ours or a passing one. */
export async function mailWaits(
  sql: Sql,
  dutyId: string,
  { inMs, trouble, smtpCode, statusCode }: Codes & { readonly inMs: number; readonly trouble: string },
): Promise<void> {
  await sql`update outgoing_mail set state = 'waiting', again_at = clock_timestamp() + ${inMs} * interval '1 millisecond',
              trouble = ${trouble}, smtp_code = ${smtpCode}, status_code = ${statusCode}
            where duty_id = ${dutyId} and state = 'sending'`;
}

/** The mail was refused for good. */
export async function mailFailed(sql: Sql, dutyId: string, { smtpCode, statusCode }: Codes): Promise<void> {
  await sql`update outgoing_mail set state = 'failed', smtp_code = ${smtpCode}, status_code = ${statusCode},
              trouble = null
            where duty_id = ${dutyId} and state = 'sending'`;
}

/**
 * The mail came back after it had been accepted: known by the id of its envelope, or by its Message-ID. Answers which it
 * was; undefined for one that was not sent from here.
 */
export async function mailBounced(
  sql: Sql,
  bounce: {
    readonly envelopeId: string | null;
    readonly messageId: string | null;
    readonly statusCode: string | null;
  },
): Promise<MailRow | undefined> {
  const { envelopeId, messageId, statusCode } = bounce;
  const [row] = await sql<MailRow[]>`
    update outgoing_mail set state = 'bounced', bounced_at = coalesce(bounced_at, clock_timestamp()), again_at = null,
      status_code = ${statusCode}
    where message_id = ${messageId} or starts_with(message_id, '<' || ${envelopeId} || '@')
    returning duty_id, case_id, what, sent_seq, message_id, state, attempts, again_at`;
  return row;
}
