import { randomUUID } from 'node:crypto';
import type { Sql } from '../client.ts';
import type { What } from '../schema/outgoing.ts';

export type ToPost = {
  readonly dutyId: string;
  readonly caseId: string;
  readonly authorityId: string;
  readonly what: What;
  readonly sentSeq: number;
  readonly documents: readonly string[];
};

export type PostRow = {
  readonly id: string;
  readonly duty_id: string;
  readonly case_id: string;
  readonly what: What;
  readonly sent_seq: number;
  readonly documents: readonly string[];
  readonly state: 'queued' | 'posted' | 'returned' | 'withdrawn';
  readonly postal_number: string | null;
};

/** Puts a letter into the queue of its authority, once; answers where it stands there. */
export async function queueLetter(sql: Sql, letter: ToPost): Promise<PostRow> {
  const { dutyId, caseId, authorityId, what, sentSeq, documents } = letter;
  await sql`
    insert into outgoing_post (id, duty_id, case_id, authority_id, what, sent_seq, documents, state, queued_at)
    values (${randomUUID()}, ${dutyId}, ${caseId}, ${authorityId}, ${what}, ${sentSeq}, ${sql.json([...documents])}, 'queued',
            clock_timestamp())
    on conflict (duty_id) do nothing`;
  const [row] = await sql<PostRow[]>`
    select id, duty_id, case_id, what, sent_seq, documents, state, postal_number from outgoing_post where duty_id = ${dutyId}`;
  if (row === undefined) throw new Error('a queued letter is not in the queue');
  return row;
}

/** Takes a letter off the queue that nobody needs to post any more. */
export async function withdrawLetter(sql: Sql, dutyId: string): Promise<void> {
  await sql`update outgoing_post set state = 'withdrawn' where duty_id = ${dutyId} and state = 'queued'`;
}

/** A letter of the queue. */
export async function findLetter(sql: Sql, id: string): Promise<PostRow | undefined> {
  const [row] = await sql<PostRow[]>`
    select id, duty_id, case_id, what, sent_seq, documents, state, postal_number from outgoing_post where id = ${id}`;
  return row;
}

/** Notes who posted a letter and under which number. Answers whether it still had to be posted. */
export async function markPosted(
  sql: Sql,
  { id, by, postalNumber }: { id: string; by: string; postalNumber: string },
): Promise<boolean> {
  const rows = await sql`
    update outgoing_post set state = 'posted', posted_at = clock_timestamp(), posted_by = ${by}, postal_number = ${postalNumber}
    where id = ${id} and state = 'queued' returning id`;
  return rows.length > 0;
}

/** Notes that a posted letter came back. Answers whether it had been posted and had not come back yet. */
export async function markReturned(sql: Sql, { id, by }: { id: string; by: string }): Promise<boolean> {
  const rows = await sql`
    update outgoing_post set state = 'returned', returned_at = clock_timestamp(), returned_by = ${by}
    where id = ${id} and state = 'posted' returning id`;
  return rows.length > 0;
}
