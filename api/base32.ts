const ALPHABET = 'abcdefghijklmnopqrstuvwxyz234567';
const LENGTH = 20;

/** Twenty characters that name what a digest is of: letters and digits, fit for addresses and ids. */
export function base32(digest: Uint8Array): string {
  return [...digest.subarray(0, LENGTH)].map((byte) => ALPHABET[byte & 31]).join('');
}
