import { randomUUID } from 'node:crypto';
import { pino } from 'pino';
import { createApp } from '../../api/app.ts';
import type { Deps } from '../../api/deps.ts';
import { createEngine, type Engine } from '../../api/engine.ts';
import { createTokenVerifier } from '../../api/verify-token.ts';
import { connect } from '../../db/client.ts';
import { masterKey } from '../../db/sealing.ts';
import { loadCalendars } from '../../regimes/load-calendars.ts';
import { surroundings } from '../../regimes/surroundings.ts';
import { loadPacks } from '../../regimes/load-packs.ts';
import { defaultTaskQueue } from '../../workflows/contract/task-queue.ts';
import type { TokenClaims } from '../../cli/stack/dev-issuer.ts';
import { createEnvironment, type Environment } from '../support/environment.ts';
import { contractOf, type Contract } from './contract.ts';

export type Reply = {
  readonly status: number;
  readonly headers: Headers;
  // oxlint-disable-next-line typescript/no-explicit-any -- a test asserts on what came, whatever it is
  readonly body: any;
};

export type Caller = {
  readonly get: (path: string, headers?: Record<string, string>) => Promise<Reply>;
  readonly post: (path: string, body?: unknown, headers?: Record<string, string>) => Promise<Reply>;
  readonly put: (path: string, body: unknown) => Promise<Reply>;
  readonly send: (method: string, path: string, init?: RequestInit) => Promise<Reply>;
};

export type World = {
  readonly env: Environment;
  readonly deps: Deps;
  readonly app: ReturnType<typeof createApp>;
  readonly as: (claims: TokenClaims) => Promise<Caller>;
  readonly bearing: (token: string) => Caller;
  readonly anonymous: Caller;
  /** A digest of what each table holds. */
  readonly contents: () => Promise<Record<string, string>>;
  /** The same world with something replaced. */
  readonly with: (others: Partial<Deps>) => World;
  readonly dispose: () => Promise<void>;
};

const tables = [
  'access_log',
  'authority',
  'case_event',
  'case_file',
  'case_key',
  'clock',
  'command',
  'duty',
  'recipient_feed',
  'recipient_ledger',
  'register_entry',
  'sealed_text',
  'subject',
  'task',
];

/** The API in this process over servers of its own, with everything that a test may want to replace. */
export async function createWorld(name: string, replaced: Partial<Deps> = {}): Promise<World> {
  const env = await createEnvironment(name);
  const packs = loadPacks();
  if (packs.kind === 'broken') throw new Error('the packs are broken');
  const calendars = loadCalendars();
  const connection = connect(env.databaseUrl);
  const logger = pino({ level: 'silent' });
  const engine: Engine = createEngine({
    address: env.temporalAddress,
    namespace: env.namespace,
    taskQueue: defaultTaskQueue,
    logger,
  });
  const deps: Deps = {
    connection,
    bench: {
      sql: connection.sql,
      law: packs.catalogue.found,
      calendars,
      masterKey: masterKey(env.masterKey),
      sandbox: true,
    },
    catalogue: packs.catalogue,
    calendars,
    jurisdictions: surroundings().jurisdictions,
    verifyToken: createTokenVerifier({ issuer: env.issuer, audience: env.audience, jwks: env.jwks }),
    engine,
    logger,
    ...replaced,
  };
  return worldOf(env, deps, async () => {
    await Promise.allSettled([engine.close(), connection.close()]);
    await env.dispose();
  });
}

function worldOf(env: Environment, deps: Deps, dispose: () => Promise<void>): World {
  const app = createApp(deps);
  const contract = contractOf(app);
  const { sql } = deps.connection;
  return {
    env,
    deps,
    app,
    as: async (claims) => callerOf(app, contract, `Bearer ${await env.token(claims)}`),
    bearing: (token) => callerOf(app, contract, `Bearer ${token}`),
    anonymous: callerOf(app, contract),
    with: (others) => worldOf(env, { ...deps, ...others }, dispose),
    contents: async () => {
      const digests = await Promise.all(
        tables.map(async (table) => {
          const [row] = await sql<{ digest: string | null }[]>`
            select count(*) || ':' || md5(string_agg(t::text, '|' order by t::text)) as digest
            from ${sql(table)} t`;
          return [table, row?.digest ?? 'empty'] as const;
        }),
      );
      return Object.fromEntries(digests);
    },
    dispose,
  };
}

function callerOf(app: ReturnType<typeof createApp>, contract: Contract, authorization?: string): Caller {
  const call = async (method: string, path: string, body?: unknown, more: Record<string, string> = {}) => {
    const response = await app.request(path, {
      method,
      headers: {
        ...(authorization !== undefined && { authorization }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...more,
      },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    const reply = {
      status: response.status,
      headers: response.headers,
      body: text === '' ? null : parsed(text),
    };
    contract(method, path, reply);
    return reply;
  };
  return {
    get: (path, headers) => call('GET', path, undefined, headers),
    post: (path, body = {}, headers = {}) =>
      call('POST', path, body, { 'idempotency-key': randomUUID(), ...headers }),
    put: (path, body) => call('PUT', path, body),
    send: async (method, path, init = {}) => {
      const headers = new Headers(init.headers);
      if (authorization !== undefined) headers.set('authorization', authorization);
      const response = await app.request(path, { ...init, method, headers });
      const text = await response.text();
      const reply = {
        status: response.status,
        headers: response.headers,
        body: text === '' ? null : parsed(text),
      };
      contract(method, path, reply);
      return reply;
    },
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
