import { z } from '@hono/zod-openapi';
import { evidenceStatuses } from '../domain/regime/cited.ts';
import type { Refusal } from '../domain/case/refusal.ts';

/**
 * The closed registry of what can go wrong, after RFC 9457. A type is a promise to callers: it is never renamed, and
 * its status never changes.
 */
export const registry = {
  'malformed-json': { status: 400, title: 'The body is not JSON' },
  'invalid-request': { status: 400, title: 'The request does not fit its schema' },
  'idempotency-key-missing': { status: 400, title: 'A write needs an Idempotency-Key' },
  unauthenticated: { status: 401, title: 'A valid bearer token is needed' },
  'not-entitled': { status: 403, title: 'This actor may not do this' },
  'sandbox-not-allowed': { status: 403, title: 'This deployment runs no cases in virtual time' },
  'not-found': { status: 404, title: 'There is nothing at this address' },
  'case-not-found': { status: 404, title: 'There is no such case' },
  'text-not-found': { status: 404, title: 'There is no such text in this case' },
  'document-not-found': { status: 404, title: 'There is no such document in this case' },
  'letter-not-found': { status: 404, title: 'There is no such letter in the outgoing post' },
  'mail-not-found': { status: 404, title: 'No such mail was sent from here' },
  'entry-not-found': { status: 404, title: 'There is no such entry on the register' },
  'regime-not-found': { status: 404, title: 'There is no such regime version' },
  'import-not-found': { status: 404, title: 'There is no such import, or no such line in it' },
  'change-not-found': { status: 404, title: 'There is no such change' },
  'method-not-allowed': { status: 405, title: 'The address does not take this method' },
  'other-request': { status: 409, title: 'The Idempotency-Key was used for another request' },
  'out-of-sequence': { status: 409, title: 'The procedure is not at this step' },
  'not-a-sandbox-case': { status: 409, title: 'The case runs in real time' },
  'not-ready': { status: 409, title: 'It is not at the point at which this can be done' },
  'body-too-large': { status: 413, title: 'The body is too large' },
  'unsupported-media-type': { status: 415, title: 'The body is not of a type this operation takes' },
  refused: { status: 422, title: 'The law does not allow it' },
  'unknown-regime': { status: 422, title: 'No such regime is in force' },
  'unknown-authority': { status: 422, title: 'The authority is not registered' },
  'unknown-mapping': { status: 422, title: 'No such mapping can read the list' },
  'no-template': { status: 422, title: 'The regime has no text for this document in this language' },
  unprintable: { status: 422, title: 'No font here has a character of the document' },
  'unverified-law': { status: 422, title: 'The regime holds law that nobody has verified' },
  'internal-error': { status: 500, title: 'Something went wrong on our side' },
  'record-unavailable': { status: 503, title: 'The record cannot be reached' },
  'issuer-unavailable': { status: 503, title: 'The keys of the token issuer cannot be reached' },
  'engine-unavailable': { status: 503, title: 'The workflow engine cannot be reached' },
} as const;

export type ProblemSlug = keyof typeof registry;
type StatusOf<S extends ProblemSlug> = (typeof registry)[S]['status'];

export const typeOf = (slug: ProblemSlug): string => `urn:amends:problem:${slug}`;

export const refusalSchema = z
  .object({
    rule: z.string().meta({ description: 'The rule that stands in the way, by its place in the regime.' }),
    citation: z
      .string()
      .meta({ description: 'Where the rule is written, or the promise of the engine it is.' }),
    status: z.enum([...evidenceStatuses, 'principle']),
    detail: z.string(),
    lawful: z.array(z.string()).readonly().meta({ description: 'What would be lawful instead.' }),
  })
  .openapi('Refusal');

export const errorSchema = z
  .object({
    in: z.enum(['body', 'path', 'query', 'header']),
    at: z.string().meta({ description: 'JSON pointer to the member.' }),
    detail: z.string(),
  })
  .openapi('FieldError');

export type FieldError = z.output<typeof errorSchema>;

export const problemSchema = z
  .object({
    type: z.string().meta({ examples: [typeOf('refused')] }),
    title: z.string(),
    status: z.int(),
    detail: z.string().optional(),
    instance: z.string().optional().meta({ description: 'The id of the request, for asking about it.' }),
    refusals: z.array(refusalSchema).optional(),
    errors: z.array(errorSchema).optional(),
  })
  .openapi('Problem');

export type ProblemBody = z.input<typeof problemSchema>;

type Extra = {
  readonly detail?: string;
  readonly refusals?: readonly Refusal[];
  readonly errors?: readonly FieldError[];
  readonly headers?: Readonly<Record<string, string>>;
};

/** An answer that is a problem, thrown at the edge only; everything further in answers values. */
export class Problem extends Error {
  readonly slug: ProblemSlug;
  readonly extra: Extra;

  constructor(slug: ProblemSlug, extra: Extra = {}) {
    super(slug);
    this.slug = slug;
    this.extra = extra;
  }

  get status(): StatusOf<ProblemSlug> {
    return registry[this.slug].status;
  }
}

/** A problem as it goes out. The standard members come last, so that nothing can overwrite them. */
export function problemResponse(problem: Problem, requestId: string): Response {
  const { slug, extra } = problem;
  const { status, title } = registry[slug];
  const { headers, ...members } = extra;
  const body = { ...members, type: typeOf(slug), title, status, instance: `urn:amends:request:${requestId}` };
  return new Response(JSON.stringify(body), {
    status,
    headers: { ...headers, 'content-type': 'application/problem+json', 'cache-control': 'no-store' },
  });
}

/** How refusals answer: sequence 409, the person 403, everything else the law says 422. The heaviest word wins. */
export function refusedAs(refusals: readonly Refusal[]): ProblemSlug {
  const rules = new Set(refusals.map(({ rule }) => rule));
  if (rules.has('roles') || rules.has('authority') || rules.has('review.separation') || rules.has('recusal'))
    return 'not-entitled';
  if (rules.has('sequence')) return 'out-of-sequence';
  return rules.has('law.verified') ? 'unverified-law' : 'refused';
}

export type ProblemResponses<S extends ProblemSlug> = {
  readonly [Status in StatusOf<S>]: {
    readonly description: string;
    readonly content: { readonly 'application/problem+json': { readonly schema: typeof problemSchema } };
  };
};

/** What any operation of a known person that takes a body can answer. */
export const bodyProblems = [
  'malformed-json',
  'invalid-request',
  'unauthenticated',
  'issuer-unavailable',
  'not-entitled',
  'body-too-large',
  'unsupported-media-type',
  'internal-error',
  'record-unavailable',
] as const satisfies readonly ProblemSlug[];

/** The problems a route can return, for its declaration. */
export function problems<const S extends ProblemSlug>(...slugs: readonly S[]): ProblemResponses<S> {
  const byStatus = new Map<number, string[]>();
  for (const slug of slugs) {
    const { status, title } = registry[slug];
    byStatus.set(status, [...(byStatus.get(status) ?? []), `\`${typeOf(slug)}\`: ${title}.`]);
  }
  const responses = Object.fromEntries(
    [...byStatus].map(([status, lines]) => [
      status,
      { description: lines.join('\n'), content: { 'application/problem+json': { schema: problemSchema } } },
    ]),
  );
  // The statuses are exactly those of `slugs`: the loop above adds one member for each of them and no other.
  return responses as ProblemResponses<S>;
}
