import { z } from 'zod';
import { memberOf } from './json-value.ts';
import type { Evidence, Law } from './story.ts';

const cited = {
  cite: z.string(),
  status: z.enum(['verified-text', 'secondary', 'unverified']),
  practice: z.boolean().optional(),
};
const title = z.record(z.string(), z.string());

const clockRule = z.looseObject({ ...cited, title, amount: z.number(), unit: z.string() });

/** The parts of a regime that a player needs; everything else stays as it came. */
const packSchema = z.looseObject({
  regime: z.string(),
  version: z.string(),
  title,
  timezone: z.string(),
  calendar: z.string(),
  clocks: z.record(z.string(), clockRule),
  grounds: z.array(z.looseObject({ id: z.string() })),
  reviewProceedings: z
    .array(
      z.looseObject({
        ...cited,
        title,
        forum: z.string(),
        timeLimit: z.looseObject({ amount: z.number(), unit: z.string() }).optional(),
      }),
    )
    .default([]),
  escalation: z
    .array(z.looseObject({ id: z.string(), when: z.string(), amount: z.number(), unit: z.string() }))
    .default([]),
});

type ClockLaw = Law & { readonly title: string; readonly length: string };

/** One version of a regime as the API publishes it. */
export type Regime = {
  readonly regime: string;
  readonly version: string;
  readonly title: string;
  readonly timezone: string;
  readonly calendar: string;
  readonly clock: (rule: string) => ClockLaw | undefined;
  /** When a rung is reached: `2 working days before`. */
  readonly rung: (id: string) => string;
  /** The ids of a list, by its path; a path that begins with `ground` is looked up in the ground named. */
  readonly idsAt: (path: string, ground: string | undefined) => readonly string[] | undefined;
};

/** Reads a regime out of what the API answers for one. */
export function regimeOf(pack: unknown): Regime {
  const read = packSchema.parse(pack);
  const remedies = new Map<string, z.output<typeof clockRule>>(
    read.reviewProceedings.flatMap(({ forum, timeLimit, ...law }) =>
      timeLimit ? [[`remedy.${forum}`, { ...law, ...timeLimit }] as const] : [],
    ),
  );
  return {
    regime: read.regime,
    version: read.version,
    title: inEnglish(read.title),
    timezone: read.timezone,
    calendar: read.calendar,
    clock: (rule) => {
      const law = read.clocks[rule] ?? remedies.get(rule);
      if (law === undefined) return undefined;
      const status: Evidence = law.practice ? 'practice' : law.status;
      return { citation: law.cite, status, title: inEnglish(law.title), length: lengthText(law) };
    },
    rung: (id) => {
      const found = read.escalation.find((each) => each.id === id);
      return found === undefined ? id.replaceAll('-', ' ') : `${lengthText(found)} ${found.when}`;
    },
    idsAt: (path, ground) => {
      const [first = '', ...rest] = path.split('.');
      const root: unknown = first === 'ground' ? read.grounds.find(({ id }) => id === ground) : read[first];
      return idsIn(rest.reduce(memberOf, root));
    },
  };
}

/** `90 calendar days`, `3 years`, `until an event`. */
export function lengthText({ amount, unit }: { readonly amount: number; readonly unit: string }): string {
  if (unit === 'until-event') return 'until an event';
  if (unit === 'life') return 'for life';
  if (unit === 'actual-term-of') return 'as long as another term';
  if (unit === 'day-of-next-month') return `day ${amount} of the next month`;
  const words = unit.replaceAll('-', ' ');
  return `${amount} ${amount === 1 ? words.replace(/s$/u, '') : words}`;
}

function inEnglish(titles: Readonly<Record<string, string>>): string {
  return titles['en'] ?? Object.values(titles)[0] ?? '';
}

function idsIn(list: unknown): readonly string[] | undefined {
  if (!Array.isArray(list)) return undefined;
  return list.flatMap((each: unknown) => {
    const id = typeof each === 'string' ? each : memberOf(each, 'id');
    return typeof id === 'string' ? id : [];
  });
}
