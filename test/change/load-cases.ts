import { createHash, randomBytes } from 'node:crypto';
import type { Bench } from '../../db/commands/rule.ts';
import type { Ruled } from '../../db/commands/project-ruling.ts';
import { write } from '../../db/commands/write-ruling.ts';
import { subjectFile } from '../../db/commands/subject-file.ts';
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
      await write(
        tx,
        some.map((play) => ruledOf(bench, play, now, options)),
      );
      if (options.asleep)
        await tx`
          update case_file set carried_version = agenda_version where id = any(${some.map(({ caseId }) => caseId)})`;
    });
  }
}

function ruledOf({ masterKey }: Bench, play: PlayOn, now: Instant, { present }: Options): Ruled {
  const commandId = `load/${play.caseId}`;
  return {
    caseId: play.caseId,
    commandId,
    type: 'open-case',
    digest: createHash('sha256').update(commandId).digest(),
    texts: [],
    subject: subjectFile(
      { masterKey, key: randomBytes(32) },
      { ref: 's1', kind: 'organisation', name: play.caseId, identifiers: [] },
      [],
    ),
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
