import { InvalidArgumentError } from 'commander';
import type { Verb } from '../verb.ts';

type RecoverOptions = {
  readonly database?: string;
  readonly state: string;
  readonly limit: number;
  readonly json?: true;
};

const SECOND = 1000;

const run = async (options: RecoverOptions): Promise<void> => {
  const { connect } = await import('../../db/client.ts');
  const { databaseUrlOf } = await import('../play/deployment.ts');
  const { recoverCases } = await import('../play/recover-cases.ts');
  const { progressOn, during } = await import('../stack/progress.ts');
  const { default: pc } = await import('picocolors');

  const { sql, close } = connect(databaseUrlOf(options.database, options.state), { max: 2 });
  try {
    const started = performance.now();
    const { forgotten, recovered } = await during(
      progressOn(process.stderr),
      'Starting every open case again',
      (step) => recoverCases(sql, options.limit * SECOND, (done, of) => step.note(`${done} of ${of}`)),
    );
    const seconds = Number(((performance.now() - started) / SECOND).toFixed(1));
    const cases = recovered === 1 ? 'case is' : 'cases are';
    if (options.json) console.log(JSON.stringify({ forgotten, recovered, seconds }));
    else if (recovered === 0)
      console.log(`${pc.green('✓')} No case is open: there is nothing to start again.`);
    else
      console.log(
        `${pc.green('✓')} ${recovered} open ${cases} carried again, from the record, after ${seconds} s.`,
      );
  } finally {
    await close();
  }
};

const parseSeconds = (text: string): number => {
  const seconds = Number(text);
  if (!Number.isFinite(seconds) || seconds <= 0) throw new InvalidArgumentError('Say a number of seconds.');
  return seconds;
};

export const recover: Verb = {
  name: 'recover',
  summary: 'Start every open case again from the record, after the engine has lost its store.',
  define: (command) => {
    command
      .option(
        '--database <url>',
        'the database (default: AMENDS_DATABASE_URL, or that of the embedded stack)',
      )
      .option('--state <folder>', 'where the embedded stack keeps its secrets', '.amends')
      .option('--limit <seconds>', 'how long to watch the relay', parseSeconds, 600)
      .option('--json', 'print the counts as one JSON object')
      .action(run);
  },
};
