import { z } from '@hono/zod-openapi';
import type { ChangedCase, FoundChange } from '../db/queries/changes.ts';
import { clockChanges } from '../domain/change/effect.ts';
import { text } from './fields.ts';

const changeId = z
  .string()
  .regex(/^[a-z2-7]{20}$/, 'the id of a change')
  .openapi({ param: { name: 'changeId', in: 'path' } });
export const changeParams = z.object({ changeId });

const favour = z.enum(['for-subject', 'against-subject', 'neither']).openapi('Favour');
const how = z.enum(clockChanges).openapi('ClockChange').meta({
  description:
    'moved: another date. kept: the change may not give it the date it would have. renewed: the same date on other calendars. paused: the better of both dates when it runs on. armed, stopped: by the new law.',
});
const dates = z.object({ due: z.string().nullable(), end: z.string().nullable() });

export const ruleSummarySchema = z
  .object({
    rule: z.string(),
    against: z.string(),
    how,
    favour,
    clocks: z.int(),
    days: z
      .object({ least: z.int(), most: z.int() })
      .nullable()
      .meta({ description: 'By how many days; of a kept clock, by how many it would have been.' }),
  })
  .openapi('RuleSummary');

const positionChange = z.enum(['right-lost', 'right-gained', 'burden-added', 'burden-lifted', 'moved']);

export const positionSummarySchema = z
  .object({
    what: z.string(),
    favour: z.enum(['for-subject', 'against-subject']),
    how: positionChange,
    cases: z.int(),
  })
  .openapi('PositionSummary');

export const caseEffectSchema = z
  .object({
    clocks: z
      .array(
        z
          .object({
            key: z.string(),
            rule: z.string(),
            against: z.enum(['authority', 'subject', 'recipient']),
            how,
            favour,
            before: dates.nullable(),
            after: dates.nullable(),
            why: z
              .enum([
                'right-not-shortened',
                'burden-not-lengthened',
                'older-law-is-milder',
                'extended-otherwise',
                'new-date-is-past',
                'already-overdue',
              ])
              .optional(),
          })
          .openapi('ClockEffect'),
      )
      .readonly(),
    position: z
      .array(
        z
          .object({
            what: z.string().meta({ description: 'By its place in the pack.' }),
            favour: z.enum(['for-subject', 'against-subject']),
            how: positionChange,
            before: z.string().nullable(),
            after: z.string().nullable(),
          })
          .openapi('PositionEffect'),
      )
      .readonly()
      .meta({
        description: 'What else changes for the subject: rights, burdens, and days that matter to it.',
      }),
    unlawful: z
      .array(z.string())
      .readonly()
      .meta({ description: 'Measures that the new law does not allow.' }),
    removalDue: z.boolean(),
    lawFell: z.object({ what: z.enum(['ground', 'instrument']), id: z.string() }).nullable(),
    stays: z.enum(['pinned', 'law-fell', 'right-without-rule', 'harsher']).nullable().meta({
      description:
        'Why the case stays under its own version. harsher: the new one would put its subject in a worse position and does not state by which law.',
    }),
  })
  .openapi('CaseEffect');

export const changedCaseSchema = z
  .object({
    caseId: z.string(),
    status: z.string().meta({ description: 'pending, applied, gone or stays.' }),
    late: z.boolean().meta({ description: 'Found after the preview.' }),
    appliedAt: z.string().nullable(),
    effect: caseEffectSchema,
  })
  .openapi('ChangedCase');

export const changeSchema = z
  .object({
    changeId: z.string(),
    kind: z.enum(['calendar', 'regime']),
    calendar: z.string().nullable(),
    regime: z.string().nullable(),
    version: z.string().nullable(),
    knownAt: z.string().nullable(),
    perSecond: z.int(),
    status: z.enum(['previewing', 'previewed', 'approved', 'applied', 'withdrawn']),
    reason: z.string(),
    proposedBy: z.string(),
    proposedAt: z.string(),
    previewedAt: z.string().nullable(),
    decidedBy: z.string().nullable(),
    decidedAt: z.string().nullable(),
    decisionReason: z.string().nullable(),
    appliedAt: z.string().nullable(),
    cases: z.object({
      looked: z.int(),
      touched: z.int(),
      pending: z.int(),
      applied: z.int(),
      gone: z.int(),
      stays: z.int(),
      late: z.int(),
    }),
    rules: z.array(ruleSummarySchema).readonly(),
    position: z.array(positionSummarySchema).readonly(),
    harsher: z.int().meta({ description: 'Cases that stay, because the new law would make them worse.' }),
    unlawfulMeasures: z.array(z.object({ measure: z.string(), cases: z.int() })).readonly(),
    removalsDue: z.int(),
    lawFell: z.int(),
  })
  .openapi('Change');

export const changeContent = { 'application/json': { schema: changeSchema } };

export const changeReason = z.strictObject({ reason: text }).openapi('ChangeReason');

/** A change as the API shows it. */
export function changeView({ id, ...rest }: FoundChange): z.output<typeof changeSchema> {
  return { changeId: id, ...rest };
}

/** One case of a change as the API shows it. */
export const changedCaseView = (each: ChangedCase): z.output<typeof changedCaseSchema> => each;
