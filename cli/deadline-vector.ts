import { z } from 'zod';

/** The JSON-lines form in which `amends deadlines` is asked. Documented in docs/calendar.md. */

const unit = z.enum(
  [
    'hours',
    'calendar-days',
    'working-days',
    'weeks',
    'months',
    'years',
    'day-of-next-month',
    'life',
    'until-event',
    'actual-term-of',
  ],
  { error: (issue) => `unknown unit ${JSON.stringify(issue.input)}` },
);

const text = z.string().optional();

const rule = z.strictObject({
  amount: z.number().default(0),
  unit,
  start: z.enum(['exclusive', 'inclusive']).default('exclusive'),
  roll: z.enum(['none', 'next-working-day']).default('none'),
  calendar: z.string(),
  timezone: z.string(),
  direction: z.enum(['after', 'before']).optional(),
  ends: z.union([z.literal('end-of-day'), z.strictObject({ closeOfBusiness: z.string() })]).optional(),
  name: text,
  note: text,
  citation: text,
});

const toll = z.looseObject({ from: z.string(), to: z.string().nullable(), cause: text, evidence: text });
const extension = z.looseObject({ on: z.string(), amount: z.number(), unit, removedOn: text });

const circumstances = {
  from: text,
  calendarKnownAt: text,
  tolling: z.array(toll).optional(),
  tollingCap: z
    .strictObject({ amount: z.number(), unit: z.enum(['calendar-days', 'working-days']) })
    .optional(),
  pauseConvention: z.enum(['stop-day-lost', 'resume-day-lost']).optional(),
  extensions: z.array(extension).optional(),
};

const step = z.looseObject({ name: text, rule, ...circumstances });

const sentenceTests = [
  'within-one-window',
  'on-or-before-last-day',
  'before-last-day',
  'on-or-after-last-day',
  'after-last-day',
] as const;

const vector = z.looseObject({
  id: z.union([z.string(), z.number()]).optional(),
  kind: z
    .enum(['period', 'hours', 'dayOfNextMonth', 'chain', 'max', 'min', 'sequence', 'predicate'], {
      error: (issue) => `unknown kind ${JSON.stringify(issue.input)}`,
    })
    .default('period'),
  rule: rule.optional(),
  ...circumstances,
  steps: z.array(step).optional(),
  /** Vectors themselves, each parsed when it is its turn. */
  periods: z.array(z.unknown()).optional(),
  interruptions: z.array(z.string()).optional(),
  question: text,
  dates: z.array(z.string()).optional(),
  test: z.enum(sentenceTests).optional(),
});

/** One question: a period, or several of them combined. */
export type Vector = z.infer<typeof vector>;
export type VectorRule = z.infer<typeof rule>;
export type VectorStep = z.infer<typeof step>;
export type SentenceTest = (typeof sentenceTests)[number];

/** A vector, or why `value` is none. */
export const parseVector = (value: unknown): Vector | { readonly error: string } => {
  const parsed = vector.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const where = issue === undefined || issue.path.length === 0 ? '' : `${issue.path.join('.')}: `;
  return { error: `${where}${issue?.message ?? 'not a vector'}` };
};
