import { Command } from 'commander';
import { StackFailure } from './stack/failure.ts';
import type { Verb } from './verb.ts';
import { calendars } from './verbs/calendars.ts';
import { changes } from './verbs/changes.ts';
import { deadlines } from './verbs/deadlines.ts';
import { demo } from './verbs/demo.ts';
import { explain } from './verbs/explain.ts';
import { bringListIn } from './verbs/import.ts';
import { migrate } from './verbs/migrate.ts';
import { play } from './verbs/play.ts';
import { recover } from './verbs/recover.ts';
import { regimes } from './verbs/regimes.ts';
import { token } from './verbs/token.ts';
import { up } from './verbs/up.ts';
import { verify } from './verbs/verify.ts';

const verbs: readonly Verb[] = [
  up,
  demo,
  token,
  deadlines,
  migrate,
  play,
  explain,
  verify,
  recover,
  regimes,
  bringListIn,
  calendars,
  changes,
];

const program = new Command('amends')
  .description('A due-process case engine for exclusion lists.')
  .showHelpAfterError('(amends --help shows the verbs)');

for (const verb of verbs) verb.define(program.command(verb.name).description(verb.summary));

try {
  await program.parseAsync();
} catch (thrown) {
  if (!(thrown instanceof StackFailure)) throw thrown;
  console.error(thrown.message);
  process.exitCode = 1;
}
