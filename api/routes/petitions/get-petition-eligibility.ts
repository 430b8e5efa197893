import { createRoute, z } from '@hono/zod-openapi';
import { otherCases } from '../../../db/commands/subject-marks.ts';
import { eligibility } from '../../../domain/petition/eligibility.ts';
import type { Operation } from '../../act.ts';
import { byAnyone } from '../../authenticate.ts';
import { caseParams } from '../../fields.ts';
import { problems, refusalSchema } from '../../problems.ts';
import { seenCase } from '../../seen-case.ts';

const requirement = z.object({
  id: z.string(),
  title: z.record(z.string(), z.string()),
  cite: z.string(),
  status: z.string(),
  fulfilled: z.enum(['verified', 'reported']).nullable().meta({
    description: 'Found by the authority or told by the record; or so far reported by the subject.',
  }),
  on: z.string().nullable(),
});

export const getPetitionEligibilityRoute = createRoute({
  operationId: 'get-petition-eligibility',
  method: 'get',
  path: '/v1/cases/{caseId}/petition-eligibility',
  tags: ['Petitions'],
  summary: 'Whether repair is open now, from which day it is, and what a petition has to show',
  security: [{ bearer: [] }],
  middleware: byAnyone(),
  request: { params: caseParams },
  responses: {
    200: {
      description: 'Computed at the moment of asking.',
      content: {
        'application/json': {
          schema: z
            .object({
              possible: z.boolean(),
              because: z.array(refusalSchema).readonly(),
              from: z.string().nullable(),
              inDays: z.int().nullable(),
              preconditions: z.array(requirement).readonly(),
              materials: z.array(requirement).readonly(),
              missing: z.array(z.string()).readonly(),
              fee: z.number(),
            })
            .openapi('PetitionEligibility'),
        },
      },
    },
    ...problems(
      'invalid-request',
      'unauthenticated',
      'issuer-unavailable',
      'not-entitled',
      'case-not-found',
      'internal-error',
      'record-unavailable',
    ),
  },
});

export const getPetitionEligibility: Operation<typeof getPetitionEligibilityRoute> = async (c) => {
  const { caseId } = c.req.valid('param');
  const { state, context } = await seenCase(c, caseId);
  const earlier = await otherCases(c.var.deps.bench.sql, caseId);
  return c.json(eligibility(state, { ...context, earlier }), 200);
};
