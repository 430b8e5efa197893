import { generateKeyPair, SignJWT, UnsecuredJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { roles } from '../../domain/regime/pack.ts';
import { createWorld, type World } from './world.ts';

let world: World;
let protectedRoutes: {
  method: string;
  path: string;
  takesJson: boolean;
  isUnion: boolean;
  needsKey: boolean;
}[];

/** Path parameters that are more than an id of any kind. */
const wellFormed: Readonly<Record<string, string>> = {
  version: '2021-09-01',
  importId: 'a'.repeat(20),
  changeId: 'a'.repeat(20),
  letterId: '00000000-0000-4000-8000-000000000000',
};

beforeAll(async () => {
  world = await createWorld('api-security');
  protectedRoutes = world.app.openAPIRegistry.definitions.flatMap((definition) => {
    if (definition.type !== 'route' || definition.route.security === undefined) return [];
    const { method, path, request } = definition.route;
    const json = request?.body?.content['application/json'];
    return [
      {
        method: method.toUpperCase(),
        path: path.replaceAll(/\{(\w+)\}/gu, (_, name: string) => wellFormed[name] ?? '1'),
        takesJson: json !== undefined,
        // A union says first which of its members is meant.
        isUnion: json !== undefined && 'schema' in json && json.schema instanceof z.ZodDiscriminatedUnion,
        needsKey: request?.headers instanceof z.ZodObject && 'idempotency-key' in request.headers.shape,
      },
    ];
  });
});
afterAll(() => world.dispose());

async function eachRoute(check: (route: (typeof protectedRoutes)[number]) => Promise<void>): Promise<void> {
  const before = await world.contents();
  for (const route of protectedRoutes) await check(route);
  expect(await world.contents()).toEqual(before);
}

/** Tokens that must never be believed, by what is wrong with them. */
async function forgeries(): Promise<Record<string, string>> {
  const { env } = world;
  const { privateKey } = await generateKeyPair('EdDSA');
  const good = await env.token({ roles: ['caseworker'], authority: 'county-mr' });
  const [head = '', , signature = ''] = good.split('.');
  const payload = Buffer.from(
    JSON.stringify({
      iss: env.issuer,
      aud: env.audience,
      sub: 'x',
      roles: ['caseworker'],
      exp: 4_000_000_000,
    }),
  ).toString('base64url');
  const claims = new UnsecuredJWT({ roles: ['caseworker'] })
    .setIssuer(env.issuer)
    .setAudience(env.audience)
    .setSubject('x')
    .setExpirationTime('1h');
  return {
    'not a token at all': 'garbage',
    'without a signature': claims.encode(),
    'with another payload under a good signature': `${head}.${payload}.${signature}`,
    'signed with a key that nobody published': await new SignJWT({ roles: ['caseworker'] })
      .setProtectedHeader({ alg: 'EdDSA' })
      .setIssuer(env.issuer)
      .setAudience(env.audience)
      .setSubject('x')
      .setExpirationTime('1h')
      .sign(privateKey),
    'signed with a shared secret': await new SignJWT({ roles: ['caseworker'] })
      .setProtectedHeader({ alg: 'HS256' })
      .setIssuer(env.issuer)
      .setAudience(env.audience)
      .setSubject('x')
      .setExpirationTime('1h')
      .sign(Buffer.from(JSON.stringify({ kty: 'OKP' }))),
    expired: await env.token({ roles: ['caseworker'], ttl: '-1h' }),
  };
}

describe('every operation that needs a person', () => {
  it('covers every act of the procedure', () => {
    expect(protectedRoutes.length).toBeGreaterThan(65);
  });

  it('answers 401 with a challenge where there is no token', async () => {
    await eachRoute(async ({ method, path }) => {
      const reply = await world.anonymous.send(method, path);
      expect(reply, `${method} ${path}`).toMatchObject({
        status: 401,
        body: { type: 'urn:amends:problem:unauthenticated' },
      });
      expect(reply.headers.get('www-authenticate')).toBe('Bearer realm="amends"');
    });
  });

  it('answers 401 to a token that is not valid here, and changes nothing', async () => {
    for (const [what, token] of Object.entries(await forgeries()))
      await eachRoute(async ({ method, path }) => {
        const reply = await world.bearing(token).send(method, path);
        expect(reply.status, `${method} ${path}, ${what}`).toBe(401);
        expect(reply.headers.get('www-authenticate')).toContain('invalid_token');
      });
  });

  it('answers 403 to a person without any role, and says whose it is', async () => {
    const nobody = await world.as({ roles: [], authority: 'county-mr', subject: 'nobody' });
    await eachRoute(async ({ method, path }) => {
      const reply = await nobody.send(method, path);
      expect(reply, `${method} ${path}`).toMatchObject({
        status: 403,
        body: { type: 'urn:amends:problem:not-entitled', refusals: [{ rule: 'roles' }] },
      });
    });
  });
});

describe('what is sent is looked at before anything is done', () => {
  const everyRole = () =>
    world.as({ roles, authority: 'county-mr', recipient: '1', case: '1', subject: 'everything' });
  const key = { 'idempotency-key': 'k-1' };
  const json = { ...key, 'content-type': 'application/json' };

  async function eachWrite(check: (route: (typeof protectedRoutes)[number]) => Promise<void>): Promise<void> {
    await eachRoute(async (route) => (route.takesJson ? check(route) : undefined));
  }

  it('refuses a body that is not JSON with 400', async () => {
    const caller = await everyRole();
    await eachWrite(async ({ method, path }) => {
      const reply = await caller.send(method, path, { headers: json, body: '{"a":' });
      expect(reply, `${method} ${path}`).toMatchObject({
        status: 400,
        body: { type: 'urn:amends:problem:malformed-json' },
      });
    });
  });

  it('refuses a member that the schema does not know with 400, and names it', async () => {
    const caller = await everyRole();
    await eachWrite(async ({ method, path, isUnion }) => {
      const reply = await caller.send(method, path, { headers: json, body: '{"surprise":1}' });
      expect(reply, `${method} ${path}`).toMatchObject({
        status: 400,
        body: { type: 'urn:amends:problem:invalid-request' },
      });
      expect(JSON.stringify(reply.body.errors), path).toContain(isUnion ? '/kind' : 'surprise');
    });
  });

  it('refuses another content type with 415', async () => {
    const caller = await everyRole();
    await eachWrite(async ({ method, path }) => {
      const reply = await caller.send(method, path, {
        headers: { ...key, 'content-type': 'text/plain' },
        body: '{}',
      });
      expect(reply, `${method} ${path}`).toMatchObject({
        status: 415,
        body: { type: 'urn:amends:problem:unsupported-media-type' },
      });
    });
  });

  it('refuses a body above the limit with 413, whether or not its length was told', async () => {
    const caller = await everyRole();
    const body = JSON.stringify({ statement: 'x'.repeat(1_100_000) });
    await eachWrite(async ({ method, path }) => {
      const told = await caller.send(method, path, {
        headers: { ...json, 'content-length': String(body.length) },
        body,
      });
      expect(told, `${method} ${path}`).toMatchObject({
        status: 413,
        body: { type: 'urn:amends:problem:body-too-large' },
      });
    });
    const chunked = await caller.send('POST', '/v1/cases/1/responses', {
      headers: json,
      body: new Blob([body]).stream(),
      duplex: 'half',
    });
    expect(chunked.status).toBe(413);
  });

  it('refuses an act without an Idempotency-Key with 400', async () => {
    const caller = await everyRole();
    await eachWrite(async ({ method, path, needsKey }) => {
      if (!needsKey) return;
      const reply = await caller.send(method, path, {
        headers: { 'content-type': 'application/json' },
        body: '{}',
      });
      expect(reply, `${method} ${path}`).toMatchObject({
        status: 400,
        body: { type: 'urn:amends:problem:idempotency-key-missing' },
      });
    });
  });

  it('refuses an unknown query parameter and a cursor that is none with 400', async () => {
    const caller = await everyRole();
    for (const path of [
      '/v1/cases?colour=red',
      '/v1/tasks?cursor=bm9uZQ',
      '/v1/clocks?cursor=bm9uZQ',
      '/v1/register?q=x',
    ]) {
      const reply = await caller.get(path);
      expect(reply, path).toMatchObject({
        status: 400,
        body: { type: 'urn:amends:problem:invalid-request' },
      });
    }
  });
});

describe('addresses', () => {
  it('answers 405 with what is allowed for another method, and 404 for what is not there', async () => {
    const wrong = await world.anonymous.send('DELETE', '/v1/cases');
    expect(wrong).toMatchObject({ status: 405, body: { type: 'urn:amends:problem:method-not-allowed' } });
    expect(wrong.headers.get('allow')).toMatch(/GET/u);
    expect(wrong.headers.get('allow')).toMatch(/POST/u);
    const nowhere = await world.anonymous.get('/v1/nowhere');
    expect(nowhere).toMatchObject({ status: 404, body: { type: 'urn:amends:problem:not-found' } });
  });

  it('gives every answer a request id and forbids sniffing and caching', async () => {
    for (const path of ['/v1/register', '/v1/nowhere', '/v1/cases']) {
      const { headers } = await world.anonymous.get(path);
      expect(headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/u);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('cache-control')).toBe('no-store');
    }
  });
});
