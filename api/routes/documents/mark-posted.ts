import { createRoute, z } from '@hono/zod-openapi';
import { closeSending } from '../../../db/commands/close-sending.ts';
import { findLetter, markPosted as mark } from '../../../db/commands/outgoing-post.ts';
import { answered, rulingContent, writeProblems, type Operation } from '../../act.ts';
import { by } from '../../authenticate.ts';
import { writeHeaders } from '../../fields.ts';
import { letterParams, seenLetter } from '../../letter.ts';
import { Problem, problems } from '../../problems.ts';

export const markPostedRoute = createRoute({
  operationId: 'mark-posted',
  method: 'post',
  path: '/v1/outgoing-post/{letterId}/posting',
  tags: ['Documents'],
  summary: 'Note that a letter was posted, and under which number',
  description: 'Posting starts no clock of the subject; only proven service does.',
  security: [{ bearer: [] }],
  middleware: by('caseworker', 'publisher'),
  request: {
    params: letterParams,
    headers: writeHeaders,
    body: {
      required: true,
      content: {
        'application/json': {
          schema: z
            .strictObject({
              postalNumber: z
                .string()
                .regex(/^[A-Za-z0-9 -]{4,40}$/, 'the number that the post gave the letter'),
            })
            .openapi('MarkPosted'),
        },
      },
    },
  },
  responses: {
    200: { description: 'The ruling that closed the sending.', content: rulingContent },
    ...problems(...writeProblems, 'case-not-found', 'out-of-sequence', 'letter-not-found', 'not-ready'),
  },
});

export const markPosted: Operation<typeof markPostedRoute> = async (c) => {
  const { bench } = c.var.deps;
  const { letterId } = c.req.valid('param');
  const { postalNumber } = c.req.valid('json');
  const { letter } = await seenLetter(c, letterId);
  const marked = await mark(bench.sql, { id: letterId, by: c.var.person.person, postalNumber });
  const now = marked ? letter : await findLetter(bench.sql, letterId);
  if (!marked && (now?.state !== 'posted' || now.postal_number !== postalNumber))
    throw new Problem('not-ready', { detail: `The letter is ${now?.state ?? 'gone'}.` });
  const { case_id: caseId, duty_id: dutyId } = letter;
  const result = await closeSending(bench, { caseId, dutyId, proof: `post:${letterId}` });
  return c.json(answered(c, result), 200);
};
