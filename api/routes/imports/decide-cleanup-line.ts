import { createRoute, z } from '@hono/zod-openapi';
import { decideLine } from '../../../db/commands/intake-decide.ts';
import { findAuthority } from '../../../db/queries/authorities.ts';
import { actorName } from '../../../domain/case/commands.ts';
import type { Claim } from '../../../domain/intake/judge-line.ts';
import type { Operation } from '../../act.ts';
import { by } from '../../authenticate.ts';
import type { Deps } from '../../deps.ts';
import { date, id, line as text, slug, slugs, text as longText } from '../../fields.ts';
import { importId } from '../../import-view.ts';
import { bodyProblems, Problem, problems, refusedAs } from '../../problems.ts';

const correction = z
  .strictObject({
    authority: id,
    number: text.meta({ description: 'By which the list knows the entry.' }),
    subject: z.strictObject({
      kind: z.enum(['organisation', 'person']),
      name: text,
      identifiers: z
        .array(z.strictObject({ scheme: slug, value: text }))
        .min(1)
        .max(20),
      address: z.string().max(500).default(''),
    }),
    ground: slug,
    measures: slugs,
    from: date,
    until: date.nullable(),
  })
  .openapi('CorrectedEntry');

export const decideCleanupLineRoute = createRoute({
  operationId: 'decide-cleanup-line',
  method: 'post',
  path: '/v1/imports/{importId}/cleanup/{line}/decision',
  tags: ['Imports'],
  summary: 'Dismiss a line, or take it over as corrected',
  description:
    'A corrected line passes the same gate as any other, and takes two supervisors who say the same: the first proposes it, the second takes it over. What the line said is dropped with the decision.',
  security: [{ bearer: [] }],
  middleware: by('supervisor'),
  request: {
    params: z.object({
      importId,
      line: z.coerce
        .number()
        .int()
        .min(1)
        .max(2_000_000_000)
        .openapi({ param: { name: 'line', in: 'path' } }),
    }),
    body: {
      required: true,
      content: {
        'application/json': {
          schema: z
            .strictObject({
              decision: z.enum(['dismiss', 'correct']),
              reasons: longText,
              correction: correction.optional(),
            })
            .refine((body) => (body.decision === 'correct') === (body.correction !== undefined), {
              message: 'a correction says what the entry ought to be; a dismissal does not',
              path: ['correction'],
            })
            .openapi('DecideCleanupLine'),
        },
      },
    },
  },
  responses: {
    200: {
      description: 'The decision.',
      content: {
        'application/json': {
          schema: z
            .object({
              line: z.int(),
              decision: z.enum(['dismissed', 'corrected', 'proposed']),
              caseId: z.string().nullable(),
            })
            .openapi('CleanupDecision'),
        },
      },
    },
    ...problems(
      ...bodyProblems,
      'import-not-found',
      'not-ready',
      'refused',
      'unverified-law',
      'unknown-authority',
    ),
  },
});

export const decideCleanupLine: Operation<typeof decideCleanupLineRoute> = async (c) => {
  const { deps, person } = c.var;
  const { importId: list, line } = c.req.valid('param');
  const body = c.req.valid('json');
  const decided = await decideLine(deps.bench, {
    importId: list,
    line,
    by: actorName(person),
    authority: person.authority,
    reasons: body.reasons,
    correction: body.correction ? await claimOf(deps, body.correction) : null,
  });
  switch (decided.kind) {
    case 'decided':
      return c.json({ line, decision: decided.decision, caseId: decided.caseId }, 200);
    case 'proposed':
      return c.json({ line, decision: decided.kind, caseId: null }, 200);
    case 'refused':
      throw new Problem(refusedAs(decided.refusals), { refusals: decided.refusals });
    case 'unknown-line':
      throw new Problem('import-not-found', { detail: 'No such line waits in the clean-up.' });
    case 'decided-before':
      throw new Problem('not-ready', { detail: 'The line was decided before.' });
    case 'taken-before':
      throw new Problem('not-ready', { detail: `The entry stands already, as case ${decided.caseId}.` });
    case 'other-authority':
      throw new Problem('not-entitled', { detail: 'The line belongs to another authority.' });
    case 'findings':
      throw new Problem('refused', { refusals: decided.findings.map(({ refusal }) => refusal) });
  }
};

async function claimOf({ connection }: Deps, asked: z.output<typeof correction>): Promise<Claim> {
  const authority = await findAuthority(connection.db, asked.authority);
  if (authority === undefined) throw new Problem('unknown-authority');
  const { level, title, regimes, territory } = authority;
  return {
    ...asked,
    authority: { id: authority.id, level, title, regimes, ...(territory !== null && { territory }) },
  };
}
