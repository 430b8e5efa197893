import { and, asc, eq, gt, isNotNull, isNull, or, sql } from 'drizzle-orm';
import type { Instant } from '../../domain/case/state.ts';
import type { Database } from '../client.ts';
import { caseFile, clock } from '../schema/cases.ts';
import { caseNow, within, type Reach } from './cases.ts';
import { iso } from './instant.ts';

export type ArmedClock = {
  readonly caseId: string;
  readonly key: string;
  readonly rule: string;
  readonly against: string;
  readonly effect: string;
  readonly due: string | null;
  readonly end: Instant;
  readonly provisional: boolean;
  readonly overdue: boolean;
  readonly regime: string;
  readonly version: string;
  readonly authority: string;
  readonly stage: string;
};

export type ClockFilter = {
  readonly reach: readonly Reach[];
  readonly against?: string | undefined;
  readonly rule?: string | undefined;
  readonly overdue?: boolean | undefined;
  /** Only clocks that end before this instant. */
  readonly before?: Instant | undefined;
  readonly after?: { readonly end: Instant; readonly caseId: string; readonly key: string } | undefined;
  readonly limit: number;
};

const isOverdue = sql<boolean>`${clock.endsAt} <= ${caseNow}`;

/** Armed clocks with an end, soonest first. Overdue is derived from the end, never stored. */
export async function listClocks(db: Database, filter: ClockFilter): Promise<ArmedClock[]> {
  const { reach, against, rule, overdue, before, after, limit } = filter;
  const rows = await db
    .select({
      caseId: clock.caseId,
      key: clock.key,
      rule: clock.rule,
      against: clock.against,
      effect: clock.effect,
      due: clock.due,
      end: sql<string>`${clock.endsAt}`,
      provisional: clock.provisional,
      overdue: isOverdue,
      regime: caseFile.regime,
      version: caseFile.version,
      authority: caseFile.authorityId,
      stage: caseFile.stage,
    })
    .from(clock)
    .innerJoin(caseFile, eq(caseFile.id, clock.caseId))
    .where(
      and(
        isNull(clock.endedAt),
        isNotNull(clock.endsAt),
        within(reach),
        against === undefined ? undefined : eq(clock.against, against),
        rule === undefined ? undefined : eq(clock.rule, rule),
        overdue === undefined ? undefined : overdue ? isOverdue : sql`not ${isOverdue}`,
        before === undefined ? undefined : sql`${clock.endsAt} < ${before}`,
        after &&
          or(
            gt(clock.endsAt, after.end),
            and(
              eq(clock.endsAt, after.end),
              or(
                gt(clock.caseId, after.caseId),
                and(eq(clock.caseId, after.caseId), gt(clock.key, after.key)),
              ),
            ),
          ),
      ),
    )
    .orderBy(asc(clock.endsAt), asc(clock.caseId), asc(clock.key))
    .limit(limit);
  return rows.map((row) => ({ ...row, end: iso(row.end) }));
}
