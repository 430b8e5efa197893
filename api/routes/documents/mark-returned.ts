import { createRoute, z } from '@hono/zod-openapi';
import { failSending } from '../../../db/commands/fail-sending.ts';
import { markReturned as mark } from '../../../db/commands/outgoing-post.ts';
import { answered, rulingContent, writeProblems, type Operation } from '../../act.ts';
import { by } from '../../authenticate.ts';
import { digest, text, writeHeaders } from '../../fields.ts';
import { letterParams, seenLetter } from '../../letter.ts';
import { Problem, problems } from '../../problems.ts';

export const markReturnedRoute = createRoute({
  operationId: 'mark-returned',
  method: 'post',
  path: '/v1/outgoing-post/{letterId}/return',
  tags: ['Documents'],
  summary: 'Note that a posted letter came back: service is open again',
  security: [{ bearer: [] }],
  middleware: by('caseworker'),
  request: {
    params: letterParams,
    headers: writeHeaders,
    body: {
      required: true,
      content: {
        'application/json': {
          schema: z.strictObject({ reason: text, evidence: digest }).openapi('MarkReturned'),
        },
      },
    },
  },
  responses: {
    200: { description: 'The ruling that reopened service.', content: rulingContent },
    ...problems(...writeProblems, 'case-not-found', 'out-of-sequence', 'letter-not-found', 'not-ready'),
  },
});

export const markReturned: Operation<typeof markReturnedRoute> = async (c) => {
  const { deps, person } = c.var;
  const { bench } = deps;
  const { letterId } = c.req.valid('param');
  const { reason, evidence } = c.req.valid('json');
  const { letter } = await seenLetter(c, letterId);
  const marked = await mark(bench.sql, { id: letterId, by: person.person });
  if (!marked && letter.state !== 'returned')
    throw new Problem('not-ready', { detail: `The letter is ${letter.state}.` });
  const { case_id: caseId, what, sent_seq: sentSeq } = letter;
  const result = await failSending(bench, {
    commandId: `returned/${letterId}`,
    caseId,
    what,
    sentSeq,
    actor: person,
    reason,
    evidence,
  });
  if (result.kind === 'not-awaited')
    throw new Problem('not-ready', {
      detail: 'It is noted; the case does not wait for this letter any more.',
    });
  return c.json(answered(c, result), 200);
};
