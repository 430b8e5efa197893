import { and, asc, desc, eq, gt, isNull, sql } from 'drizzle-orm';
import type { Instant } from '../../domain/case/state.ts';
import { cleanupReasons, type CleanupReason, type Finding } from '../../domain/intake/finding.ts';
import type { Tally } from '../../domain/intake/judge-file.ts';
import type { Database } from '../client.ts';
import { intake, intakeLine, intakePart } from '../schema/intake.ts';
import { iso, isoOrNull } from './instant.ts';

type ImportStatus = 'receiving' | 'judging' | 'taking' | 'done' | 'unreadable';

/** An import and how far it has come. */
export type FoundImport = {
  readonly id: string;
  readonly fileName: string;
  readonly fileDigest: string;
  readonly mapping: string;
  readonly regime: string;
  readonly version: string;
  readonly sandbox: boolean;
  readonly status: ImportStatus;
  readonly problem: string | null;
  readonly tally: Tally | null;
  /** Lines by what became of them; null until the file is judged. */
  readonly progress: ImportProgress | null;
  readonly missingParts: readonly number[];
  readonly startedBy: string;
  readonly approvedBy: string | null;
  readonly createdAt: Instant;
  readonly finishedAt: Instant | null;
};

type ImportProgress = {
  readonly lines: number;
  /** Accepted so far or standing: what remains is in the clean-up. */
  readonly accepted: number;
  /** Of the accepted, those that were in the record before. */
  readonly before: number;
  readonly takenNow: number;
  /** Standing, and not taken over yet. */
  readonly waiting: number;
  readonly cleanup: Readonly<Partial<Record<CleanupReason, number>>>;
  readonly decided: number;
};

/** One import. */
export async function findImport(db: Database, id: string): Promise<FoundImport | undefined> {
  const [row] = await db.select().from(intake).where(eq(intake.id, id));
  if (row === undefined) return undefined;
  const [progress, missing] = await Promise.all([
    row.tally === null ? null : progressOf(db, id),
    row.status === 'receiving' ? missingParts(db, id, row.parts) : [],
  ]);
  return found(row, progress, missing);
}

/** Imports, the newest first. */
export async function listImports(
  db: Database,
  { after, limit }: { after?: { createdAt: Instant; id: string } | undefined; limit: number },
): Promise<FoundImport[]> {
  const rows = await db
    .select()
    .from(intake)
    .where(after && sql`(${intake.createdAt}, ${intake.id}) < (${after.createdAt}::timestamptz, ${after.id})`)
    .orderBy(desc(intake.createdAt), desc(intake.id))
    .limit(limit);
  return Promise.all(
    rows.map(async (row) => found(row, row.tally === null ? null : await progressOf(db, row.id), [])),
  );
}

function found(
  row: typeof intake.$inferSelect,
  progress: ImportProgress | null,
  missing: readonly number[],
): FoundImport {
  const {
    id,
    fileName,
    fileDigest,
    mapping,
    regime,
    version,
    sandbox,
    problem,
    tally,
    startedBy,
    approvedBy,
  } = row;
  return {
    id,
    fileName,
    fileDigest,
    mapping,
    regime,
    version,
    sandbox,
    status: statusOf(row.status),
    problem,
    tally,
    progress,
    missingParts: missing,
    startedBy,
    approvedBy,
    createdAt: iso(row.createdAt),
    finishedAt: isoOrNull(row.finishedAt),
  };
}

const statuses: readonly ImportStatus[] = ['receiving', 'judging', 'taking', 'done', 'unreadable'];
const statusOf = (text: string): ImportStatus => statuses.find((each) => each === text) ?? 'receiving';

async function missingParts(db: Database, id: string, parts: number): Promise<number[]> {
  const rows = await db.select({ no: intakePart.no }).from(intakePart).where(eq(intakePart.intakeId, id));
  const kept = new Set(rows.map(({ no }) => no));
  return Array.from({ length: parts }, (_, no) => no).filter((no) => !kept.has(no));
}

async function progressOf(db: Database, id: string): Promise<ImportProgress> {
  const rows = await db
    .select({
      outcome: intakeLine.outcome,
      reason: sql<CleanupReason | null>`${intakeLine.reason}`,
      taken: intakeLine.taken,
      lines: sql<number>`count(*)::int`,
      decided: sql<number>`count(${intakeLine.decision})::int`,
    })
    .from(intakeLine)
    .where(eq(intakeLine.intakeId, id))
    .groupBy(intakeLine.outcome, intakeLine.reason, intakeLine.taken);
  const sum = (some: typeof rows): number => some.reduce((total, { lines }) => total + lines, 0);
  const standing = rows.filter(({ outcome }) => outcome === 'stands');
  const cleanup = rows.filter(({ outcome }) => outcome === 'cleanup');
  return {
    lines: sum(rows),
    accepted: sum(standing),
    before: sum(standing.filter(({ taken }) => taken === 'before')),
    takenNow: sum(standing.filter(({ taken }) => taken === 'now')),
    waiting: sum(standing.filter(({ taken }) => taken === null)),
    cleanup: inOrder(cleanup.flatMap(({ reason, lines }) => (reason === null ? [] : [[reason, lines]]))),
    decided: cleanup.reduce((total, { decided }) => total + decided, 0),
  };
}

/** The reasons in the order in which lines are judged by them. */
function inOrder(counts: readonly (readonly [CleanupReason, number])[]): ImportProgress['cleanup'] {
  const byReason = new Map(counts);
  return Object.fromEntries(
    cleanupReasons.flatMap((reason) => {
      const lines = byReason.get(reason);
      return lines === undefined ? [] : [[reason, lines]];
    }),
  );
}

export type CleanupLine = {
  readonly line: number;
  readonly reason: CleanupReason;
  readonly findings: readonly Finding[];
  readonly authority: string | null;
  readonly decision: 'dismissed' | 'corrected' | null;
  readonly decidedBy: string | null;
  readonly decidedAt: Instant | null;
  readonly caseId: string | null;
};

export type CleanupFilter = {
  readonly importId: string;
  readonly reason?: CleanupReason | undefined;
  readonly undecided?: boolean | undefined;
  readonly after?: number | undefined;
  readonly limit: number;
};

/** Lines that were not taken over, in the order of the list. */
export async function listCleanup(db: Database, filter: CleanupFilter): Promise<CleanupLine[]> {
  const { importId, reason, undecided, after, limit } = filter;
  const rows = await db
    .select({
      line: intakeLine.line,
      reason: sql<CleanupReason>`${intakeLine.reason}`,
      findings: sql<readonly Finding[]>`${intakeLine.findings}`,
      authority: intakeLine.authorityId,
      decision: sql<CleanupLine['decision']>`${intakeLine.decision}`,
      decidedBy: intakeLine.decidedBy,
      decidedAt: intakeLine.decidedAt,
      caseId: intakeLine.caseId,
    })
    .from(intakeLine)
    .where(
      and(
        eq(intakeLine.intakeId, importId),
        eq(intakeLine.outcome, 'cleanup'),
        reason === undefined ? undefined : eq(intakeLine.reason, reason),
        undecided === true ? isNull(intakeLine.decision) : undefined,
        after === undefined ? undefined : gt(intakeLine.line, after),
      ),
    )
    .orderBy(asc(intakeLine.line))
    .limit(limit);
  return rows.map((row) => ({ ...row, decidedAt: isoOrNull(row.decidedAt) }));
}

/** One line of an import, as it is kept: what it says is sealed. */
export async function findLine(
  db: Database,
  { importId, line }: { importId: string; line: number },
): Promise<{ readonly sealed: Buffer; readonly wrapped: Buffer } | undefined> {
  const [row] = await db
    .select({ sealed: intakeLine.sealed, wrapped: intake.wrapped })
    .from(intakeLine)
    .innerJoin(intake, eq(intake.id, intakeLine.intakeId))
    .where(and(eq(intakeLine.intakeId, importId), eq(intakeLine.line, line)));
  return row;
}
