import { connect, type Connection } from '../../db/client.ts';
import { rule, type Asked, type Bench, type RuleResult } from '../../db/commands/rule.ts';
import { masterKey } from '../../db/sealing.ts';
import type { Actor, Command } from '../../domain/case/commands.ts';
import type { CaseState, TextRef } from '../../domain/case/state.ts';
import type { Environment } from '../support/environment.ts';
import { calendars, catalogue } from '../support/law.ts';

/** A database of its own, ruled over from this process. */
export type OpenRecord = {
  readonly env: Environment;
  readonly connection: Connection;
  readonly bench: Bench;
  readonly dispose: () => Promise<void>;
};

/** Another bench on the same record, with connections of its own, as another process has it. */
export function benchOn(env: Environment): { readonly connection: Connection; readonly bench: Bench } {
  const connection = connect(env.databaseUrl);
  return {
    connection,
    bench: {
      sql: connection.sql,
      law: catalogue.found,
      calendars,
      masterKey: masterKey(env.masterKey),
      sandbox: true,
    },
  };
}

/** What is asked of a case, before it is known of which. */
export type Ask = {
  readonly id: string;
  readonly actor: (caseId: string) => Actor;
  readonly command: (text: (plain: string) => TextRef, caseId: string) => Command;
  readonly opening?: (caseId: string) => NonNullable<Asked['opening']>;
};

export function askedOf(caseId: string, { id, actor, command, opening }: Ask): Asked {
  return {
    commandId: `${caseId}/${id}`,
    caseId,
    actor: actor(caseId),
    request: { act: id },
    command: (text) => command(text, caseId),
    ...(opening && { opening: opening(caseId) }),
  };
}

/** Asks, and fails unless it is ruled. */
export async function ruled(
  bench: Bench,
  caseId: string,
  ask: Ask,
): Promise<Extract<RuleResult, { kind: 'ruled' }>> {
  const result = await rule(bench, askedOf(caseId, ask));
  if (result.kind !== 'ruled')
    throw new Error(`${caseId}/${ask.id} was not ruled: ${JSON.stringify(result)}`);
  return result;
}

export async function stateOf({ bench }: Pick<OpenRecord, 'bench'>, caseId: string): Promise<CaseState> {
  const [row] = await bench.sql<{ state: CaseState }[]>`select state from case_file where id = ${caseId}`;
  if (row === undefined) throw new Error(`there is no case ${caseId}`);
  return row.state;
}

export type StoredEvent = {
  readonly seq: number;
  readonly type: string;
  readonly at: string;
  readonly actor: string;
  readonly command: string;
  readonly payload: Readonly<Record<string, unknown>>;
};

export async function eventsOf({ bench }: Pick<OpenRecord, 'bench'>, caseId: string): Promise<StoredEvent[]> {
  const rows = await bench.sql<(Omit<StoredEvent, 'at'> & { at: Date })[]>`
    select seq, type, at, actor, command_id as command, payload from case_event where case_id = ${caseId} order by seq`;
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
}
