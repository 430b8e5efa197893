import type { Bench } from '../db/commands/rule.ts';
import { queueLetter } from '../db/commands/outgoing-post.ts';
import type { Sending } from '../db/queries/sendings.ts';

/** How a letter stands: still to be posted by somebody, or posted, with the queue's id as the proof. */
export type PostResult = { readonly kind: 'waits' } | { readonly kind: 'posted'; readonly proof: string };

/** Puts a letter into the outgoing post, once, and tells whether it has been posted. */
export async function postLetter(bench: Bench, sending: Sending): Promise<PostResult> {
  const { state, duty, what, seq, documents } = sending;
  const letter = await queueLetter(bench.sql, {
    dutyId: duty.id,
    caseId: state.caseId,
    authorityId: state.authority.id,
    what,
    sentSeq: seq,
    documents,
  });
  return letter.state === 'queued' ? { kind: 'waits' } : { kind: 'posted', proof: `post:${letter.id}` };
}
