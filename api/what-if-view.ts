import { z } from '@hono/zod-openapi';
import { caseEffectSchema, positionSummarySchema, ruleSummarySchema } from './change-view.ts';

/** How many cases a report looks at; the preview of a change looks at all of them. */
export const MOST_CASES = 5_000;

export const casesShown = z.coerce
  .number()
  .int()
  .min(0)
  .max(MOST_CASES)
  .default(100)
  .meta({ description: 'How many cases are shown one by one; the sums are over all.' });

const whatIfSchema = z
  .object({
    regime: z.string(),
    version: z.string(),
    transition: z.object({
      mode: z.enum(['pinned', 'most-favourable', 'recompute']),
      citation: z.string(),
      status: z.string(),
    }),
    looked: z.int(),
    untouched: z.int(),
    rules: z.array(ruleSummarySchema).readonly(),
    position: z.array(positionSummarySchema).readonly(),
    unlawfulMeasures: z.array(z.object({ measure: z.string(), cases: z.int() })).readonly(),
    removalsDue: z.int(),
    lawFell: z.int(),
    harsher: z.int().meta({ description: 'Clocks that would fall back on the subject: they are kept.' }),
    stays: z.record(z.string(), z.int()),
    cases: z.array(z.object({ caseId: z.string(), from: z.string(), effect: caseEffectSchema })),
    seconds: z.number(),
  })
  .openapi('WhatIf');

export const whatIfContent = { 'application/json': { schema: whatIfSchema } };
