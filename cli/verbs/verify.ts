import type { RecordCheck } from '../play/check-record.ts';
import type { Verb } from '../verb.ts';

type VerifyOptions = {
  readonly all?: true;
  readonly database?: string;
  readonly state: string;
  readonly json?: true;
};

const plural = (count: number, word: string): string =>
  `${count.toLocaleString('en')} ${word}${count === 1 ? '' : 's'}`;

const run = async (caseId: string | undefined, options: VerifyOptions): Promise<void> => {
  const { StackFailure } = await import('../stack/failure.ts');
  if (caseId === undefined && options.all !== true)
    throw new StackFailure('Say which case to verify, or --all.');
  const { connect } = await import('../../db/client.ts');
  const { databaseUrlOf } = await import('../play/deployment.ts');
  const { checkRecord } = await import('../play/check-record.ts');
  const { progressOn, during } = await import('../stack/progress.ts');

  const database = connect(databaseUrlOf(options.database, options.state), { max: 2 });
  try {
    const checked = await during(progressOn(process.stderr), 'Verifying the record', (step) =>
      checkRecord(database.sql, caseId, (cases, of) => step.note(`${cases} of ${plural(of, 'case')}`)),
    );
    if (caseId !== undefined && checked.cases === 0) throw new StackFailure(`There is no case ${caseId}.`);
    if (options.json) console.log(JSON.stringify(checked));
    else await print(checked);
    if (checked.problems.length > 0) process.exitCode = 1;
  } finally {
    await database.close();
  }
};

const print = async ({ cases, events, problems }: RecordCheck): Promise<void> => {
  const { default: pc } = await import('picocolors');
  const extent = `${plural(cases, 'case')}, ${plural(events, 'event')}`;
  if (problems.length === 0) {
    console.log(`${pc.green('✓')} ${extent}: every chain is whole, every state is the fold of its record.`);
    return;
  }
  for (const { caseId, seq, what } of problems)
    console.log(`${pc.red('✗')} ${pc.bold(caseId)}${seq === null ? '' : ` event ${seq}`}: ${what}`);
  console.log(`\n${pc.red(plural(problems.length, 'problem'))} in ${extent}.`);
};

export const verify: Verb = {
  name: 'verify',
  summary: 'Recompute the hash chains and fold the events again; changes nothing.',
  define: (command) => {
    command
      .argument('[caseId]', 'the case to verify')
      .option('--all', 'verify every case')
      .option(
        '--database <url>',
        'the database (default: AMENDS_DATABASE_URL, or that of the embedded stack)',
      )
      .option('--state <folder>', 'where the embedded stack keeps its secrets', '.amends')
      .option('--json', 'print what was found as one JSON object')
      .action(run);
  },
};
