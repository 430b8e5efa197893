import { and, asc, desc, eq, gt, isNull, lt, or, sql, type SQL } from 'drizzle-orm';
import type { CaseEvent } from '../../domain/case/events.ts';
import type { CaseState, Instant } from '../../domain/case/state.ts';
import type { Stage } from '../../domain/regime/pack.ts';
import type { Database } from '../client.ts';
import { caseEvent, caseFile, clock, duty } from '../schema/cases.ts';
import { iso, isoOrNull } from './instant.ts';

/** What time it is for a case: the database's clock, and for a sandbox case how far it runs ahead of it. */
export const caseNow = sql<string>`clock_timestamp() + ${caseFile.clockOffset} * interval '1 millisecond'`;

export type FoundCase = {
  readonly state: CaseState;
  readonly now: Instant;
  readonly sandbox: boolean;
  readonly updatedAt: Instant;
};

/** One case as it is stored, and what time it is for it. */
export async function findCase(db: Database, caseId: string): Promise<FoundCase | undefined> {
  const [row] = await db
    .select({
      state: sql<CaseState>`${caseFile.state}`,
      now: caseNow,
      sandbox: caseFile.sandbox,
      updatedAt: caseFile.updatedAt,
    })
    .from(caseFile)
    .where(eq(caseFile.id, caseId));
  return row && { ...row, now: iso(row.now), updatedAt: iso(row.updatedAt) };
}

export type RecordedEvent = {
  readonly seq: number;
  readonly type: CaseEvent['type'];
  readonly at: Instant;
  readonly recordedAt: Instant;
  readonly actor: string;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly hash: string;
};

/** The record of a case, or the part of it after `after`. */
export async function caseEvents(
  db: Database,
  { caseId, after = 0, limit = 10_000 }: { caseId: string; after?: number; limit?: number },
): Promise<RecordedEvent[]> {
  const rows = await db
    .select({
      seq: caseEvent.seq,
      type: sql<CaseEvent['type']>`${caseEvent.type}`,
      at: caseEvent.at,
      recordedAt: caseEvent.recordedAt,
      actor: caseEvent.actor,
      payload: sql<Readonly<Record<string, unknown>>>`${caseEvent.payload}`,
      hash: sql<string>`encode(${caseEvent.hash}, 'hex')`,
    })
    .from(caseEvent)
    .where(and(eq(caseEvent.caseId, caseId), gt(caseEvent.seq, after)))
    .orderBy(asc(caseEvent.seq))
    .limit(limit);
  return rows.map((row) => ({ ...row, at: iso(row.at), recordedAt: iso(row.recordedAt) }));
}

export type CaseDuty = {
  readonly id: string;
  readonly kind: string;
  readonly recipient: string | null;
  readonly openedAt: Instant;
  readonly endedAt: Instant | null;
  readonly proof: string | null;
};

/** What the rulings of a case owed the world, and what became of it. */
export async function caseDuties(db: Database, caseId: string): Promise<CaseDuty[]> {
  const rows = await db
    .select({
      id: duty.id,
      kind: duty.kind,
      recipient: duty.recipient,
      openedAt: duty.openedAt,
      endedAt: duty.endedAt,
      proof: duty.proof,
    })
    .from(duty)
    .where(eq(duty.caseId, caseId))
    .orderBy(asc(duty.openedAt), asc(duty.id));
  return rows.map((row) => ({ ...row, openedAt: iso(row.openedAt), endedAt: isoOrNull(row.endedAt) }));
}

/** Which cases a person may see: those of an authority or below it, one case, or all. */
export type Reach =
  | { readonly kind: 'all' }
  | { readonly kind: 'authority'; readonly id: string }
  | { readonly kind: 'superior'; readonly id: string }
  /** Cases that are being handed over to the authority. */
  | { readonly kind: 'receiving'; readonly id: string }
  | { readonly kind: 'case'; readonly id: string };

const reaches: { readonly [K in Exclude<Reach['kind'], 'all'>]: (id: string) => SQL } = {
  authority: (id) => eq(caseFile.authorityId, id),
  superior: (id) => sql`${caseFile.state} -> 'authority' ->> 'superior' = ${id}`,
  receiving: (id) => sql`${caseFile.state} -> 'transfer' -> 'to' ->> 'id' = ${id}`,
  case: (id) => eq(caseFile.id, id),
};

/** The condition that a case is within reach. */
export function within(reach: readonly Reach[]): SQL | undefined {
  if (reach.some(({ kind }) => kind === 'all')) return sql`true`;
  return or(...reach.map((each) => (each.kind === 'all' ? sql`true` : reaches[each.kind](each.id))));
}

export type ListedCase = {
  readonly caseId: string;
  readonly regime: string;
  readonly version: string;
  readonly authority: string;
  readonly ground: string;
  readonly subjectKind: string;
  readonly stage: Stage;
  readonly outcome: string | null;
  readonly sandbox: boolean;
  readonly openedAt: Instant;
  readonly updatedAt: Instant;
  /** The soonest moment at which the case has something to rule by itself. */
  readonly soonest: Instant | null;
  readonly overdue: boolean;
};

export type CaseFilter = {
  readonly reach: readonly Reach[];
  readonly stage?: Stage | undefined;
  readonly regime?: string | undefined;
  readonly authority?: string | undefined;
  readonly overdue?: boolean | undefined;
  readonly after?: { readonly openedAt: Instant; readonly caseId: string } | undefined;
  readonly limit: number;
};

/** An armed clock of the case whose end is past: derived at each look, never stored. */
const isOverdue = sql<boolean>`exists (
  select from ${clock} where ${clock.caseId} = ${caseFile.id} and ${isNull(clock.endedAt)} and ${clock.endsAt} <= ${caseNow})`;

/** Cases within reach, the newest first. */
export async function listCases(db: Database, filter: CaseFilter): Promise<ListedCase[]> {
  const { reach, stage, regime, authority, overdue, after, limit } = filter;
  const rows = await db
    .select({
      caseId: caseFile.id,
      regime: caseFile.regime,
      version: caseFile.version,
      authority: caseFile.authorityId,
      ground: caseFile.ground,
      subjectKind: sql<string>`${caseFile.state} -> 'subject' ->> 'kind'`,
      stage: sql<Stage>`${caseFile.stage}`,
      outcome: caseFile.outcome,
      sandbox: caseFile.sandbox,
      openedAt: caseFile.openedAt,
      updatedAt: caseFile.updatedAt,
      soonest: caseFile.soonest,
      overdue: isOverdue,
    })
    .from(caseFile)
    .where(
      and(
        within(reach),
        stage && eq(caseFile.stage, stage),
        regime === undefined ? undefined : eq(caseFile.regime, regime),
        authority === undefined ? undefined : eq(caseFile.authorityId, authority),
        overdue === undefined ? undefined : overdue ? isOverdue : sql`not ${isOverdue}`,
        after &&
          or(
            lt(caseFile.openedAt, after.openedAt),
            and(eq(caseFile.openedAt, after.openedAt), lt(caseFile.id, after.caseId)),
          ),
      ),
    )
    .orderBy(desc(caseFile.openedAt), desc(caseFile.id))
    .limit(limit);
  return rows.map((row) => ({
    ...row,
    openedAt: iso(row.openedAt),
    updatedAt: iso(row.updatedAt),
    soonest: isoOrNull(row.soonest),
  }));
}

/** Sandbox cases that are still open, for letting time pass in all of them. */
export async function openSandboxCases(
  db: Database,
  { reach, regime, limit }: { reach: readonly Reach[]; regime?: string | undefined; limit: number },
): Promise<{ id: string; regime: string; authority: string }[]> {
  return db
    .select({ id: caseFile.id, regime: caseFile.regime, authority: caseFile.authorityId })
    .from(caseFile)
    .where(
      and(
        eq(caseFile.sandbox, true),
        sql`${caseFile.stage} <> 'closed'`,
        within(reach),
        regime === undefined ? undefined : eq(caseFile.regime, regime),
      ),
    )
    .orderBy(asc(caseFile.id))
    .limit(limit);
}
