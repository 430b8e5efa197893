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

const endless: readonly string[] = ['life', 'until-event', 'actual-term-of'];

const rule = z
  .strictObject({
    amount: z.number().optional(),
    unit,
    start: z.enum(['exclusive', 'inclusive']),
    roll: z.enum(['none', 'next-working-day']),
    calendar: z.string(),
    timezone: z.string(),
    direction: z.enum(['after', 'before']).optional(),
    ends: z.union([z.literal('end-of-day'), z.strictObject({ closeOfBusiness: z.string() })]).optional(),
    name: text,
    note: text,
    citation: text,
  })
  .transform(({ amount, ...given }, context) => {
    if (amount === undefined && !endless.includes(given.unit)) {
      context.addIssue({ code: 'custom', message: 'missing', path: ['amount'] });
    }
    return { ...given, amount: amount ?? 0 };
  });

const toll = z.object({ from: z.string(), to: z.string().nullable(), cause: text, evidence: text });
const extension = z.object({ on: z.string(), amount: z.number(), unit, removedOn: text });

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

const step = z.object({ name: text, rule, ...circumstances });

const sentenceTests = [
  'within-one-window',
  'on-or-before-last-day',
  'before-last-day',
  'on-or-after-last-day',
  'after-last-day',
] as const;

const vector = z.object({
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

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The two kinds that fix the unit may leave it out; the day of the next month may be called `day` instead of `amount`. */
const completed = (value: unknown): unknown => {
  if (!isRecord(value) || (value['kind'] !== 'hours' && value['kind'] !== 'dayOfNextMonth')) return value;
  const { day: dayOfRule, ...rest } = isRecord(value['rule']) ? value['rule'] : {};
  if (value['kind'] === 'hours') return { ...value, rule: { unit: 'hours', ...rest } };
  const amount = dayOfRule ?? value['day'] ?? rest['amount'];
  return { ...value, rule: { start: 'exclusive', ...rest, amount, unit: 'day-of-next-month' } };
};

/** A vector, or why `value` is none. */
export const parseVector = (value: unknown): Vector | { readonly error: string } => {
  const parsed = vector.safeParse(completed(value));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const where = issue === undefined || issue.path.length === 0 ? '' : `${issue.path.join('.')}: `;
  return { error: `${where}${issue?.message ?? 'not a vector'}` };
};
