import { createHash, randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Refusal } from '../../domain/case/refusal.ts';
import { evidenceStatuses } from '../../domain/regime/cited.ts';
import { type Role } from '../../domain/regime/pack.ts';
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
  readonly onBehalfOf?: string;
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

/** What is wrong with a field of a request, by JSON pointer. */
type FieldError = { readonly at: string; readonly detail: string };

/**
 * What a request came to: an answer, a refusal by the law, or a request that could not be ruled at all. The type of a
 * problem is its name in the registry of the API.
 */
export type Reply =
  | { readonly kind: 'answered'; readonly body: unknown }
  | {
      readonly kind: 'refused';
      readonly type: string;
      readonly refusals: readonly Refusal[];
      readonly body: unknown;
    }
  | {
      readonly kind: 'problem';
      readonly type: string;
      readonly status: number;
      readonly message: string;
      readonly errors: readonly FieldError[];
      readonly body: unknown;
    };

type Request = {
  readonly method: string;
  readonly path: string;
  readonly claims?: Claims;
  readonly body?: unknown;
  /** For a write that may be repeated. */
  readonly key?: string;
  /** Why personal data are read. */
  readonly purpose?: string;
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
  /** Makes a person known at an authority, so that cases can name the person. */
  readonly registerPerson: (
    person: string,
    office: { readonly authority: string; readonly roles: readonly Role[] },
  ) => Promise<void>;
  readonly regime: (regime: string, version: string) => Promise<Regime>;
  readonly versionInForce: (regime: string, on: string) => Promise<string | undefined>;
  readonly readCase: (caseId: string) => Promise<CaseRead>;
  /** Lets a sandbox case live until an instant. */
  readonly advance: (caseId: string, until: string) => Promise<void>;
  /** An entry as the public sees it; undefined where it does not. */
  readonly publicEntry: (entryId: string) => Promise<unknown>;
  /** How many letters of a case wait to be posted. */
  readonly waitingLetters: (caseId: string) => Promise<number>;
  readonly putAccount: (person: string, account: string) => Promise<void>;
  readonly appointDeputy: (
    principal: string,
    deputy: string,
    days: {
      readonly authorityId: string;
      readonly leave: { readonly from: string; readonly until: string; readonly timezone: string };
    },
  ) => Promise<void>;
};

/** A path with a query. */
export function withQuery(path: string, query: Readonly<Record<string, string | number | boolean>>): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) search.set(name, String(value));
  return search.size === 0 ? path : `${path}?${search.toString()}`;
}

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
  tasks: z.array(
    z.looseObject({
      act: z.string(),
      role: z.string(),
      due: z.string().nullable(),
      ref: z.string().nullable(),
    }),
  ),
  unrecorded: z.array(z.looseObject({ type: z.string() })),
  duties: z.array(
    z.looseObject({
      id: z.string(),
      kind: z.string(),
      endedAt: z.string().nullable(),
      proof: z.string().nullable(),
    }),
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
const letters = z.looseObject({ items: z.array(z.looseObject({ caseId: z.string() })) });
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

  const ask = async ({ method, path, claims, body, key, purpose }: Request): Promise<Reply> => {
    const response = await reach(`${url}${path}`, {
      method,
      headers: {
        accept: '*/*',
        ...(claims && { authorization: `Bearer ${await tokenFor(claims)}` }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...(purpose !== undefined && { 'amends-purpose': purpose }),
        ...(method !== 'GET' && { 'idempotency-key': key ?? randomUUID() }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(REQUEST_LIMIT_MS),
    });
    return replyOf(
      response.status,
      response.headers.get('content-type') ?? '',
      Buffer.from(await response.arrayBuffer()),
    );
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
    registerPerson: async (person, { authority, roles }) => {
      await read(z.unknown(), {
        method: 'PUT',
        path: `/v1/authorities/${encodeURIComponent(authority)}/persons/${encodeURIComponent(person)}`,
        claims: administrator,
        body: { roles: [...roles] },
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
    publicEntry: async (entryId) => {
      const reply = await ask({ method: 'GET', path: `/v1/register/${encodeURIComponent(entryId)}` });
      if (reply.kind === 'problem' && reply.status !== 404) throw new StackFailure(messageOf(reply));
      return reply.kind === 'answered' ? reply.body : undefined;
    },
    waitingLetters: async (caseId) => {
      const { items } = await read(letters, {
        method: 'GET',
        path: withQuery('/v1/outgoing-post', { state: 'queued', limit: 200 }),
        claims: administrator,
      });
      return items.filter((letter) => letter.caseId === caseId).length;
    },
    putAccount: async (person, account) => {
      await read(z.unknown(), {
        method: 'PUT',
        path: `/v1/persons/${encodeURIComponent(person)}/accounts`,
        claims: administrator,
        body: { account },
      });
    },
    appointDeputy: async (principal, deputy, days) => {
      await read(z.unknown(), {
        method: 'PUT',
        path: `/v1/persons/${encodeURIComponent(principal)}/deputies/${encodeURIComponent(deputy)}`,
        claims: administrator,
        body: days,
      });
    },
  };
}

/** A path with its parameters filled in. */
export function pathOf(
  operation: Operation,
  parameters: Readonly<Record<string, string | number | boolean>>,
): string {
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

const TYPE = /^urn:amends:problem:/u;

function replyOf(status: number, contentType: string, content: Buffer): Reply {
  const body = bodyOf(contentType, content);
  if (status < 300) return { kind: 'answered', body };
  const parsed = problem.safeParse(body);
  if (!parsed.success) {
    const message = `${status}: ${content.toString().slice(0, 200)}`;
    return { kind: 'problem', type: 'about:blank', status, message, errors: [], body };
  }
  const { title, detail, refusals, errors = [] } = parsed.data;
  const type = parsed.data.type.replace(TYPE, '');
  if (refusals !== undefined && refusals.length > 0) return { kind: 'refused', type, refusals, body };
  const fields = errors.map((each) => `${each.at} ${each.detail}`);
  const message = [`${title}.`, detail, ...fields].filter(Boolean).join(' ');
  return { kind: 'problem', type, status, message, errors, body };
}

/** What came: JSON, a text, or of a file what can be said of it. */
function bodyOf(contentType: string, content: Buffer): unknown {
  if (/[/+]json/u.test(contentType)) return jsonOf(content.toString());
  if (contentType.startsWith('text/')) return content.toString();
  return { contentType, bytes: content.length, digest: createHash('sha256').update(content).digest('hex') };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
