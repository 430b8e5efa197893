import { z } from '@hono/zod-openapi';
import type { Calendars } from '../domain/calendar/calendar.ts';
import { explainDeadline, type Explanation } from '../domain/calendar/explanation.ts';
import { periodOf, restsOf } from '../domain/case/clock-dates.ts';
import { proofOf, type ClockLife, type Numbered } from '../domain/case/clock-lives.ts';
import type { Clock, Instant } from '../domain/case/state.ts';
import { clockRule } from '../domain/regime/clock-rule.ts';
import { evidenceStatuses } from '../domain/regime/cited.ts';
import type { Pack } from '../domain/regime/pack.ts';

const nullable = z.string().nullable();
const strings = z.array(z.string()).readonly();
const bound = z.object({ amount: z.number(), unit: z.string() });
const pause = { cause: z.string().optional(), evidence: z.string().optional() };
const edition = { calendar: z.string(), year: z.number(), version: z.number(), knownFrom: z.string() };

const explainedLine = z.object({
  from: z.string(),
  to: nullable,
  counted: z.number(),
  reason: z.string(),
  left: z.number(),
  name: z.string().optional(),
  version: z.string().optional(),
  assumed: z.literal(true).optional(),
  notIncluded: z.string().optional(),
  pauses: z.array(z.object(pause)).readonly().optional(),
  beyondCap: z.literal(true).optional(),
});

const explanationSchema = z
  .object({
    rule: z.object({
      ...bound.shape,
      start: z.string(),
      roll: z.string(),
      calendar: z.string(),
      timezone: z.string(),
      ends: z.union([z.string(), z.object({ closeOfBusiness: z.string() })]).optional(),
    }),
    start: z.object({ given: z.string(), day: z.string(), counts: z.boolean() }),
    direction: z.string(),
    counting: z.string(),
    budget: z.number(),
    correspondence: z
      .object({ months: z.number(), corresponding: nullable, last: z.string(), days: z.number() })
      .nullable(),
    extensions: z
      .array(
        z.object({
          on: z.string(),
          ...bound.shape,
          removedOn: z.string().optional(),
          effect: z.number(),
        }),
      )
      .readonly(),
    dueWithoutExtensions: nullable,
    pauseConvention: nullable,
    tollingCap: bound.nullable(),
    idlePauses: z
      .array(z.object({ from: z.string(), to: nullable, ...pause }))
      .readonly()
      .meta({ description: 'Pauses that took nothing out.' }),
    lines: z.array(explainedLine).readonly(),
    roll: z.array(explainedLine).readonly(),
    sources: z.array(z.object({ ...edition, source: strings })).readonly(),
    knownAt: nullable.meta({ description: 'The day as of which the calendars were known.' }),
    laterVersions: z
      .array(z.object(edition))
      .readonly()
      .meta({ description: 'Versions known today that the clock does not rest on.' }),
    unknownYears: z.array(z.number()).readonly(),
    deadline: z.object({ due: nullable, end: nullable, remaining: z.number().nullable() }),
  })
  .openapi('Explanation');

const startSchema = z
  .object({
    event: z.string(),
    seq: z.int().meta({ description: 'Its place in the record.' }),
    at: z.string(),
    by: z.string(),
    proof: z.object({ kind: z.string(), digest: z.string() }).nullable(),
  })
  .openapi('ClockStart');

const dates = z.object({ due: nullable, end: nullable });
const changeSchema = z
  .object({
    seq: z.int(),
    event: z.string(),
    at: z.string(),
    by: z.string(),
    on: z.string().optional(),
    length: bound.optional(),
    cause: z.string().optional(),
    evidence: z.string().optional(),
    reasons: z.string().optional().meta({ description: 'The id of the sealed text.' }),
    change: z.string().optional().meta({ description: 'The change of calendar or law that did it.' }),
    before: dates.optional(),
    kept: z
      .object({ ...dates.shape, why: z.string() })
      .optional()
      .meta({ description: 'What the change would have made of it, and why it may not.' }),
    rung: z.string().optional(),
    due: nullable.optional().meta({ description: 'The last day from then on.' }),
  })
  .openapi('ClockHistory');

const law = {
  rule: z.string(),
  title: z.record(z.string(), z.string()),
  citation: z.string(),
  status: z.enum(evidenceStatuses),
};
const account = {
  start: startSchema.nullable(),
  changes: z.array(changeSchema).readonly(),
  explanation: explanationSchema.nullable(),
};

export const clockSchema = z
  .object({
    key: z.string(),
    ...law,
    ref: nullable,
    against: z.string(),
    effect: z.string(),
    from: z.string(),
    startedBy: z.string(),
    due: nullable,
    end: nullable,
    provisional: z.boolean(),
    overdue: z.boolean(),
    rungs: z.array(z.object({ id: z.string(), at: z.string(), tells: z.string() })).readonly(),
    ...account,
  })
  .openapi('Clock');

export const endedClockSchema = z
  .object({
    key: z.string(),
    ...law,
    against: z.string(),
    startedBy: z.string(),
    due: nullable,
    end: nullable,
    armedAt: z.string(),
    endedAt: z.string(),
    outcome: nullable,
    lapsedAt: nullable,
    ...account,
  })
  .openapi('EndedClock');

type ClockView = z.output<typeof clockSchema>;
type EndedClockView = z.output<typeof endedClockSchema>;
type Account = Pick<ClockView, 'start' | 'changes' | 'explanation'>;

/** The law under which clocks are told, and the present of the case. */
export type ClockLaw = {
  readonly packOf: (version: string) => Pack | undefined;
  readonly calendars: Calendars;
  readonly now: Instant;
};

/** A running clock, as the case has it by now; its life is what the record tells of it. */
export function runningClock(
  clock: Clock,
  life: ClockLife | undefined,
  pack: Pack,
  law: ClockLaw,
): ClockView {
  return {
    key: clock.key,
    ...lawOf(clock, pack),
    ref: clock.ref ?? null,
    against: clock.against,
    effect: clock.effect,
    from: clock.from,
    startedBy: clock.startedBy,
    due: clock.due,
    end: clock.end,
    provisional: clock.provisional,
    overdue: clock.end !== null && clock.end <= law.now,
    rungs: clock.rungs.map(({ id, at, tells }) => ({ id, at, tells })),
    ...accountOf(clock, life, pack, law),
  };
}

/** The clocks of a record that are over, each with how it came to its day. */
export function endedClocks(lives: readonly ClockLife[], law: ClockLaw): readonly EndedClockView[] {
  return lives.flatMap((life): EndedClockView[] => {
    const { clock, ended, armedAt, lapsedAt } = life;
    const pack = law.packOf(life.version);
    if (ended === null || pack === undefined) return [];
    return [
      {
        key: clock.key,
        ...lawOf(clock, pack),
        against: clock.against,
        startedBy: clock.startedBy,
        due: clock.due,
        end: clock.end,
        armedAt,
        endedAt: ended.at,
        outcome: ended.how,
        lapsedAt,
        ...accountOf(clock, life, pack, law),
      },
    ];
  });
}

function lawOf({ rule }: Clock, pack: Pack): Pick<ClockView, 'rule' | 'title' | 'citation' | 'status'> {
  const stated = clockRule(pack, rule);
  return {
    rule,
    title: stated?.title ?? {},
    citation: stated?.cite ?? '',
    status: stated?.status ?? 'unverified',
  };
}

function accountOf(clock: Clock, life: ClockLife | undefined, pack: Pack, law: ClockLaw): Account {
  const start = life?.start;
  return {
    start: start
      ? {
          event: start.event.type,
          seq: start.seq,
          at: start.at,
          by: start.actor,
          proof: proofOf(start.event),
        }
      : null,
    changes: (life?.changes ?? []).map(changeOf),
    explanation: explained(clock, pack, law),
  };
}

/** The date counted again, day by day, by the code that computed it. An adopted entry's end is the old list's own. */
function explained(clock: Clock, pack: Pack, { calendars }: ClockLaw): Account['explanation'] {
  const rule = clockRule(pack, clock.rule);
  if (rule === undefined || clock.startedBy === 'entry-adopted') return null;
  const on = { rests: restsOf(clock), knownAt: clock.knownAt };
  const explanation = explainDeadline(periodOf(rule, clock, pack, on), calendars);
  return explanation.kind === 'explanation' ? shown(explanation) : null;
}

function shown({ kind: _kind, deadline, rule, sources, ...rest }: Explanation): Account['explanation'] {
  const { amount, unit, start, roll, calendar, timezone, ends } = rule;
  return {
    ...rest,
    rule: { amount, unit, start, roll, calendar, timezone, ...(ends !== undefined && { ends }) },
    sources: sources.map((each) => ({ ...each, source: [...each.source] })),
    deadline: { due: deadline.due, end: deadline.end, remaining: deadline.remaining },
  };
}

function changeOf({ seq, event, at, actor }: Numbered): ClockView['changes'][number] {
  const common = { seq, event: event.type, at, by: actor };
  switch (event.type) {
    case 'clock-extended': {
      const { on, amount, unit } = event.extension;
      return {
        ...common,
        on,
        length: { amount, unit },
        reasons: event.reasons.id,
        due: event.clock.due,
      };
    }
    case 'extension-changed':
      return {
        ...common,
        on: event.on,
        length: event.by,
        reasons: event.reasons.id,
        due: event.clock.due,
      };
    case 'extension-withdrawn':
      return { ...common, on: event.on, due: event.clock.due };
    case 'clock-tolled':
    case 'clock-resumed': {
      const { on, cause, evidence } = event;
      return { ...common, on, cause, evidence, due: event.clock.due };
    }
    case 'clock-rederived': {
      const { change, before, kept } = event;
      return { ...common, change, before, ...(kept && { kept }), due: event.clock.due };
    }
    case 'rung-reached':
      return { ...common, rung: event.rung };
    default:
      return common;
  }
}
