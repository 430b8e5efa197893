import type { Verb } from '../verb.ts';

type RecoverOptions = {
  readonly database?: string;
  readonly state: string;
  readonly limit: number;
  readonly json?: true;
};

const run = async (options: RecoverOptions): Promise<void> => {
  const { connect } = await import('../../db/client.ts');
  const { forgetCarried } = await import('../../db/commands/carry.ts');
  const { databaseUrlOf } = await import('../play/deployment.ts');
  const { progressOn, during } = await import('../stack/progress.ts');
  const { waitFor } = await import('../stack/wait.ts');
  const { default: pc } = await import('picocolors');

  const { sql, close } = connect(databaseUrlOf(options.database, options.state), { max: 2 });
  try {
    const started = performance.now();
    const forgotten = await forgetCarried(sql);
    const waiting = async (): Promise<number> => {
      const [row] = await sql<{ count: number }[]>`
        select count(*)::int as count from case_file where agenda_version > carried_version and stage <> 'closed'`;
      return row?.count ?? 0;
    };
    let left = await waiting();
    const of = left;
    if (left > 0)
      await during(progressOn(process.stderr), 'Starting every open case again', (step) =>
        waitFor(
          async () => {
            left = await waiting();
            step.note(`${of - left} of ${of}`);
            return left === 0 ? true : undefined;
          },
          {
            expected: `The engine did not take up all cases: ${left} still wait. Is the worker running? They stay marked; none is lost. Not done`,
            limitMs: options.limit * 1000,
            everyMs: 250,
          },
        ),
      );
    const seconds = Number(((performance.now() - started) / 1000).toFixed(1));
    if (options.json) console.log(JSON.stringify({ forgotten, recovered: of, seconds }));
    else if (of === 0) console.log(`${pc.green('✓')} There is no open case: nothing to start again.`);
    else
      console.log(
        `${pc.green('✓')} ${of} open ${of === 1 ? 'case is' : 'cases are'} carried again, from the record, after ${seconds} s.`,
      );
  } finally {
    await close();
  }
};

const parseSeconds = (text: string): number => {
  const seconds = Number(text);
  return Number.isFinite(seconds) && seconds > 0 ? seconds : 600;
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
