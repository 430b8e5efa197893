import { and, asc, count, eq, gt, inArray, isNotNull, isNull, lte, or, sql, type SQL } from 'drizzle-orm';
import type { CaseState, CivilDate, Instant, TextRef } from '../../domain/case/state.ts';
import { alias } from 'drizzle-orm/pg-core';
import type { Unfounded } from '../../domain/removal/unfounded.ts';
import type { Database } from '../client.ts';
import { caseFile } from '../schema/cases.ts';
import { registerEntry } from '../schema/register.ts';
import { caseKey, sealedText, subject } from '../schema/sealed.ts';
import { caseNow } from './cases.ts';
import { iso, isoOrNull } from './instant.ts';

/** A line of the register as it is stored, with what is sealed of it. */
export type RegisterRow = {
  readonly id: string;
  readonly caseId: string;
  readonly regime: string;
  readonly version: string;
  readonly authority: string;
  readonly ground: string;
  readonly subjectKind: string;
  readonly measures: readonly string[];
  readonly marks: readonly string[];
  readonly from: CivilDate;
  readonly until: CivilDate | null;
  readonly end: Instant | null;
  readonly publishedAt: Instant | null;
  readonly removedAt: Instant | null;
  readonly removedBecause: string | null;
  readonly decidedAt: Instant | null;
  /** Of the instrument; null where the entry was taken over from a list. */
  readonly finality: string | null;
  readonly sandbox: boolean;
  /** Null once the case's key was destroyed. */
  readonly sealed: {
    readonly wrapped: Buffer;
    readonly subject: Buffer;
    readonly instrumentNumber: Buffer | null;
  } | null;
};

/**
 * On which day the register is looked at: each regime's own instant for a civil date; `null` for the present of each
 * case, which for a sandbox case runs ahead.
 */
export type AsOf = ReadonlyMap<string, Instant> | null;

export type RegisterFilter = {
  /** The regime versions whose entries are public, with the kinds of subject they publish. */
  readonly published: readonly {
    readonly regime: string;
    readonly version: string;
    readonly kinds: readonly string[];
  }[];
  readonly asOf: AsOf;
  /** Whether entries of sandbox cases are shown. */
  readonly sandbox: boolean;
  readonly regime?: string | undefined;
  readonly authority?: string | undefined;
  readonly ground?: string | undefined;
};

/** The subject's reference leads to a text of the case once another body has succeeded to it. */
const successorText = alias(sealedText, 'successor_text');
const subjectRef = sql`${caseFile.state} -> 'subject' ->> 'ref'`;

const columns = {
  id: registerEntry.id,
  caseId: registerEntry.caseId,
  regime: registerEntry.regime,
  version: registerEntry.version,
  authority: registerEntry.authorityId,
  ground: registerEntry.ground,
  subjectKind: registerEntry.subjectKind,
  measures: registerEntry.measures,
  marks: registerEntry.marks,
  from: registerEntry.fromDate,
  until: registerEntry.untilDate,
  end: registerEntry.endsAt,
  publishedAt: registerEntry.publishedAt,
  removedAt: registerEntry.removedAt,
  removedBecause: registerEntry.removedBecause,
  decidedAt: sql<string | null>`${caseFile.state} -> 'listing' ->> 'at'`,
  finality: sql<string | null>`${caseFile.state} -> 'instrument' ->> 'finality'`,
  sandbox: caseFile.sandbox,
  wrapped: caseKey.wrapped,
  subject: subject.sealed,
  instrumentNumber: sealedText.sealed,
  successor: successorText.sealed,
};

const numberOf = sql<TextRef['id']>`${caseFile.state} -> 'instrument' -> 'number' ->> 'id'`;

/**
 * An entry stands from its publication until its end or its removal, whatever ran or did not run; while it is stayed or
 * lifted it has no effect and is not shown.
 */
function standing({ published, asOf, sandbox, regime, authority, ground }: RegisterFilter): SQL | undefined {
  const at =
    asOf === null
      ? caseNow
      : sql`(${JSON.stringify(Object.fromEntries(asOf))}::jsonb ->> ${registerEntry.regime})::timestamptz`;
  const open = published.filter((each) => regime === undefined || each.regime === regime);
  if (open.length === 0) return sql`false`;
  return and(
    or(
      ...open.map((each) =>
        and(
          eq(registerEntry.regime, each.regime),
          eq(registerEntry.version, each.version),
          inArray(registerEntry.subjectKind, [...each.kinds]),
        ),
      ),
    ),
    lte(registerEntry.publishedAt, at),
    or(isNull(registerEntry.endsAt), gt(registerEntry.endsAt, at)),
    or(isNull(registerEntry.removedAt), gt(registerEntry.removedAt, at)),
    sql`not exists (select from jsonb_array_elements(${registerEntry.suspensions}) span
      where (span ->> 'from')::timestamptz <= ${at} and ((span ->> 'to') is null or (span ->> 'to')::timestamptz > ${at}))`,
    sandbox ? undefined : eq(caseFile.sandbox, false),
    authority === undefined ? undefined : eq(registerEntry.authorityId, authority),
    ground === undefined ? undefined : eq(registerEntry.ground, ground),
  );
}

/** One page of the entries that stand, by id. */
export async function standingEntries(
  db: Database,
  filter: RegisterFilter & { readonly after?: string | undefined; readonly limit: number },
): Promise<RegisterRow[]> {
  const rows = await select(db)
    .where(and(standing(filter), filter.after === undefined ? undefined : gt(registerEntry.id, filter.after)))
    .orderBy(asc(registerEntry.id))
    .limit(filter.limit);
  return rows.map(rowOf);
}

/** One entry, if it stands. */
export async function standingEntry(
  db: Database,
  filter: RegisterFilter & { readonly id: string },
): Promise<RegisterRow | undefined> {
  const [row] = await select(db).where(and(eq(registerEntry.id, filter.id), standing(filter)));
  return row && rowOf(row);
}

export type RegisterCount = { readonly regime: string; readonly entries: number };

/** How many entries stand, by regime. */
export async function countStanding(db: Database, filter: RegisterFilter): Promise<RegisterCount[]> {
  return db
    .select({ regime: registerEntry.regime, entries: count() })
    .from(registerEntry)
    .innerJoin(caseFile, eq(caseFile.id, registerEntry.caseId))
    .where(standing(filter))
    .groupBy(registerEntry.regime)
    .orderBy(asc(registerEntry.regime));
}

function select(db: Database) {
  return db
    .select(columns)
    .from(registerEntry)
    .innerJoin(caseFile, eq(caseFile.id, registerEntry.caseId))
    .leftJoin(caseKey, eq(caseKey.caseId, registerEntry.caseId))
    .leftJoin(subject, eq(subject.caseId, registerEntry.caseId))
    .leftJoin(sealedText, eq(sealedText.id, numberOf))
    .leftJoin(
      successorText,
      and(eq(successorText.id, subjectRef), eq(successorText.caseId, registerEntry.caseId)),
    )
    .$dynamic();
}

type Selected = Awaited<ReturnType<typeof select>>[number];

function rowOf({ wrapped, subject: first, successor, instrumentNumber, ...row }: Selected): RegisterRow {
  return {
    ...row,
    end: isoOrNull(row.end),
    publishedAt: isoOrNull(row.publishedAt),
    removedAt: isoOrNull(row.removedAt),
    decidedAt: row.decidedAt === null ? null : iso(row.decidedAt),
    sealed: wrapped && first ? { wrapped, subject: successor ?? first, instrumentNumber } : null,
  };
}

/** Entries by id whatever their standing, for recipients: what they may still see of each is the caller's to judge. */
export async function entriesById(db: Database, ids: readonly string[]): Promise<RegisterRow[]> {
  if (ids.length === 0) return [];
  const rows = await select(db).where(inArray(registerEntry.id, [...ids]));
  return rows.map(rowOf);
}

/** Who is under an interim measure and what it is, by case, as an entry would show it: null dates, the case's own id. */
export async function interimCopies(db: Database, caseIds: readonly string[]): Promise<RegisterRow[]> {
  if (caseIds.length === 0) return [];
  const rows = await db
    .select({
      state: sql<CaseState>`${caseFile.state}`,
      sandbox: caseFile.sandbox,
      wrapped: caseKey.wrapped,
      subject: subject.sealed,
      instrumentNumber: sealedText.sealed,
      successor: successorText.sealed,
    })
    .from(caseFile)
    .leftJoin(caseKey, eq(caseKey.caseId, caseFile.id))
    .leftJoin(subject, eq(subject.caseId, caseFile.id))
    .leftJoin(sealedText, eq(sealedText.id, numberOf))
    .leftJoin(successorText, and(eq(successorText.id, subjectRef), eq(successorText.caseId, caseFile.id)))
    .where(inArray(caseFile.id, [...caseIds]));
  return rows.flatMap(({ state, sandbox, wrapped, subject: first, successor, instrumentNumber }) =>
    state.interim === undefined || state.interim.endedAt !== undefined
      ? []
      : [
          {
            id: state.caseId,
            caseId: state.caseId,
            regime: state.regime,
            version: state.version,
            authority: state.authority.id,
            ground: state.ground,
            subjectKind: state.subject.kind,
            measures: [state.interim.measure],
            marks: ['interim'],
            from: state.interim.from,
            until: null,
            end: state.interim.end,
            publishedAt: null,
            removedAt: null,
            removedBecause: null,
            decidedAt: null,
            finality: state.instrument?.finality ?? null,
            sandbox,
            sealed: wrapped && first ? { wrapped, subject: successor ?? first, instrumentNumber } : null,
          },
        ],
  );
}

/** An entry that was public and had no basis: what may be said of it to everybody. */
export type WithdrawalRow = {
  readonly id: string;
  readonly regime: string;
  readonly version: string;
  readonly authority: string;
  readonly ground: string;
  readonly unfounded: Unfounded;
};

/** One page of the published entries that had no basis, by id; of regime versions that explain it publicly. */
export async function withdrawals(
  db: Database,
  {
    explained,
    entry,
    after,
    limit,
    sandbox,
  }: {
    readonly explained: readonly { readonly regime: string; readonly version: string }[];
    readonly entry?: string | undefined;
    readonly after?: string | undefined;
    readonly limit: number;
    readonly sandbox: boolean;
  },
): Promise<WithdrawalRow[]> {
  if (explained.length === 0) return [];
  const rows = await db
    .select({
      id: registerEntry.id,
      regime: registerEntry.regime,
      version: registerEntry.version,
      authority: registerEntry.authorityId,
      ground: registerEntry.ground,
      unfounded: registerEntry.unfounded,
    })
    .from(registerEntry)
    .innerJoin(caseFile, eq(caseFile.id, registerEntry.caseId))
    .where(
      and(
        isNotNull(registerEntry.unfounded),
        isNotNull(registerEntry.publishedAt),
        or(
          ...explained.map(({ regime, version }) =>
            and(eq(registerEntry.regime, regime), eq(registerEntry.version, version)),
          ),
        ),
        sandbox ? undefined : eq(caseFile.sandbox, false),
        entry === undefined ? undefined : eq(registerEntry.id, entry),
        after === undefined ? undefined : gt(registerEntry.id, after),
      ),
    )
    .orderBy(asc(registerEntry.id))
    .limit(limit);
  return rows.flatMap(({ unfounded, ...row }) => (unfounded ? [{ ...row, unfounded }] : []));
}
