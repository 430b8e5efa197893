import { createHash } from 'node:crypto';
import { canonicalJson } from './canonical-json.ts';

/** One link of a case's record, as it is hashed: everything that is stored of it, and the link before. */
export type Link = {
  readonly caseId: string;
  readonly seq: number;
  readonly type: string;
  readonly at: string;
  readonly recordedAt: string;
  readonly actor: string;
  readonly commandId: string;
  readonly payload: unknown;
};

/** The hash before the first event of any case. */
export const origin: Buffer = Buffer.alloc(32);

/** SHA-256 over the previous hash and the canonical JSON (RFC 8785) of the link. */
export function linkHash(previous: Uint8Array, link: Link): Buffer {
  return createHash('sha256').update(previous).update(canonicalJson(link)).digest();
}
