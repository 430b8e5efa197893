import { createHash } from 'node:crypto';
import { createRoute, z } from '@hono/zod-openapi';
import { failSending } from '../../../db/commands/fail-sending.ts';
import { mailBounced } from '../../../db/commands/outgoing-mail.ts';
import type { Operation } from '../../act.ts';
import { by } from '../../authenticate.ts';
import { readBounceReport } from '../../bounce-report.ts';
import { writeHeaders } from '../../fields.ts';
import { bodyProblems, Problem, problems } from '../../problems.ts';

const outcome = z
  .enum(['service-open-again', 'noted', 'not-final'])
  .meta({ description: 'noted: another sending has taken the place of this one.' });

export const reportBounceRoute = createRoute({
  operationId: 'report-bounce',
  method: 'post',
  path: '/v1/mail/bounces',
  tags: ['Documents'],
  summary: 'Hand in a report of non-delivery that the mail server sent back',
  description:
    'The whole message as it came, after RFC 3464. A final failure opens service again; a delay changes nothing.',
  security: [{ bearer: [] }],
  middleware: by('administrator'),
  request: {
    headers: writeHeaders,
    body: {
      required: true,
      content: {
        'application/json': {
          schema: z.strictObject({ report: z.string().min(1).max(500_000) }).openapi('ReportBounce'),
        },
      },
    },
  },
  responses: {
    200: {
      description: 'What followed from it.',
      content: { 'application/json': { schema: z.object({ outcome }).openapi('Bounce') } },
    },
    ...problems(...bodyProblems, 'idempotency-key-missing', 'mail-not-found'),
  },
});

export const reportBounce: Operation<typeof reportBounceRoute> = async (c) => {
  const { bench, engine } = c.var.deps;
  const { report: message } = c.req.valid('json');
  const report = await readBounceReport(message);
  if (report === undefined)
    throw new Problem('invalid-request', {
      errors: [{ in: 'body', at: '/report', detail: 'Not a report of non-delivery.' }],
    });
  if (report.action !== 'failed') return c.json({ outcome: 'not-final' } as const, 200);
  const mail = await mailBounced(bench.sql, report);
  if (mail === undefined) throw new Problem('mail-not-found');
  const caseId = mail.case_id;
  const result = await failSending(bench, {
    commandId: `service-failed/${mail.duty_id}`,
    caseId,
    what: mail.what,
    sentSeq: mail.sent_seq,
    actor: { kind: 'engine' },
    reason: `The mail came back: ${report.statusCode ?? 'without a code'}`,
    evidence: createHash('sha256').update(message).digest('hex'),
  });
  if (result.kind === 'ruled' && typeof result.wake === 'object') engine.wake(result.wake);
  if (result.kind === 'ruled') return c.json({ outcome: 'service-open-again' } as const, 200);
  return c.json({ outcome: 'noted' } as const, 200);
};
