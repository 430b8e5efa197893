import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { createLocalJWKSet, createRemoteJWKSet, errors, jwtVerify, type JWTVerifyGetKey } from 'jose';
import { z } from 'zod';
import { roles, type Role } from '../domain/regime/pack.ts';
import type { Person } from './actor.ts';
import { Problem } from './problems.ts';

/** Answers the person a token speaks for, or null when the token is not valid here. */
export type VerifyToken = (token: string) => Promise<Person | null>;

type Trust = {
  readonly issuer: string;
  readonly audience: string;
  /** Where the issuer's public keys are: an https URL, or a `file:` URL. */
  readonly jwks: string;
};

const name = z.string().min(1).max(200);
const claims = z.object({
  sub: name,
  roles: z.array(z.string()).default([]),
  authority: name.optional(),
  case: name.optional(),
  recipient: name.optional(),
  on_behalf_of: name.optional(),
});
const keySet = z.looseObject({ keys: z.array(z.looseObject({ kty: z.string() })) });

// Only signatures whose private half the issuer alone holds: a shared secret would let every verifier sign.
const algorithms = ['EdDSA', 'ES256', 'ES384', 'ES512', 'PS256', 'PS384', 'PS512', 'RS256', 'RS384', 'RS512'];
const CLOCK_TOLERANCE_SECONDS = 5;
const FILE_RECHECK_MS = 10_000;
// A signature costs more than the rest of the edge. Short, so that a key that was withdrawn is soon believed no longer.
const REMEMBERED_MS = 30_000;
const MOST_REMEMBERED = 10_000;

const isRole = (text: string): text is Role => roles.some((role) => role === text);

type Verified = { readonly person: Person; readonly until: number };

/** Verifies bearer tokens of one OIDC issuer. Its keys are kept, and fetched again when a token names another one. */
export function createTokenVerifier({ issuer, audience, jwks }: Trust): VerifyToken {
  const keys = jwks.startsWith('file:') ? fileKeySet(jwks) : createRemoteJWKSet(new URL(jwks));
  const known = new Map<string, Verified>();
  return async (token) => {
    const digest = createHash('sha256').update(token).digest('base64');
    const before = known.get(digest);
    if (before !== undefined && before.until > Date.now()) return before.person;
    try {
      const verified = await jwtVerify(token, keys, {
        issuer,
        audience,
        algorithms,
        clockTolerance: CLOCK_TOLERANCE_SECONDS,
        requiredClaims: ['sub', 'exp'],
      });
      const parsed = claims.safeParse(verified.payload);
      if (!parsed.success) return null;
      const person = personOf(parsed.data);
      const expires = (verified.payload.exp ?? 0) * 1_000;
      if (known.size >= MOST_REMEMBERED) known.clear();
      known.set(digest, { person, until: Math.min(expires, Date.now() + REMEMBERED_MS) });
      return person;
    } catch (error) {
      if (error instanceof errors.JOSEError && !(error instanceof errors.JWKSTimeout)) return null;
      throw new Problem('issuer-unavailable', { headers: { 'retry-after': '5' } });
    }
  };
}

function personOf(said: z.output<typeof claims>): Person {
  return {
    kind: 'person',
    person: said.sub,
    roles: said.roles.filter(isRole),
    ...(said.authority !== undefined && { authority: said.authority }),
    ...(said.case !== undefined && { caseId: said.case }),
    ...(said.recipient !== undefined && { recipient: said.recipient }),
    ...(said.on_behalf_of !== undefined && { onBehalfOf: said.on_behalf_of }),
  };
}

function fileKeySet(url: string): JWTVerifyGetKey {
  let known: JWTVerifyGetKey | undefined;
  let readAt = 0;
  const load = async (): Promise<JWTVerifyGetKey> => {
    readAt = Date.now();
    known = createLocalJWKSet(keySet.parse(JSON.parse(await readFile(fileURLToPath(url), 'utf8'))));
    return known;
  };
  return async (header, token) => {
    try {
      return await (known ?? (await load()))(header, token);
    } catch (error) {
      if (!(error instanceof errors.JWKSNoMatchingKey) || Date.now() - readAt < FILE_RECHECK_MS) throw error;
      return (await load())(header, token);
    }
  };
}
