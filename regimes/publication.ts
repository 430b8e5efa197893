import { createHash, createPublicKey, sign, verify, type KeyObject } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { canonicalJson } from '../domain/evidence/canonical-json.ts';
import { firstDifference } from '../domain/regime/difference.ts';
import type { PackFile, PackProblem } from './pack-file.ts';

/** The seal of a published pack, next to it. `content` is kept so that a later change can be shown, not only known. */
const seal = z.strictObject({
  regime: z.string(),
  version: z.string(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  on: z.string().regex(/^\d{4}-\d{2}-\d{2}$/),
  key: z.string(),
  signature: z.string(),
  content: z.unknown(),
});
export type Seal = z.output<typeof seal>;

/** The hash of a pack's content: SHA-256 over the canonical JSON of the data as written. */
export function contentHash(written: unknown): string {
  return createHash('sha256').update(canonicalJson(written)).digest('hex');
}

/** A short name for a key, by its public half: the first 16 hexadecimal digits of its SHA-256. */
export function keyName(key: KeyObject): string {
  const half = key.type === 'private' ? createPublicKey(key) : key;
  const der = half.export({ format: 'der', type: 'spki' });
  return createHash('sha256').update(der).digest('hex').slice(0, 16);
}

/** What is signed: everything in the seal but the signature and the content, for which the hash stands. */
function statement({ regime, version, sha256, on, key }: Omit<Seal, 'signature' | 'content'>): Buffer {
  return Buffer.from(canonicalJson({ regime, version, sha256, on, key }));
}

/** Seals a pack with the repository's key. */
export function sealPack({ pack, written }: PackFile, on: string, key: KeyObject): Seal {
  const stated = {
    regime: pack.regime,
    version: pack.version,
    sha256: contentHash(written),
    on,
    key: keyName(key),
  };
  const signature = sign(null, statement(stated), key).toString('base64');
  return { ...stated, signature, content: written };
}

/** Where the seal of the pack in `file` is kept. */
export function sealFile(file: string): string {
  return join(dirname(file), 'published.json');
}

export type ReadSeal =
  | { readonly kind: 'draft' }
  | { readonly kind: 'sealed'; readonly seal: Seal }
  | { readonly kind: 'broken'; readonly problem: PackProblem };

/** Reads the seal of a pack, if it is published, and proves it: the signature, and that the content is the same. */
export function readSeal(read: PackFile, keys: readonly KeyObject[]): ReadSeal {
  const file = sealFile(read.file);
  if (!existsSync(file)) return { kind: 'draft' };
  const broken = (rule: string, message: string, where = file, line = 1): ReadSeal => ({
    kind: 'broken',
    problem: { file: where, line, rule, message },
  });
  const parsed = parseSeal(readFileSync(file, 'utf8'));
  if (parsed === undefined) return broken('published', 'is not a seal of a published pack');
  const { regime, version } = read.pack;
  if (parsed.regime !== regime || parsed.version !== version)
    return broken('published', `seals ${parsed.regime}@${parsed.version}, not ${regime}@${version}`);
  const hash = contentHash(read.written);
  if (hash !== parsed.sha256) {
    const path = firstDifference(parsed.content, read.written) ?? [];
    const message = `${path.join('.') || 'the pack'} was changed after publication on ${parsed.on}; a published pack is immutable: make a new version`;
    return broken('published', message, read.file, read.lineOf(path));
  }
  const key = keys.find((each) => keyName(each) === parsed.key);
  if (key === undefined)
    return broken('signature', `is signed with the key ${parsed.key}, which is not trusted here`);
  if (!verify(null, statement(parsed), key, Buffer.from(parsed.signature, 'base64')))
    return broken('signature', 'the signature does not hold');
  return { kind: 'sealed', seal: parsed };
}

function parseSeal(text: string): Seal | undefined {
  try {
    const json: unknown = JSON.parse(text);
    return seal.safeParse(json).data;
  } catch {
    return undefined;
  }
}
