import { sql } from 'drizzle-orm';
import {
  boolean,
  date,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
} from 'drizzle-orm/pg-core';
import type { Finding } from '../../domain/intake/finding.ts';
import type { Tally } from '../../domain/intake/judge-file.ts';
import { bytes } from './cases.ts';

const instant = (name: string) => timestamp(name, { withTimezone: true, mode: 'string', precision: 3 });

/** One existing list that is brought in. Its id follows from what it is, so that the same list is one import. */
export const intake = pgTable('intake', {
  id: text('id').primaryKey(),
  fileName: text('file_name').notNull(),
  fileDigest: text('file_digest').notNull(),
  bytes: integer('bytes').notNull(),
  parts: integer('parts').notNull(),
  mapping: text('mapping').notNull(),
  regime: text('regime').notNull(),
  version: text('version').notNull(),
  /** As told by whoever brings it; otherwise the list itself says what day it is of. */
  asOf: date('as_of', { mode: 'string' }),
  /** The day of the first request: however often it is judged again, it is judged on that day. */
  judgedOn: date('judged_on', { mode: 'string' }).notNull(),
  sandbox: boolean('sandbox').notNull(),
  /** In virtual time, the day on which the entries begin to live; by default the day of the list. */
  livesFrom: date('lives_from', { mode: 'string' }),
  headerless: boolean('headerless').notNull(),
  /** receiving, judging, taking, done or unreadable. */
  status: text('status').notNull(),
  /** The key of the parts and lines, which hold personal data, wrapped by the deployment's master key. */
  wrapped: bytes('wrapped').notNull(),
  tally: jsonb('tally').$type<Tally>(),
  problem: text('problem'),
  startedBy: text('started_by').notNull(),
  /** Another person than who brought it. */
  approvedBy: text('approved_by'),
  createdAt: instant('created_at').notNull(),
  finishedAt: instant('finished_at'),
});

/** The file as it was received, in parts, sealed; dropped when its lines are read. */
export const intakePart = pgTable(
  'intake_part',
  {
    intakeId: text('intake_id').notNull(),
    no: integer('no').notNull(),
    sealed: bytes('sealed').notNull(),
  },
  (table) => [primaryKey({ columns: [table.intakeId, table.no] })],
);

/** Every line of a list, and what became of it. */
export const intakeLine = pgTable(
  'intake_line',
  {
    intakeId: text('intake_id').notNull(),
    line: integer('line').notNull(),
    span: integer('span').notNull(),
    /** stands or cleanup; a line that stands is taken over, or turns out to be a duplicate of another list's. */
    outcome: text('outcome').notNull(),
    reason: text('reason'),
    findings: jsonb('findings').$type<readonly Finding[]>(),
    /** The authority of a line that stood by itself; a line that belongs to nobody's law has none. */
    authorityId: text('authority_id'),
    /** The fields, and the claim of a line that stands: sealed under the import's key. */
    sealed: bytes('sealed').notNull(),
    /** What the line says, and which entry it is: digests under which it is taken over once. */
    content: text('content'),
    entry: text('entry'),
    caseId: text('case_id'),
    /** now: by this import. before: the entry was in the record already. */
    taken: text('taken'),
    /** A correction takes two persons: what the first would have it be, as a digest, and who that is. */
    proposal: text('proposal'),
    proposedBy: text('proposed_by'),
    /** dismissed or corrected, by a supervisor. */
    decision: text('decision'),
    decidedBy: text('decided_by'),
    decidedAt: instant('decided_at'),
    /** The reasons of the decision, sealed. */
    reasons: bytes('reasons'),
  },
  (table) => [
    primaryKey({ columns: [table.intakeId, table.line] }),
    // The import takes over what stands and is not taken yet.
    index('intake_line_waiting')
      .on(table.intakeId, table.line)
      .where(sql`outcome = 'stands' and taken is null`),
    // The clean-up queue, by reason.
    index('intake_line_cleanup')
      .on(table.intakeId, table.reason, table.line)
      .where(sql`outcome = 'cleanup'`),
  ],
);

/** Entries that were taken over from lists, each once, whichever list carries them. */
export const intakeTaken = pgTable('intake_taken', {
  entry: text('entry').primaryKey(),
  content: text('content').notNull(),
  caseId: text('case_id').notNull(),
  intakeId: text('intake_id').notNull(),
  line: integer('line').notNull(),
});
