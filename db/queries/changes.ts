import { and, asc, desc, eq, gt, sql } from 'drizzle-orm';
import type { CivilDate, Instant } from '../../domain/case/state.ts';
import type { CaseEffect, ClockChange } from '../../domain/change/effect.ts';
import type { PositionEffect } from '../../domain/change/position.ts';
import type { Database, Sql } from '../client.ts';
import { calendarEdition, change, changeItem } from '../schema/change.ts';
import { iso, isoOrNull } from './instant.ts';

type ChangeStatus = 'previewing' | 'previewed' | 'approved' | 'applied' | 'withdrawn';

/** What a change does to the clocks of one rule. */
export type RuleSummary = {
  readonly rule: string;
  readonly against: string;
  readonly how: ClockChange;
  readonly favour: 'for-subject' | 'against-subject' | 'neither';
  readonly clocks: number;
  /** By how many days, from the least to the most; null where a date has no end or there is none before. */
  readonly days: { readonly least: number; readonly most: number } | null;
};

/** What a change does to the position of how many subjects. */
export type PositionSummary = {
  readonly what: string;
  readonly favour: PositionEffect['favour'];
  readonly how: PositionEffect['how'];
  readonly cases: number;
};

export type FoundChange = {
  readonly id: string;
  readonly kind: 'calendar' | 'regime';
  readonly calendar: string | null;
  readonly regime: string | null;
  readonly version: string | null;
  readonly knownAt: CivilDate | null;
  readonly perSecond: number;
  readonly status: ChangeStatus;
  readonly reason: string;
  readonly proposedBy: string;
  readonly proposedAt: Instant;
  readonly previewedAt: Instant | null;
  readonly decidedBy: string | null;
  readonly decidedAt: Instant | null;
  readonly decisionReason: string | null;
  readonly appliedAt: Instant | null;
  /** Cases by what became of them. `looked` counts those that the preview has looked at. */
  readonly cases: {
    readonly looked: number;
    readonly touched: number;
    readonly pending: number;
    readonly applied: number;
    readonly gone: number;
    readonly stays: number;
    readonly late: number;
  };
  readonly rules: readonly RuleSummary[];
  readonly position: readonly PositionSummary[];
  /** Cases that stay under their own version, because the newer one would make them worse without stating by which law. */
  readonly harsher: number;
  readonly unlawfulMeasures: readonly { readonly measure: string; readonly cases: number }[];
  readonly removalsDue: number;
  readonly lawFell: number;
};

/** One change, with what it does in sum. */
export async function findChange(db: Database, id: string): Promise<FoundChange | undefined> {
  const [row] = await db.select().from(change).where(eq(change.id, id));
  return row && (await found(db, row));
}

/** Changes, the newest first. */
export async function listChanges(
  db: Database,
  { after, limit }: { after?: { proposedAt: Instant; id: string } | undefined; limit: number },
): Promise<FoundChange[]> {
  const rows = await db
    .select()
    .from(change)
    .where(
      after && sql`(${change.proposedAt}, ${change.id}) < (${after.proposedAt}::timestamptz, ${after.id})`,
    )
    .orderBy(desc(change.proposedAt), desc(change.id))
    .limit(limit);
  return Promise.all(rows.map((row) => found(db, row)));
}

async function found(db: Database, row: typeof change.$inferSelect): Promise<FoundChange> {
  const [cases, rules, position, measures] = await Promise.all([
    casesOf(db, row.id),
    rulesOf(db, row.id),
    positionsOf(db, row.id),
    measuresOf(db, row.id),
  ]);
  const { id, calendar, regime, version, knownAt, perSecond, reason, proposedBy, decidedBy, decisionReason } =
    row;
  const { removals, fell, harsher, ...counts } = cases;
  return {
    id,
    kind: row.kind === 'calendar' ? 'calendar' : 'regime',
    calendar,
    regime,
    version,
    knownAt,
    perSecond,
    status: statuses.find((each) => each === row.status) ?? 'previewing',
    reason,
    proposedBy,
    proposedAt: iso(row.proposedAt),
    previewedAt: isoOrNull(row.previewedAt),
    decidedBy,
    decidedAt: isoOrNull(row.decidedAt),
    decisionReason,
    appliedAt: isoOrNull(row.appliedAt),
    cases: { looked: row.looked, ...counts },
    rules,
    position,
    harsher,
    unlawfulMeasures: measures,
    removalsDue: removals,
    lawFell: fell,
  };
}

const statuses: readonly ChangeStatus[] = ['previewing', 'previewed', 'approved', 'applied', 'withdrawn'];

/** A version brings cases under it that it does not touch otherwise. */
const isTouched = sql`(${changeItem.effect} -> 'clocks') <> '[]' or (${changeItem.effect} -> 'position') <> '[]'
  or (${changeItem.effect} -> 'unlawful') <> '[]'
  or ${changeItem.effect} ->> 'lawFell' is not null`;

async function casesOf(db: Database, id: string) {
  const of = (status: string) => sql<number>`count(*) filter (where ${changeItem.status} = ${status})::int`;
  const [row] = await db
    .select({
      touched: sql<number>`count(*) filter (where ${isTouched})::int`,
      pending: of('pending'),
      applied: of('applied'),
      gone: of('gone'),
      stays: of('stays'),
      late: sql<number>`coalesce(sum(${changeItem.late}), 0)::int`,
      removals: sql<number>`count(*) filter (where (${changeItem.effect} -> 'removalDue')::bool)::int`,
      harsher: sql<number>`count(*) filter (where ${changeItem.effect} ->> 'stays' = 'harsher')::int`,
      fell: sql<number>`count(*) filter (where ${changeItem.effect} ->> 'lawFell' is not null)::int`,
    })
    .from(changeItem)
    .where(eq(changeItem.changeId, id));
  return (
    row ?? {
      touched: 0,
      pending: 0,
      applied: 0,
      gone: 0,
      stays: 0,
      late: 0,
      removals: 0,
      harsher: 0,
      fell: 0,
    }
  );
}

async function rulesOf(db: Database, id: string): Promise<RuleSummary[]> {
  const days = sql`(e -> 'after' ->> 'due')::date - (e -> 'before' ->> 'due')::date`;
  const rows = await db.execute<{
    rule: string;
    against: string;
    how: RuleSummary['how'];
    favour: RuleSummary['favour'];
    clocks: number;
    least: number | null;
    most: number | null;
  }>(sql`
    select e ->> 'rule' as rule, e ->> 'against' as against, e ->> 'how' as how, e ->> 'favour' as favour,
      count(*)::int as clocks, min(${days})::int as least, max(${days})::int as most
    from ${changeItem} i, jsonb_array_elements(i.effect -> 'clocks') e where i.change_id = ${id}
    group by 1, 2, 3, 4 order by 1, 3, 4`);
  return [...rows].map(({ least, most, ...rest }) => ({
    ...rest,
    days: least === null || most === null ? null : { least, most },
  }));
}

async function positionsOf(db: Database, id: string): Promise<PositionSummary[]> {
  const rows = await db.execute<PositionSummary>(sql`
    select e ->> 'what' as what, e ->> 'favour' as favour, e ->> 'how' as how, count(*)::int as cases
    from ${changeItem} i, jsonb_array_elements(i.effect -> 'position') e where i.change_id = ${id}
    group by 1, 2, 3 order by 2, 1, 3`);
  return [...rows];
}

async function measuresOf(db: Database, id: string): Promise<{ measure: string; cases: number }[]> {
  const rows = await db.execute<{ measure: string; cases: number }>(sql`
    select m as measure, count(*)::int as cases
    from ${changeItem} i, jsonb_array_elements_text(i.effect -> 'unlawful') m where i.change_id = ${id}
    group by 1 order by 1`);
  return [...rows];
}

export type ChangedCase = {
  readonly caseId: string;
  readonly status: string;
  readonly late: boolean;
  readonly appliedAt: Instant | null;
  readonly effect: CaseEffect;
};

/** The cases that a change touches, in the order of their ids. */
export async function listChangeCases(
  db: Database,
  filter: { changeId: string; status?: string | undefined; after?: string | undefined; limit: number },
): Promise<ChangedCase[]> {
  const { changeId, status, after, limit } = filter;
  const rows = await db
    .select()
    .from(changeItem)
    .where(
      and(
        eq(changeItem.changeId, changeId),
        status === undefined ? undefined : eq(changeItem.status, status),
        after === undefined ? undefined : gt(changeItem.caseId, after),
      ),
    )
    .orderBy(asc(changeItem.caseId))
    .limit(limit);
  return rows.map(({ caseId, status: state, late, appliedAt, effect }) => ({
    caseId,
    status: state,
    late: late > 0,
    appliedAt: isoOrNull(appliedAt),
    effect,
  }));
}

export type PublishedEdition = {
  readonly calendar: string;
  readonly year: number;
  readonly version: number;
  readonly knownFrom: CivilDate;
  readonly publishedBy: string;
  readonly publishedAt: Instant;
};

/** The years that were published to this deployment, besides those it was shipped with. */
export async function listEditions(db: Database): Promise<PublishedEdition[]> {
  const rows = await db
    .select()
    .from(calendarEdition)
    .orderBy(asc(calendarEdition.calendar), asc(calendarEdition.year), asc(calendarEdition.version));
  return rows.map(({ calendar, year, version, body, publishedBy, publishedAt }) => ({
    calendar,
    year,
    version,
    knownFrom: body.knownFrom,
    publishedBy,
    publishedAt: iso(publishedAt),
  }));
}

/** How many armed clocks rest on each version of each year of a calendar, and how many on no year at all. */
export async function clocksByEdition(
  db: Database,
): Promise<{ calendar: string; year: number; version: number; clocks: number; provisional: number }[]> {
  const rows = await db.execute<{
    calendar: string;
    year: number;
    version: number;
    clocks: number;
    provisional: number;
  }>(sql`
    select v ->> 'calendar' as calendar, (v ->> 'year')::int as year, (v ->> 'version')::int as version,
      count(*)::int as clocks, (count(*) filter (where c.provisional))::int as provisional
    from clock c, jsonb_array_elements(c.calendars) v where c.ended_at is null and c.lapsed_at is null
    group by 1, 2, 3 order by 1, 2, 3`);
  return [...rows];
}

/** Whether a clock runs that rests on a year of a calendar, or that reached beyond what was known. */
export async function restsOnYear(
  sql: Sql,
  { calendar, year }: { readonly calendar: string; readonly year: number },
): Promise<boolean> {
  const [row] = await sql<{ rests: boolean }[]>`
    select exists (select from clock c where c.ended_at is null and c.lapsed_at is null
      and (c.provisional or c.calendars @> jsonb_build_array(
        jsonb_build_object('calendar', ${calendar}::text, 'year', ${year}::int)))) as rests`;
  return row?.rests ?? false;
}
