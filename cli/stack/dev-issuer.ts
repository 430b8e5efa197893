import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { exportJWK, generateKeyPair, importJWK, SignJWT } from 'jose';
import { z } from 'zod';
import type { Role } from '../../domain/regime/pack.ts';
import { readState, writeState } from './state-file.ts';

/** The `iss` of tokens made here. No production deployment should trust it. */
export const DEVELOPMENT_ISSUER = 'urn:amends:development-issuer';
export const DEFAULT_AUDIENCE = 'amends';
const ALGORITHM = 'EdDSA';

export type TokenClaims = {
  readonly roles: readonly Role[];
  /** The authority that the person acts for. */
  readonly authority?: string;
  /** Who the person is; by default a name made from the first role. */
  readonly subject?: string;
  /** The one case a subject may see. */
  readonly case?: string;
  /** The body a recipient acts for. */
  readonly recipient?: string;
  /** Whom a deputy stands in for. */
  readonly onBehalfOf?: string;
  /** Such as `8h`. */
  readonly ttl?: string;
};

const privateJwk = z.object({
  kty: z.literal('OKP'),
  crv: z.literal('Ed25519'),
  x: z.string(),
  d: z.string(),
  kid: z.string(),
});
type PrivateJwk = Readonly<z.infer<typeof privateJwk>>;

const files = (stateDir: string) => {
  const folder = join(stateDir, 'issuer');
  return { folder, key: join(folder, 'key.json'), jwks: join(folder, 'jwks.json') };
};

/** The key of this stack's development issuer, made when it is first asked for. */
const loadKey = async (stateDir: string): Promise<PrivateJwk> => {
  const { folder, key, jwks } = files(stateDir);
  const known = readState(key, privateJwk);
  if (known !== undefined && existsSync(jwks)) return known;
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const made = known ?? (await makeKey());
  writeState(key, made);
  const { d: _, ...publicJwk } = made;
  writeState(jwks, { keys: [{ ...publicJwk, use: 'sig', alg: ALGORITHM }] });
  return made;
};

const makeKey = async (): Promise<PrivateJwk> => {
  const { privateKey } = await generateKeyPair(ALGORITHM, { extractable: true });
  return privateJwk.parse({ ...(await exportJWK(privateKey)), kid: `development-${Date.now()}` });
};

/** Where the development issuer's public keys are, as AMENDS_JWKS takes it. */
export const ensureIssuer = async (stateDir: string): Promise<string> => {
  await loadKey(stateDir);
  return pathToFileURL(files(stateDir).jwks).href;
};

/** Signs a bearer token with the development issuer of the stack in `stateDir`. */
export const mintToken = async (stateDir: string, claims: TokenClaims): Promise<string> => {
  const jwk = await loadKey(stateDir);
  const payload = {
    roles: [...claims.roles],
    ...(claims.authority === undefined ? {} : { authority: claims.authority }),
    ...(claims.case === undefined ? {} : { case: claims.case }),
    ...(claims.recipient === undefined ? {} : { recipient: claims.recipient }),
    ...(claims.onBehalfOf === undefined ? {} : { on_behalf_of: claims.onBehalfOf }),
  };
  return new SignJWT(payload)
    .setProtectedHeader({ alg: ALGORITHM, kid: jwk.kid, typ: 'JWT' })
    .setIssuer(DEVELOPMENT_ISSUER)
    .setAudience(DEFAULT_AUDIENCE)
    .setSubject(claims.subject ?? `officer-${claims.roles[0] ?? 'nobody'}`)
    .setIssuedAt()
    .setExpirationTime(claims.ttl ?? '8h')
    .sign(await importJWK(jwk, ALGORITHM));
};
