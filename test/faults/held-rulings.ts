import { waitFor } from '../../cli/stack/wait.ts';
import type { Sql } from '../../db/client.ts';

/** When a ruling is held: while it still writes, or when everything is written and its COMMIT is being executed. */
export type HeldAt = 'insert' | 'commit';

export type Held = {
  /** Holds the next ruling of the engine, the clock or a person that records this event in this case. */
  readonly hold: (caseId: string, event: string, at: HeldAt) => Promise<void>;
  /** Waits until so many rulings stand still. */
  readonly standing: (count: number) => Promise<void>;
  /** Cuts the connections of the rulings that stand still. */
  readonly cut: () => Promise<number>;
  /** Lets all rulings go on, those that come too. */
  readonly release: () => Promise<void>;
};

const SPACE = 4711;

/**
 * Rulings that can be stopped in the middle of their transaction: a trigger waits for an advisory lock, which
 * `session`, a connection of its own, holds meanwhile.
 */
export async function heldRulings(sql: Sql): Promise<Held> {
  const session = await sql.reserve();
  await sql`create table held_ruling (case_id text, event text, moment text)`;
  await sql.unsafe(`
    create function hold_ruling() returns trigger language plpgsql as $$
    begin
      if exists (select from held_ruling h where h.case_id = new.case_id and h.event = new.type and h.moment = tg_argv[0]) then
        perform pg_advisory_xact_lock(${SPACE}, hashtext(new.case_id));
      end if;
      return new;
    end $$;
    create trigger hold_at_insert before insert on case_event for each row execute function hold_ruling('insert');
    create constraint trigger hold_at_commit after insert on case_event
      deferrable initially deferred for each row execute function hold_ruling('commit');`);
  const waiting = () => sql<{ pid: number }[]>`
    select l.pid from pg_locks l join pg_database d on d.oid = l.database
    where d.datname = current_database() and l.locktype = 'advisory' and l.classid = ${SPACE} and not l.granted`;
  return {
    hold: async (caseId, event, at) => {
      await session`select pg_advisory_lock(${SPACE}, hashtext(${caseId}))`;
      await sql`insert into held_ruling values (${caseId}, ${event}, ${at})`;
    },
    standing: async (count) => {
      await waitFor(async () => ((await waiting()).length === count ? true : undefined), {
        expected: `${count} rulings did not stand still`,
        limitMs: 60_000,
      });
    },
    cut: async () => {
      const pids = await waiting();
      for (const { pid } of pids) await sql`select pg_terminate_backend(${pid})`;
      return pids.length;
    },
    release: async () => {
      await sql`delete from held_ruling`;
      await session`select pg_advisory_unlock_all()`;
    },
  };
}
