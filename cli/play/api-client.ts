import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Refusal } from '../../domain/case/refusal.ts';
import { evidenceStatuses, type Role } from '../../domain/regime/pack.ts';
import { StackFailure, reasonOf } from '../stack/failure.ts';
import { operationsOf, type Operation, type Operations } from './operations.ts';
import { regimeOf, type Regime } from './regime.ts';

/** Whom a request is made for, as tokens say it. */
export type Claims = {
  readonly roles: readonly Role[];
  readonly subject: string;
  readonly authority?: string;
  readonly case?: string;
  readonly recipient?: string;
};

/** Where scenarios are played: an API, and somebody who signs the tokens of the persons in them. */
export type Host = { readonly url: string; readonly token: (claims: Claims) => Promise<string> };

const refusal = z.looseObject({
  rule: z.string(),
  citation: z.string(),
  status: z.enum([...evidenceStatuses, 'principle']),
  detail: z.string(),
  lawful: z.array(z.string()),
});
const problem = z.looseObject({
  type: z.string().default('about:blank'),
  title: z.string().default('a problem'),
  detail: z.string().optional(),
  refusals: z.array(refusal).optional(),
  errors: z.array(z.looseObject({ at: z.string(), detail: z.string() })).optional(),
});

/** What a request came to: an answer, a refusal by the law, or a request that could not be ruled at all. */
export type Reply =
  | { readonly kind: 'answered'; readonly body: unknown }
  | { readonly kind: 'refused'; readonly refusals: readonly Refusal[] }
  | { readonly kind: 'problem'; readonly status: number; readonly message: string };

type Request = {
  readonly method: string;
  readonly path: string;
  readonly claims?: Claims;
  readonly body?: unknown;
  /** For a write that may be repeated. */
  readonly key?: string;
};

const REQUEST_LIMIT_MS = 150_000;

const administrator: Claims = { roles: ['administrator'], subject: 'scenario-administrator' };
const auditor: Claims = { roles: ['auditor'], subject: 'scenario-auditor' };

export type Client = {
  readonly operations: Operations;
  readonly ask: (request: Request) => Promise<Reply>;
  readonly registerAuthority: (authority: {
    readonly id: string;
    readonly title: string;
    readonly level: string;
    readonly superior?: string | undefined;
    readonly regimes: readonly string[];
  }) => Promise<void>;
  readonly regime: (regime: string, version: string) => Promise<Regime>;
  readonly versionInForce: (regime: string, on: string) => Promise<string | undefined>;
  readonly readCase: (caseId: string) => Promise<CaseRead>;
  /** Lets a sandbox case live until an instant. */
  readonly advance: (caseId: string, until: string) => Promise<void>;
  readonly onRegister: (entryId: string) => Promise<boolean>;
};

const caseSchema = z.looseObject({
  caseId: z.string(),
  seq: z.int(),
  regime: z.string(),
  version: z.string(),
  ground: z.string(),
  stage: z.string(),
  outcome: z.string().nullable(),
  now: z.string(),
  openedAt: z.string(),
  entry: z.looseObject({ id: z.string() }).nullable(),
  responses: z.array(z.unknown()),
  removal: z
    .looseObject({
      recipients: z.array(
        z.looseObject({
          id: z.string(),
          retractedAt: z.string().nullable(),
          acknowledgedAt: z.string().nullable(),
          escalatedAt: z.string().nullable(),
        }),
      ),
    })
    .nullable(),
  clocks: z.array(
    z.looseObject({
      key: z.string(),
      rule: z.string(),
      due: z.string().nullable(),
      end: z.string().nullable(),
      citation: z.string(),
      status: z.string(),
      rungs: z.array(z.object({ id: z.string(), at: z.string(), tells: z.string() })),
    }),
  ),
  duties: z.array(
    z.looseObject({ id: z.string(), endedAt: z.string().nullable(), proof: z.string().nullable() }),
  ),
  events: z.array(
    z.looseObject({
      seq: z.int(),
      type: z.string(),
      at: z.string(),
      actor: z.string(),
      payload: z.record(z.string(), z.unknown()),
    }),
  ),
});
/** A case as GET /v1/cases/{caseId} shows it: what the player needs of it, and all the rest as it came. */
export type CaseRead = z.output<typeof caseSchema>;

const regimes = z.looseObject({
  items: z.array(
    z.looseObject({
      regime: z.string(),
      version: z.string(),
      effective: z.object({ from: z.string(), until: z.string().nullable() }),
    }),
  ),
});
const regimeAnswer = z.looseObject({ pack: z.unknown() });

/** Opens a client on an API: reads what operations it has. */
export async function openClient({ url, token }: Host): Promise<Client> {
  const tokens = new Map<string, Promise<string>>();
  const tokenFor = (claims: Claims): Promise<string> => {
    const key = JSON.stringify(claims);
    const known = tokens.get(key) ?? token(claims);
    tokens.set(key, known);
    return known;
  };

  const ask = async ({ method, path, claims, body, key }: Request): Promise<Reply> => {
    const response = await reach(`${url}${path}`, {
      method,
      headers: {
        accept: 'application/json',
        ...(claims && { authorization: `Bearer ${await tokenFor(claims)}` }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...(method !== 'GET' && { 'idempotency-key': key ?? randomUUID() }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(REQUEST_LIMIT_MS),
    });
    const said = await response.text();
    return replyOf(response.status, said);
  };

  const read = async <T>(schema: z.ZodType<T>, request: Request): Promise<T> => {
    const reply = await ask(request);
    if (reply.kind === 'answered') return schema.parse(reply.body);
    throw new StackFailure(`${request.method} ${request.path}: ${messageOf(reply)}`);
  };

  const operations = operationsOf(await read(z.unknown(), { method: 'GET', path: '/openapi.json' }));
  const known = new Map<string, Promise<Regime>>();

  return {
    operations,
    ask,
    registerAuthority: async ({ id, title, level, superior, regimes: acts }) => {
      await read(z.unknown(), {
        method: 'PUT',
        path: `/v1/authorities/${encodeURIComponent(id)}`,
        claims: administrator,
        body: { title, level, superior: superior ?? null, regimes: acts },
      });
    },
    regime: (regime, version) => {
      const path = `/v1/regimes/${regime}/${version}`;
      const found =
        known.get(path) ?? read(regimeAnswer, { method: 'GET', path }).then(({ pack }) => regimeOf(pack));
      known.set(path, found);
      return found;
    },
    versionInForce: async (regime, on) => {
      const { items } = await read(regimes, { method: 'GET', path: '/v1/regimes' });
      return items.find(
        (each) =>
          each.regime === regime &&
          each.effective.from <= on &&
          (each.effective.until === null || on <= each.effective.until),
      )?.version;
    },
    readCase: (caseId) =>
      read(caseSchema, { method: 'GET', path: `/v1/cases/${encodeURIComponent(caseId)}`, claims: auditor }),
    advance: async (caseId, until) => {
      await read(z.unknown(), {
        method: 'POST',
        path: `/v1/sandbox/cases/${encodeURIComponent(caseId)}/advance`,
        claims: administrator,
        body: { by: { until } },
      });
    },
    onRegister: async (entryId) => {
      const reply = await ask({ method: 'GET', path: `/v1/register/${encodeURIComponent(entryId)}` });
      if (reply.kind === 'problem' && reply.status !== 404) throw new StackFailure(messageOf(reply));
      return reply.kind === 'answered';
    },
  };
}

/** A path with its parameters filled in. */
export function pathOf(operation: Operation, parameters: Readonly<Record<string, string | number>>): string {
  return operation.path.replaceAll(/\{(\w+)\}/gu, (_, name: string) =>
    encodeURIComponent(String(parameters[name] ?? '')),
  );
}

/** One sentence about a reply that is no answer. */
export function messageOf(reply: Exclude<Reply, { kind: 'answered' }>): string {
  return reply.kind === 'problem'
    ? reply.message
    : reply.refusals.map(({ rule, detail }) => `refused by ${rule}: ${detail}`).join(' ');
}

async function reach(url: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, init);
  } catch (thrown) {
    const cause = thrown instanceof Error && thrown.cause !== undefined ? ` (${reasonOf(thrown.cause)})` : '';
    throw new StackFailure(`No answer from ${url}: ${reasonOf(thrown)}${cause}`);
  }
}

function replyOf(status: number, said: string): Reply {
  const body = jsonOf(said);
  if (status < 300) return { kind: 'answered', body };
  const parsed = problem.safeParse(body);
  if (!parsed.success) return { kind: 'problem', status, message: `${status}: ${said.slice(0, 200)}` };
  const { title, detail, refusals, errors } = parsed.data;
  if (refusals !== undefined && refusals.length > 0) return { kind: 'refused', refusals };
  const fields = (errors ?? []).map((each) => `${each.at} ${each.detail}`);
  return { kind: 'problem', status, message: [`${title}.`, detail, ...fields].filter(Boolean).join(' ') };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
