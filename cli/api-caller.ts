import { z } from 'zod';
import type { Role } from '../domain/regime/pack.ts';
import { apiUrlOf } from './play/deployment.ts';
import { StackFailure, reasonOf } from './stack/failure.ts';

export type CallerOptions = {
  readonly url?: string;
  readonly token?: string;
  readonly state: string;
};

export type Caller = {
  readonly url: string;
  /** Calls an operation; an answer that is a problem is a failure a person can act on. */
  readonly call: (
    method: string,
    path: string,
    body?: object | Uint8Array,
    /** For a write that is not repeatable by itself: the same key makes it one. */
    key?: string,
  ) => Promise<unknown>;
};

const problem = z.looseObject({
  title: z.string().default('a problem'),
  detail: z.string().optional(),
  refusals: z.array(z.looseObject({ detail: z.string(), citation: z.string() })).optional(),
  errors: z.array(z.looseObject({ at: z.string(), detail: z.string() })).optional(),
});

const PATIENCE_MS = 120_000;
const PAUSE_MS = 500;
const OUT_OF_REACH = 503;

/** Calls the API of a deployment as somebody with these roles. Waits for an API that is restarting. */
export async function callerOf(
  options: CallerOptions,
  as: { roles: readonly Role[]; subject?: string },
): Promise<Caller> {
  const token = options.token ?? process.env['AMENDS_TOKEN'] ?? (await ownToken(options, as));
  return callerWith(apiUrlOf(options.url, options.state), token);
}

/** Calls an API with a token that somebody has. */
export function callerWith(url: string, token: string): Caller {
  const call: Caller['call'] = async (method, path, body, key) => {
    const until = Date.now() + PATIENCE_MS;
    for (;;) {
      const reply = await reach(`${url}${path}`, { method, token, body, key });
      if (reply !== undefined && reply.status !== OUT_OF_REACH) return answerOf(reply);
      if (Date.now() > until)
        throw new StackFailure(
          `The API at ${url} does not answer. What it has taken in is kept: run the same again.`,
        );
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
  };
  return { url, call };
}

async function ownToken(
  { state }: CallerOptions,
  as: { roles: readonly Role[]; subject?: string },
): Promise<string> {
  const { mintToken } = await import('./stack/dev-issuer.ts');
  return mintToken(state, as);
}

type Request = {
  readonly method: string;
  readonly token: string;
  readonly body?: object | Uint8Array | undefined;
  readonly key?: string | undefined;
};

async function reach(url: string, { method, token, body, key }: Request): Promise<Response | undefined> {
  const raw = body instanceof Uint8Array;
  try {
    return await fetch(url, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(key !== undefined && { 'idempotency-key': key }),
        ...(body !== undefined && { 'content-type': raw ? 'application/octet-stream' : 'application/json' }),
      },
      ...(body !== undefined && { body: raw ? new Uint8Array(body) : JSON.stringify(body) }),
    });
  } catch (thrown) {
    // Only a connection that was not made or was lost; anything else is a mistake of this program.
    if (thrown instanceof TypeError) return undefined;
    throw new StackFailure(reasonOf(thrown));
  }
}

async function answerOf(reply: Response): Promise<unknown> {
  const text = await reply.text();
  const body: unknown = text === '' ? null : JSON.parse(text);
  if (reply.ok) return body;
  const { title, detail, refusals, errors } = problem.parse(body);
  const more = [
    ...(refusals ?? []).map((each) => `${each.detail} (${each.citation})`),
    ...(errors ?? []).map((each) => `${each.at}: ${each.detail}`),
  ];
  throw new StackFailure([`${title}${detail === undefined ? '.' : `: ${detail}`}`, ...more].join('\n  '));
}
