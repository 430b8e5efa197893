import { createPrivateKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import colors from 'picocolors';
import { publishedFolder, trustedKeys } from '../../regimes/load-packs.ts';
import { readPackFile } from '../../regimes/pack-file.ts';
import { keyName, sealFile, sealPack } from '../../regimes/publication.ts';
import { loadOrComplain, packNamed } from './load.ts';

export type PublishOptions = { readonly key?: string; readonly on: string; readonly all?: boolean };

/** The environment variable that may hold the signing key itself, in PEM. */
const KEY_VARIABLE = 'AMENDS_REGIME_KEY';

/** Fixes the content of packs for ever: seals each with the repository's key. A published pack is left as it is. */
export function publish(names: readonly string[], options: PublishOptions): void {
  const catalogue = loadOrComplain();
  if (catalogue === undefined) return;
  const wanted = options.all ? catalogue.all.map(({ id }) => id) : names;
  const key = signingKey(options.key);
  if (typeof key === 'string') {
    complain(key);
    return;
  }
  if (!trustedKeys().some((each) => keyName(each) === keyName(key))) {
    complain(
      `The key ${keyName(key)} is not among the trusted ones in ${join(publishedFolder(), 'signing-keys')}.`,
    );
    return;
  }
  for (const name of wanted) {
    const found = name.includes('@') ? packNamed(catalogue, name, options.on) : `Name a version: ${name}@...`;
    if (typeof found === 'string') {
      complain(found);
      continue;
    }
    if (found.published) {
      process.stdout.write(`${found.id} was published on ${found.published.on}\n`);
      continue;
    }
    const file = resolve(found.file);
    const result = readPackFile(file);
    if (result.kind === 'broken') continue;
    const seal = sealPack(result.read, options.on, key);
    writeFileSync(sealFile(file), `${JSON.stringify(seal, null, 2)}\n`);
    process.stdout.write(`${colors.green('published')} ${found.id} ${colors.dim(seal.sha256)}\n`);
  }
}

/** Makes a key pair: the public half is trusted from then on, the private half goes to a file outside the repository. */
export function makeKey(to: string): void {
  if (existsSync(to)) {
    complain(`${to} is there already.`);
    return;
  }
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  writeFileSync(to, privateKey.export({ format: 'pem', type: 'pkcs8' }), { mode: 0o600 });
  const folder = join(publishedFolder(), 'signing-keys');
  mkdirSync(folder, { recursive: true });
  const trusted = join(folder, `${keyName(publicKey)}.pem`);
  writeFileSync(trusted, publicKey.export({ format: 'pem', type: 'spki' }));
  process.stdout.write(`private key: ${to} (keep it secret)\npublic key, now trusted: ${trusted}\n`);
}

function signingKey(path: string | undefined): KeyObject | string {
  const inFile = path !== undefined && existsSync(path) ? readFileSync(path, 'utf8') : undefined;
  const pem = path === undefined ? process.env[KEY_VARIABLE] || undefined : inFile;
  if (pem === undefined)
    return path === undefined
      ? `Give the signing key with --key FILE or in ${KEY_VARIABLE}; "amends regimes make-key FILE" makes one.`
      : `There is no key in ${path}.`;
  try {
    const key = createPrivateKey(pem);
    return key.asymmetricKeyType === 'ed25519' ? key : 'The signing key must be an Ed25519 key.';
  } catch {
    return 'The signing key is not a private key in PEM.';
  }
}

function complain(message: string): void {
  process.stderr.write(`${message}\n`);
  process.exitCode = 1;
}
