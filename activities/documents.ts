import { createHash } from 'node:crypto';
import { closeSending } from '../db/commands/close-sending.ts';
import { failSending } from '../db/commands/fail-sending.ts';
import { logAccess } from '../db/commands/log-access.ts';
import { claimMail, mailAccepted, mailFailed, mailWaits, type Codes } from '../db/commands/outgoing-mail.ts';
import { withdrawLetter } from '../db/commands/outgoing-post.ts';
import type { Bench } from '../db/commands/rule.ts';
import { basisDigest } from '../db/commands/serve-document.ts';
import type { Database } from '../db/client.ts';
import { openDocument, type OpenedDocument } from '../db/queries/documents.ts';
import { readSubject } from '../db/queries/personal-data.ts';
import { findSending, type Sending } from '../db/queries/sendings.ts';
import { reachedAt } from '../db/subject-address.ts';
import { composedIn } from '../documents/office.ts';
import { renderText } from '../documents/render-text.ts';
import type { ServeInput, Served } from '../workflows/contract/standing.ts';
import type { Mailer, Trouble } from './mail.ts';
import { postLetter } from './post.ts';

export type ServiceActivities = ReturnType<typeof createServiceActivities>;

type Equipment = {
  readonly bench: Bench;
  readonly db: Database;
  /** Null where the deployment has no mail server: what is to be mailed then waits, and shows as waiting. */
  readonly mailer: Mailer | null;
  /** Whether cases in virtual time send real mail and letters. */
  readonly sandboxSends: boolean;
  readonly firstRetryMs?: number;
  readonly leaseMs?: number;
};

const FIRST_RETRY_MS = 60_000;
const LONGEST_RETRY_MS = 3_600_000;
/** Longer than one attempt may take, so that two never send the same mail at once. */
const LEASE_MS = 180_000;
const DONE: Served = { closed: true, againMs: null };

/** The sending of notices and decisions. A duty is closed with its proof once it is done, and never before. */
export function createServiceActivities(equipment: Equipment) {
  const { bench, db, mailer, sandboxSends } = equipment;
  const { firstRetryMs = FIRST_RETRY_MS, leaseMs = LEASE_MS } = equipment;

  const close = async ({ state, duty }: Sending, proof: string, now: string): Promise<Served> => {
    const result = await closeSending(bench, {
      caseId: state.caseId,
      dutyId: duty.id,
      proof,
      workflowTime: now,
    });
    if (result.kind !== 'ruled') throw new Error(`${duty.id} was not closed: ${result.kind}`);
    return DONE;
  };

  /** Service is open again. Where the case does not wait for this sending any more, its duty is just over. */
  const fail = async (sending: Sending, reason: string, now: string): Promise<Served> => {
    const { state, duty, what, seq } = sending;
    const result = await failSending(bench, {
      commandId: `service-failed/${duty.id}`,
      caseId: state.caseId,
      what,
      sentSeq: seq,
      actor: { kind: 'engine' },
      reason,
      evidence: createHash('sha256').update(`${duty.id} ${reason}`).digest('hex'),
      workflowTime: now,
    });
    return result.kind === 'ruled' ? DONE : close(sending, 'failed', now);
  };

  const mail = async (sending: Sending, mailing: Mailing, now: string): Promise<Served> => {
    const { state, duty, what, seq } = sending;
    const { documents, to } = mailing;
    const messageId = mailer?.messageIdOf(duty.id) ?? `<unsent.${duty.id}@localhost>`;
    const claim = await claimMail(
      bench.sql,
      { dutyId: duty.id, caseId: state.caseId, what, sentSeq: seq, messageId },
      leaseMs,
    );
    if (claim.kind === 'sent') return close(sending, `smtp:${messageId}`, now);
    if (claim.kind === 'failed' || claim.kind === 'bounced')
      return fail(sending, 'The mail was refused.', now);
    if (claim.kind === 'later') return { closed: false, againMs: claim.inMs };

    const wait = async (trouble: Trouble, codes: Codes): Promise<Served> => {
      const inMs = Math.min(firstRetryMs * 2 ** (claim.attempts - 1), LONGEST_RETRY_MS);
      await mailWaits(bench.sql, duty.id, { ...codes, inMs, trouble });
      return { closed: false, againMs: inMs };
    };
    const none = { smtpCode: null, statusCode: null };
    if (mailer === null) return wait('no-mail-server', none);
    if (to === null) return wait('no-address', none);
    const [first] = documents;
    const result = await mailer.send({
      messageId,
      to,
      subject: `${first?.title ?? ''} · ${state.caseId}`,
      text: documents.map((each) => renderText(composedIn(each))).join(`\n${'_'.repeat(72)}\n\n`),
      attachments: documents.map(({ kind, printed }) => ({
        filename: `${kind}-${state.caseId}.pdf`,
        content: printed,
      })),
    });
    switch (result.kind) {
      case 'accepted':
        await mailAccepted(bench.sql, duty.id, result.smtpCode);
        return close(sending, `smtp:${messageId}`, now);
      case 'refused':
        await mailFailed(bench.sql, duty.id, result);
        return fail(
          sending,
          `The mail was refused: ${result.smtpCode} ${result.statusCode ?? ''}`.trim(),
          now,
        );
      case 'trouble':
        return wait(result.trouble, result);
    }
  };

  return {
    /**
     * Performs one duty of service. May run again at any point: what was sent is not sent twice, as far as anybody can
     * tell, and sending starts no clock.
     */
    async serve({ caseId, dutyId, now }: ServeInput): Promise<Served> {
      const sending = await findSending(bench.sql, { caseId, dutyId });
      if (sending === undefined) return DONE;
      const { state, duty, standing } = sending;
      if (standing !== 'open') {
        await withdrawLetter(bench.sql, duty.id);
        return close(sending, standing, now);
      }
      if (sending.sandbox && !sandboxSends) return close(sending, 'sandbox', now);

      const found = await Promise.all(
        sending.documents.map((id) => openDocument(db, bench.masterKey, { caseId, id })),
      );
      if (found.includes(null)) return close(sending, 'erased', now);
      const documents = found.filter((each) => each !== undefined && each !== null);
      // Of a case that is only played, what was never composed cannot be sent, and nobody waits for it.
      if (sending.sandbox && documents.length < sending.documents.length)
        return close(sending, 'sandbox', now);
      const wrong = notSendable(sending, documents);
      if (wrong !== null) return fail(sending, wrong, now);

      await Promise.all(
        ['subject', ...sending.documents].map((what) =>
          logAccess(db, { caseId, actor: 'engine', purpose: 'service', what }),
        ),
      );
      if (duty.method === 'post') {
        const letter = await postLetter(bench, sending);
        return letter.kind === 'posted'
          ? close(sending, letter.proof, now)
          : { closed: false, againMs: null };
      }
      const subject = await readSubject(db, bench.masterKey, state.caseId);
      return mail(sending, { documents, to: reachedAt(subject).mailbox }, now);
    },
  };
}

type Mailing = { readonly documents: readonly OpenedDocument[]; readonly to: string | null };

/**
 * The last look before something leaves the house: it was composed and checked here, says all that it must, and says
 * what the case says. Null where nothing is wrong.
 */
function notSendable({ state, documents }: Sending, found: readonly OpenedDocument[]): string | null {
  if (found.length < documents.length)
    return 'The document was not composed here, so that nobody has checked what it says.';
  const lacking = found.flatMap(({ missing, gaps }) => [...missing.map(({ id }) => id), ...gaps]);
  if (lacking.length > 0) return `The document does not say: ${lacking.join(', ')}.`;
  return found.every((each) => each.basis === basisDigest(state, each.kind))
    ? null
    : 'The case has changed since the document was composed.';
}
