import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  customType,
  date,
  index,
  integer,
  json,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
} from 'drizzle-orm/pg-core';

export const bytes = customType<{ data: Buffer }>({ dataType: () => 'bytea' });
const instant = (name: string) => timestamp(name, { withTimezone: true, mode: 'string', precision: 3 });

/** One row a case: the fold of its record, and what the engine needs to carry it. */
export const caseFile = pgTable(
  'case_file',
  {
    id: text('id').primaryKey(),
    regime: text('regime').notNull(),
    version: text('version').notNull(),
    authorityId: text('authority_id').notNull(),
    ground: text('ground').notNull(),
    stage: text('stage').notNull(),
    outcome: text('outcome'),
    // Not jsonb, which reorders members: what is read back is what was folded, to the letter.
    state: json('state').notNull(),
    seq: integer('seq').notNull(),
    head: bytes('head').notNull(),
    agendaVersion: integer('agenda_version').notNull(),
    carriedVersion: integer('carried_version').notNull().default(0),
    soonest: instant('soonest'),
    sandbox: boolean('sandbox').notNull().default(false),
    /** How far a sandbox case's time runs ahead of the database's, in milliseconds. */
    clockOffset: bigint('clock_offset', { mode: 'number' }).notNull().default(0),
    openedAt: instant('opened_at').notNull(),
    updatedAt: instant('updated_at').notNull(),
  },
  (table) => [
    // The relay looks only at cases whose wake-up has not been carried.
    index('case_file_uncarried')
      .on(table.id)
      .where(sql`agenda_version > carried_version`),
    // The sweep looks for the soonest moment that is due.
    index('case_file_soonest')
      .on(table.soonest)
      .where(sql`soonest is not null`),
    index('case_file_list').on(table.authorityId, table.stage, table.id),
  ],
);

/** Which case is tied to which other one. Apart from the state, so that no ruling pays for an index on it. */
export const caseLink = pgTable(
  'case_link',
  {
    caseId: text('case_id').primaryKey(),
    main: text('main').notNull(),
  },
  (table) => [index('case_link_main').on(table.main)],
);

/** The record: append-only (the database refuses UPDATE and DELETE), hash-chained per case. */
export const caseEvent = pgTable(
  'case_event',
  {
    caseId: text('case_id').notNull(),
    seq: integer('seq').notNull(),
    type: text('type').notNull(),
    at: instant('at').notNull(),
    recordedAt: instant('recorded_at').notNull(),
    actor: text('actor').notNull(),
    commandId: text('command_id').notNull(),
    payload: jsonb('payload').notNull(),
    prevHash: bytes('prev_hash').notNull(),
    hash: bytes('hash').notNull(),
  },
  (table) => [primaryKey({ columns: [table.caseId, table.seq] })],
);

/** Commands that were ruled, by id: asking again answers the same ruling. */
export const command = pgTable('command', {
  id: text('id').primaryKey(),
  caseId: text('case_id').notNull(),
  type: text('type').notNull(),
  digest: bytes('digest').notNull(),
  answer: json('answer').notNull(),
  at: instant('at').notNull(),
});

/** Every clock a case ever had, with how it ended: an obligation met late stays visible as late. */
export const clock = pgTable(
  'clock',
  {
    caseId: text('case_id').notNull(),
    key: text('key').notNull(),
    armedSeq: integer('armed_seq').notNull(),
    rule: text('rule').notNull(),
    against: text('against').notNull(),
    effect: text('effect').notNull(),
    due: date('due', { mode: 'string' }),
    endsAt: instant('ends_at'),
    provisional: boolean('provisional').notNull(),
    calendars: jsonb('calendars').notNull(),
    armedAt: instant('armed_at').notNull(),
    lapsedAt: instant('lapsed_at'),
    endedAt: instant('ended_at'),
    /** met, stopped or lapsed; null while the clock is armed. */
    outcome: text('outcome'),
  },
  (table) => [
    primaryKey({ columns: [table.caseId, table.key, table.armedSeq] }),
    // Overdue is derived: armed clocks whose end is past.
    index('clock_armed')
      .on(table.endsAt)
      .where(sql`ended_at is null`),
  ],
);

/** What waits for a person, by role and authority. Derived from the case; rewritten by its rulings. */
export const task = pgTable(
  'task',
  {
    caseId: text('case_id').notNull(),
    key: text('key').notNull(),
    act: text('act').notNull(),
    role: text('role').notNull(),
    authorityId: text('authority_id').notNull(),
    ref: text('ref'),
    due: instant('due'),
  },
  (table) => [
    primaryKey({ columns: [table.caseId, table.key] }),
    index('task_queue').on(table.authorityId, table.role, table.due),
  ],
);

/** Effects that rulings owe the world: the outbox. Open while `performed_at` is null. */
export const duty = pgTable(
  'duty',
  {
    id: text('id').primaryKey(),
    caseId: text('case_id').notNull(),
    kind: text('kind').notNull(),
    recipient: text('recipient'),
    openedAt: instant('opened_at').notNull(),
    /** Open, performed, or owed no longer. */
    endedAt: instant('ended_at'),
    proof: text('proof'),
  },
  (table) => [index('duty_of_case').on(table.caseId)],
);
