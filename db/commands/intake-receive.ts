import { randomBytes } from 'node:crypto';
import type { CivilDate } from '../../domain/case/state.ts';
import type { Sql } from '../client.ts';
import { open, seal } from '../sealing.ts';

/** A list that somebody wants to bring in. */
export type NewIntake = {
  readonly id: string;
  readonly fileName: string;
  readonly fileDigest: string;
  readonly bytes: number;
  readonly parts: number;
  readonly mapping: string;
  readonly regime: string;
  readonly version: string;
  readonly asOf: CivilDate | null;
  readonly judgedOn: CivilDate;
  readonly sandbox: boolean;
  readonly livesFrom: CivilDate | null;
  readonly headerless: boolean;
  readonly startedBy: string;
};

/** Opens an import, unless it is open already: the same list under the same law is one import, however often it is asked. */
export async function openIntake(sql: Sql, masterKey: Buffer, asked: NewIntake): Promise<void> {
  await sql`
    insert into intake (id, file_name, file_digest, bytes, parts, mapping, regime, version, as_of, judged_on, sandbox,
      lives_from, headerless, status, wrapped, started_by, created_at)
    values (${asked.id}, ${asked.fileName}, ${asked.fileDigest}, ${asked.bytes}, ${asked.parts}, ${asked.mapping},
      ${asked.regime}, ${asked.version}, ${asked.asOf}, ${asked.judgedOn}, ${asked.sandbox}, ${asked.livesFrom}, ${asked.headerless},
      'receiving', ${seal(masterKey, randomBytes(32))}, ${asked.startedBy}, clock_timestamp())
    on conflict (id) do nothing`;
}

/** Keeps one part of the file, sealed. Answers false where the import is not waiting for it. */
export async function keepPart(
  sql: Sql,
  masterKey: Buffer,
  { id, no, body }: { readonly id: string; readonly no: number; readonly body: Buffer },
): Promise<boolean> {
  const [found] = await sql<{ wrapped: Buffer }[]>`
    select wrapped from intake where id = ${id} and status = 'receiving' and ${no}::int < parts`;
  if (found === undefined) return false;
  await sql`
    insert into intake_part (intake_id, no, sealed) values (${id}, ${no}, ${seal(open(masterKey, found.wrapped), body)})
    on conflict (intake_id, no) do update set sealed = excluded.sealed`;
  return true;
}

export type Begun = 'begun' | 'parts-missing' | 'second-person';

/**
 * Lets an import begin whose parts are all here: another person than who brought it approves it by that. May be asked again at
 * any time by anybody.
 */
export async function beginIntake(
  sql: Sql,
  { id, by }: { readonly id: string; readonly by: string },
): Promise<Begun> {
  const rows = await sql`
    update intake i set status = 'judging', approved_by = ${by}
    where id = ${id} and status = 'receiving' and started_by <> ${by}
      and parts = (select count(*) from intake_part p where p.intake_id = i.id)`;
  if (rows.count > 0) return 'begun';
  const [waiting] = await sql<{ started_by: string }[]>`
    select started_by from intake where id = ${id} and status = 'receiving'`;
  if (waiting === undefined) return 'begun';
  return waiting.started_by === by ? 'second-person' : 'parts-missing';
}
