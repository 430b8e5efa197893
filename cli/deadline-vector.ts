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

/** A field that may be missing or null, which mean the same. */
const maybe = <T extends z.ZodType>(schema: T) => schema.nullish().transform((value) => value ?? undefined);

const text = maybe(z.string());

const endless: readonly string[] = ['life', 'until-event', 'actual-term-of'];

const rule = z
  .strictObject({
    amount: maybe(z.number()),
    unit,
    start: z.enum(['exclusive', 'inclusive']),
    roll: z.enum(['none', 'next-working-day']),
    calendar: z.string(),
    timezone: z.string(),
    direction: maybe(z.enum(['after', 'before'])),
    ends: maybe(z.union([z.literal('end-of-day'), z.strictObject({ closeOfBusiness: z.string() })])),
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

// What a pause or an extension says besides might change the answer, so nothing unknown is passed over in silence.
const toll = z.strictObject({
  from: z.string(),
  to: z
    .string()
    .nullish()
    .transform((to) => to ?? null),
  cause: text,
  evidence: text,
  note: text,
});
const extension = z.strictObject({ on: z.string(), amount: z.number(), unit, removedOn: text, note: text });

const circumstances = {
  from: text,
  calendarKnownAt: text,
  tolling: maybe(z.array(toll)),
  tollingCap: maybe(z.strictObject({ amount: z.number(), unit: z.enum(['calendar-days', 'working-days']) })),
  pauseConvention: maybe(z.enum(['stop-day-lost', 'resume-day-lost'])),
  extensions: maybe(z.array(extension)),
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
    .nullish()
    .transform((kind) => kind ?? 'period'),
  rule: maybe(rule),
  ...circumstances,
  steps: maybe(z.array(step)),
  /** Vectors themselves, each parsed when it is its turn. */
  periods: maybe(z.array(z.unknown())),
  interruptions: maybe(z.array(z.string())),
  question: text,
  dates: maybe(z.array(z.string())),
  test: maybe(z.enum(sentenceTests)),
  /** Whose working days and local days a question means, where its length depends on them. */
  calendar: text,
  timezone: text,
});

/** One question: a period, or several of them combined. */
export type Vector = z.infer<typeof vector>;
export type VectorRule = z.infer<typeof rule>;
export type SentenceTest = (typeof sentenceTests)[number];

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The two kinds that fix the unit may leave it out; the day of the next month may be called `day` instead of `amount`. */
const completed = (value: unknown): unknown => {
  if (!isRecord(value) || (value['kind'] !== 'hours' && value['kind'] !== 'dayOfNextMonth')) return value;
  const { day, dayOfMonth, ...rest } = isRecord(value['rule']) ? value['rule'] : {};
  if (value['kind'] === 'hours') return { ...value, rule: { ...rest, unit: rest['unit'] ?? 'hours' } };
  const amount = day ?? dayOfMonth ?? value['day'] ?? value['dayOfMonth'] ?? rest['amount'];
  const unit = rest['unit'] ?? 'day-of-next-month';
  return { ...value, rule: { start: 'exclusive', ...rest, amount, unit } };
};

/** What a kind fixes and its rule contradicts. */
const contradiction = ({ kind, rule: given }: Vector): string | undefined => {
  const fixed = kind === 'hours' ? 'hours' : kind === 'dayOfNextMonth' ? 'day-of-next-month' : given?.unit;
  return given === undefined || given.unit === fixed
    ? undefined
    : `rule.unit: a question of the kind ${kind} is not one of ${given.unit}`;
};

/** A vector, or why `value` is none. */
export const parseVector = (value: unknown): Vector | { readonly error: string } => {
  const parsed = vector.safeParse(completed(value));
  if (parsed.success) {
    const error = contradiction(parsed.data);
    return error === undefined ? parsed.data : { error };
  }
  const [issue] = parsed.error.issues;
  const where = issue === undefined || issue.path.length === 0 ? '' : `${issue.path.join('.')}: `;
  return { error: `${where}${issue?.message ?? 'not a vector'}` };
};
