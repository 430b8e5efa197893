import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLocalJWKSet, jwtVerify, type JSONWebKeySet } from 'jose';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DEFAULT_AUDIENCE, DEVELOPMENT_ISSUER, ensureIssuer, mintToken } from '../../cli/stack/dev-issuer.ts';

describe('the development issuer', () => {
  let stateDir: string;
  beforeEach(() => {
    stateDir = mkdtempSync(join(tmpdir(), 'amends-issuer-'));
  });
  afterEach(() => rmSync(stateDir, { recursive: true, force: true }));

  const verify = async (token: string) => {
    const jwks: JSONWebKeySet = JSON.parse(readFileSync(new URL(await ensureIssuer(stateDir)), 'utf8'));
    const options = { issuer: DEVELOPMENT_ISSUER, audience: DEFAULT_AUDIENCE };
    return (await jwtVerify(token, createLocalJWKSet(jwks), options)).payload;
  };

  it('signs what it is told, so that its public keys prove it', async () => {
    const claims = {
      roles: ['recipient'],
      authority: 'a-1',
      recipient: 'r-1',
      case: 'c-1',
      subject: 'Ada',
      onBehalfOf: 'Grace',
    } as const;
    const payload = await verify(await mintToken(stateDir, { ...claims, ttl: '1h' }));
    expect(payload).toMatchObject({
      roles: ['recipient'],
      authority: 'a-1',
      recipient: 'r-1',
      case: 'c-1',
      sub: 'Ada',
      on_behalf_of: 'Grace',
    });
    expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBe(3600);
  });

  it('names the person after the role when nobody says who it is', async () => {
    expect((await verify(await mintToken(stateDir, { roles: ['reviewer', 'auditor'] }))).sub).toBe(
      'officer-reviewer',
    );
  });

  it('keeps one key: an earlier token stays good', async () => {
    const token = await mintToken(stateDir, { roles: ['auditor'] });
    await mintToken(stateDir, { roles: ['auditor'] });
    await expect(verify(token)).resolves.toBeDefined();
  });

  it('publishes no private part, and keeps the key to its owner', async () => {
    await ensureIssuer(stateDir);
    expect(readFileSync(join(stateDir, 'issuer', 'jwks.json'), 'utf8')).not.toContain('"d"');
    expect(statSync(join(stateDir, 'issuer', 'key.json')).mode & 0o077).toBe(0);
  });
});
