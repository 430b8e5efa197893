import { createHash, randomBytes } from 'node:crypto';
import type { Bench } from '../../db/commands/rule.ts';
import type { Ruled } from '../../db/commands/project-ruling.ts';
import { write } from '../../db/commands/write-ruling.ts';
import { seal } from '../../db/sealing.ts';
import { agenda } from '../../domain/case/agenda.ts';
import type { Instant } from '../../domain/case/state.ts';
import { origin } from '../../domain/evidence/chain.ts';
import type { PlayOn } from './played.ts';

const AT_ONCE = 250;

type Options = {
  /** The present of the cases: they are sandbox cases, and their time runs on from there. */
  readonly present: Instant;
  /** Whether their workflows are taken to be asleep already, instead of being started for each. */
  readonly asleep: boolean;
};

/** Puts played cases on record as rulings are put there, each with its whole past in one. */
export async function loadCases(bench: Bench, plays: readonly PlayOn[], options: Options): Promise<void> {
  for (let first = 0; first < plays.length; first += AT_ONCE) {
    const some = plays.slice(first, first + AT_ONCE);
    await bench.sql.begin(async (tx) => {
      const [time] = await tx<{ now: Date }[]>`select clock_timestamp() as now`;
      const now = (time?.now ?? new Date()).toISOString();
      const keys = some.map(({ caseId }) => ({ caseId, key: randomBytes(32) }));
      const hex = (bytes: Buffer): string => `\\x${bytes.toString('hex')}`;
      await tx`
        insert into case_key (case_id, wrapped)
        select "caseId", wrapped from json_to_recordset(${JSON.stringify(
          keys.map(({ caseId, key }) => ({ caseId, wrapped: hex(seal(bench.masterKey, key)) })),
        )}::text::json) as k ("caseId" text, wrapped bytea)`;
      await tx`
        insert into subject (case_id, ref, kind, sealed)
        select "caseId", 's1', 'organisation', sealed from json_to_recordset(${JSON.stringify(
          keys.map(({ caseId, key }) => ({
            caseId,
            sealed: hex(seal(key, JSON.stringify({ name: caseId }))),
          })),
        )}::text::json) as s ("caseId" text, sealed bytea)`;
      await write(
        tx,
        some.map((play) => ruledOf(play, now, options)),
      );
      if (options.asleep)
        await tx`
          update case_file set carried_version = agenda_version where id = any(${some.map(({ caseId }) => caseId)})`;
    });
  }
}

function ruledOf(play: PlayOn, now: Instant, { present }: Options): Ruled {
  const commandId = `load/${play.caseId}`;
  return {
    caseId: play.caseId,
    commandId,
    type: 'open-case',
    digest: createHash('sha256').update(commandId).digest(),
    texts: [],
    decision: { kind: 'ruled', recorded: play.recorded, state: play.now },
    before: null,
    head: origin,
    agendaVersion: 0,
    soonest: null,
    soonestAfter: agenda(play.now)[0]?.at ?? null,
    now,
    at: present,
    sandbox: true,
  };
}
