import { createCipheriv, createDecipheriv, createHash, randomBytes, randomUUID } from 'node:crypto';
import type { TextRef } from '../domain/case/state.ts';

/**
 * Personal data and documents are sealed with AES-256-GCM under a key of their case; the case's key is sealed under the
 * deployment's master key. Destroying one row of `case_key` erases the person, and leaves the chain of events valid.
 */
const ALGORITHM = 'aes-256-gcm';
const IV_BYTES = 12;
const TAG_BYTES = 16;

export type Sealed = { readonly id: string; readonly sealed: Buffer };

/** Seals with a fresh nonce: the nonce, the authentication tag, the cipher text. */
export function seal(key: Buffer, plain: string | Buffer): Buffer {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv(ALGORITHM, key, iv);
  const body = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), body]);
}

/** Opens what `seal` made. Throws when the key is another, or a byte was changed. */
export function open(key: Buffer, sealed: Buffer): Buffer {
  const decipher = createDecipheriv(ALGORITHM, key, sealed.subarray(0, IV_BYTES));
  decipher.setAuthTag(sealed.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
  return Buffer.concat([decipher.update(sealed.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]);
}

/** Turns the texts of one command into references, and keeps what has to be stored. */
export class Sealer {
  readonly texts: Sealed[] = [];
  readonly #key: Buffer;

  constructor(key: Buffer) {
    this.#key = key;
  }

  text = (plain: string): TextRef => {
    const id = randomUUID();
    const sealed = seal(this.#key, plain);
    this.texts.push({ id, sealed });
    return { id, digest: createHash('sha256').update(sealed).digest('hex') };
  };
}

/** The master key as the environment gives it: 32 bytes in base64. */
export function masterKey(base64: string): Buffer {
  const key = Buffer.from(base64, 'base64');
  if (key.length !== 32) throw new Error('AMENDS_MASTER_KEY must be 32 bytes in base64');
  return key;
}
