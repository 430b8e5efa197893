import { randomUUID } from 'node:crypto';
import { z } from '@hono/zod-openapi';
import { advanceCase } from '../db/commands/advance-case.ts';
import { rule } from '../db/commands/rule.ts';
import { findCase } from '../db/queries/cases.ts';
import type { Instant } from '../domain/case/state.ts';
import type { ToWake } from '../workflows/contract/wake-case.ts';
import type { Deps } from './deps.ts';
import { instant } from './fields.ts';
import { Problem } from './problems.ts';

const iso8601 =
  /^P(?=\d|T\d)(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/;
const amount = z.int().min(0).max(36_500).default(0);

/** How far a sandbox case is to live: a length of time, or until an instant. */
export const by = z.union([
  z
    .string()
    .regex(iso8601, 'an ISO 8601 duration such as P15D or P3Y')
    .meta({ examples: ['P15D'] }),
  z.strictObject({ days: amount, months: amount, years: amount, hours: amount }).partial(),
  z.strictObject({ until: instant }),
]);
export type By = z.output<typeof by>;

/** The instant that is `by` after `now`; months and years are those of the calendar. */
export function momentAfter(now: Instant, by: By): Instant {
  if (typeof by === 'object' && 'until' in by) return by.until;
  const { years, months, days, ms } = lengthOf(by);
  const from = new Date(now);
  const month = from.getUTCMonth() + months + years * 12;
  const lastDay = new Date(Date.UTC(from.getUTCFullYear(), month + 1, 0)).getUTCDate();
  const at = new Date(from);
  at.setUTCFullYear(from.getUTCFullYear(), month, Math.min(from.getUTCDate(), lastDay) + days);
  return new Date(at.getTime() + ms).toISOString();
}

const HOUR_MS = 3_600_000;

function lengthOf(by: Exclude<By, { until: string }>): {
  years: number;
  months: number;
  days: number;
  ms: number;
} {
  if (typeof by === 'object')
    return {
      years: by.years ?? 0,
      months: by.months ?? 0,
      days: by.days ?? 0,
      ms: (by.hours ?? 0) * HOUR_MS,
    };
  const [years = 0, months = 0, weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = (
    iso8601.exec(by) ?? []
  )
    .slice(1)
    .map((part) => Number(part ?? 0));
  return { years, months, days: days + weeks * 7, ms: hours * HOUR_MS + minutes * 60_000 + seconds * 1_000 };
}

/**
 * A case lives some seconds longer than it was asked to. A workflow that is to stop in the very moment in which one of
 * its clocks comes due may miss it: the engine then skips on to the clocks that follow.
 */
const LONGER_MS = 5_000;

export type Advanced = {
  readonly caseId: string;
  readonly now: Instant;
  readonly stage: string;
  readonly outcome: string | null;
  readonly seq: number;
};

/**
 * Lets one sandbox case live until a moment: its workflow skips the time between its clocks, doing at each what is due,
 * and then its record follows. A case whose workflow has ended only moves its own time.
 */
export async function advance(
  deps: Deps,
  found: ToWake,
  target: (now: Instant) => Instant,
): Promise<Advanced> {
  const { db } = deps.connection;
  const before = await findCase(db, found.id);
  if (before === undefined) throw new Problem('case-not-found');
  if (!before.sandbox) throw new Problem('not-a-sandbox-case');
  const asked = Date.parse(target(before.now));
  if (asked > Date.parse(before.now)) {
    const until = new Date(asked + LONGER_MS).toISOString();
    const durationMs = Date.parse(until) - Date.parse(before.now);
    if (before.state.stage !== 'closed') await livedThrough(deps, found, durationMs);
    await advanceCase(db, { caseId: found.id, until });
    await keepClocks(deps, found.id);
  }
  const after = await findCase(db, found.id);
  if (after === undefined) throw new Problem('case-not-found');
  const { state, now } = after;
  return { caseId: found.id, now, stage: state.stage, outcome: state.outcome ?? null, seq: state.seq };
}

async function livedThrough(deps: Deps, found: ToWake, durationMs: number): Promise<void> {
  try {
    await deps.engine.pass(found, durationMs);
  } catch (error) {
    deps.logger.warn({ reason: error instanceof Error ? error.message : 'unknown' }, 'time did not pass');
    throw new Problem('engine-unavailable', { headers: { 'retry-after': '2' } });
  }
}

/** What has come due by the new time and no workflow has ruled: ruled now, so that the caller finds it done. */
async function keepClocks(deps: Deps, caseId: string): Promise<void> {
  const found = await findCase(deps.connection.db, caseId);
  const due = found && Object.values(found.state.clocks).some((clock) => isDue(clock, found.now));
  if (due !== true) return;
  await rule(deps.bench, {
    commandId: `advance/${caseId}/${randomUUID()}`,
    caseId,
    actor: { kind: 'clock' },
    request: 'keep-clocks',
    command: () => ({ type: 'keep-clocks' }),
  });
}

type Ends = {
  readonly end: Instant | null;
  readonly lapsedAt?: Instant;
  readonly rungs: readonly { at: Instant }[];
};

function isDue({ end, lapsedAt, rungs }: Ends, now: Instant): boolean {
  return (end !== null && lapsedAt === undefined && end <= now) || rungs.some(({ at }) => at <= now);
}

export const advancedSchema = z
  .object({
    caseId: z.string(),
    now: z.string().meta({ description: "The case's present." }),
    stage: z.string(),
    outcome: z.string().nullable(),
    seq: z.int(),
  })
  .openapi('Advanced');
