import { createHash, createHmac } from 'node:crypto';
import { createRoute, z, type RouteHandler } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { rule, type Answer, type Asked, type RuleResult } from '../db/commands/rule.ts';
import type { ActType } from '../domain/case/procedure.ts';
import type { TextRef } from '../domain/case/state.ts';
import { canonicalJson } from '../domain/evidence/canonical-json.ts';
import { stages } from '../domain/regime/pack.ts';
import { byActorsOf } from './authenticate.ts';
import { base32 } from './base32.ts';
import type { AppEnv, Deps, PersonEnv } from './deps.ts';
import { writeHeaders } from './fields.ts';
import { bodyProblems, Problem, problems, refusedAs, type ProblemSlug } from './problems.ts';

/** What every ruling answers. */
export const rulingSchema = z
  .object({
    caseId: z.string(),
    seq: z.int().meta({ description: 'The length of the record after the ruling.' }),
    stage: z.string().meta({ description: `One of: ${stages.join(', ')}.` }),
    outcome: z.string().nullable(),
    events: z.array(z.object({ seq: z.int(), type: z.string(), at: z.string() })).readonly(),
  })
  .openapi('Ruling');

export const rulingContent = { 'application/json': { schema: rulingSchema } };

export const writeProblems = [
  ...bodyProblems,
  'idempotency-key-missing',
  'other-request',
  'refused',
] as const satisfies readonly ProblemSlug[];

const ruled = {
  200: {
    description: 'The ruling: what it added to the record. A repeated request is answered the same ruling.',
    content: rulingContent,
  },
};
const actProblems = [...writeProblems, 'case-not-found', 'out-of-sequence'] as const;

type ActDeclaration<
  Path extends string,
  Body extends z.ZodType,
  Params extends z.ZodObject,
  More extends ProblemSlug,
> = {
  readonly act: ActType;
  readonly path: Path;
  readonly summary: string;
  readonly description?: string;
  readonly tag: string;
  readonly params: Params;
  readonly body: Body;
  /** Problems that this operation can return besides those of every act. */
  readonly problems?: readonly More[];
};

/** Declares the operation of one act: the operation's id is the act's name. */
export function actRoute<
  Path extends string,
  Body extends z.ZodType,
  Params extends z.ZodObject,
  More extends ProblemSlug = never,
>(declared: ActDeclaration<Path, Body, Params, More>) {
  const { act, path, summary, description, tag, params, body } = declared;
  return createRoute({
    operationId: act,
    method: 'post',
    path,
    tags: [tag],
    summary,
    ...(description !== undefined && { description }),
    security: [{ bearer: [] }],
    middleware: byActorsOf(act),
    request: {
      params,
      headers: writeHeaders,
      body: { required: true, content: { 'application/json': { schema: body } } },
    },
    responses: {
      ...ruled,
      ...problems<(typeof actProblems)[number] | More>(...actProblems, ...(declared.problems ?? [])),
    },
  });
}

/** The handler of an operation that persons call. */
export type Operation<R extends Parameters<typeof createRoute>[0]> = RouteHandler<R, PersonEnv>;

/** The handler of an operation that anybody may call. */
export type PublicOperation<R extends Parameters<typeof createRoute>[0]> = RouteHandler<R, AppEnv>;

/** Turns a plain text into a reference to where it is sealed. */
export type SealText = (plain: string) => TextRef;

/** Asks for one act on the case of the path, and answers its ruling. */
export async function act(c: Context<PersonEnv>, body: unknown, command: Asked['command']) {
  const answer = await ruleFor(c, { caseId: c.req.param('caseId') ?? '', body, command });
  return c.json(answer, 200);
}

type ToRule = {
  readonly caseId: string;
  readonly body: unknown;
  readonly command: Asked['command'];
  readonly opening?: Asked['opening'];
};

/** Rules what a person asks for over HTTP. Whatever does not end in a ruling is thrown as the problem that it is. */
export async function ruleFor(c: Context<PersonEnv>, asked: ToRule): Promise<Answer> {
  const { deps, person } = c.var;
  const { caseId } = asked;
  const result = await rule(deps.bench, {
    commandId: commandIdOf(c),
    caseId,
    actor: person,
    request: requestOf(c, asked.body),
    command: asked.command,
    ...(asked.opening && { opening: asked.opening }),
  });
  return answered(c, result);
}

/** Answers a ruling, and tells the engine. Whatever is none is thrown as the problem that it is. */
export function answered(c: Context<PersonEnv>, result: RuleResult): Answer {
  const { deps } = c.var;
  const answer = answerOf(result);
  if (result.kind === 'ruled' && typeof result.wake === 'object') deps.engine.wake(result.wake);
  if (result.kind === 'ruled' && result.repeated) c.header('Idempotent-Replayed', 'true');
  return answer;
}

function answerOf(result: RuleResult): Answer {
  if (result.kind === 'ruled') return inOrder(result.answer);
  if (result.kind === 'refused') throw new Problem(refusedAs(result.refusals), { refusals: result.refusals });
  if (result.kind === 'unknown-case') throw new Problem('case-not-found');
  if (result.kind === 'other-request')
    throw new Problem('other-request', { detail: 'Use a new Idempotency-Key for a new request.' });
  throw new Error('the case is pinned to a regime version that this deployment does not hold');
}

/** What was asked in a request, for telling a repetition from another one. */
export function requestOf(c: Context<PersonEnv>, body: unknown): { operation: string; body: string } {
  return { operation: `${c.req.method} ${c.req.path}`, body: bodyDigest(c.var.deps, body) };
}

/**
 * What was asked, as it is compared with a repetition. Keyed, because it is kept: a plain digest of a body that holds a
 * name would let anybody who reads the database find out whose name it is.
 */
function bodyDigest({ bench }: Deps, body: unknown): string {
  return createHmac('sha256', bench.masterKey).update(canonicalJson(body)).digest('hex');
}

/** The database forgets the order of members; a repeated answer is the same to the byte. */
function inOrder({ caseId, seq, stage, outcome, events }: Answer): Answer {
  return {
    caseId,
    seq,
    stage,
    outcome,
    events: events.map((event) => ({ seq: event.seq, type: event.type, at: event.at })),
  };
}

/** The id of a command: whose it is and the key, which is encoded so that the two cannot run into each other. */
export function commandIdOf(c: Context<PersonEnv>): string {
  return `${c.var.person.person}/${encodeURIComponent(c.req.header('idempotency-key') ?? '')}`;
}

/** The id of a case follows from the command that opens it, so that a repeated opening names the same case. */
export function caseIdOf(commandId: string): string {
  return `c${base32(createHash('sha256').update(`case/${commandId}`).digest())}`;
}
