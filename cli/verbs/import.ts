import type { AskedImport } from '../intake/dry-run.ts';
import { parseDate } from '../parse-date.ts';
import type { Verb } from '../verb.ts';

type ImportOptions = {
  readonly regime?: string;
  readonly mapping?: string;
  readonly asOf?: string;
  readonly header: boolean;
  readonly dryRun?: true;
  readonly status?: true;
  readonly sandbox?: true | string;
  readonly json?: true;
  readonly url?: string;
  readonly token?: string;
  readonly approvalToken?: string;
  readonly state: string;
};

const bringInWith = async (asked: AskedImport, options: ImportOptions) => {
  const { bringIn, bringersOf } = await import('../intake/bring-in.ts');
  return bringIn(asked, await bringersOf(options));
};

const run = async (file: string | undefined, options: ImportOptions): Promise<void> => {
  const { StackFailure } = await import('../stack/failure.ts');
  if (options.status) {
    const { printStatus } = await import('../intake/status.ts');
    await printStatus(file, options);
    return;
  }
  if (file === undefined) throw new StackFailure('Name the file to bring in.');
  if (options.regime === undefined || options.mapping === undefined)
    throw new StackFailure(
      'Say under which law and how the file is read: --regime us-far-9.4 --mapping sam-v2.',
    );
  const asked = {
    file,
    regime: options.regime,
    mapping: options.mapping,
    headerless: !options.header,
    ...(options.asOf !== undefined && { asOf: options.asOf }),
    ...(options.sandbox !== undefined && {
      virtual: { from: options.sandbox === true ? null : options.sandbox },
    }),
  };
  const { printReport } = await import('../intake/report.ts');
  const { dryRun } = await import('../intake/dry-run.ts');
  const { report, examples } = options.dryRun ? dryRun(asked) : await bringInWith(asked, options);
  if (options.json) console.log(JSON.stringify(report));
  else printReport(report, examples);
  if (report.problem !== null) process.exitCode = 1;
};

/** `import` is a word of the language, so the verb's constant is named after what it does. */
export const bringListIn: Verb = {
  name: 'import',
  summary: 'Bring an existing list in: each line is judged, then taken over or put into the clean-up queue.',
  define: (command) => {
    command
      .argument('[file]', 'the list; with --status, the id of an import (default: all)')
      .option(
        '--regime <regime>',
        'the law the entries stand under, such as us-far-9.4 or us-far-9.4@2025-01-17',
      )
      .option('--mapping <name>', 'how the file is read, such as sam-v2')
      .option('--dry-run', 'judge only: nothing is written, no server is needed')
      .option('--json', 'print one JSON object last')
      .option(
        '--as-of <date>',
        'the day the list is of (default: from its name, else its newest line)',
        parseDate,
      )
      .option('--no-header', 'the file has no header: its columns are in the order of the mapping')
      .option(
        '--sandbox [date]',
        'the entries live in virtual time, from a day on (default: the day the list is of)',
        parseDate,
      )
      .option('--status', 'show imports and where they stand')
      .option('--url <url>', 'the API (default: that of the embedded stack)')
      .option('--token <token>', 'a bearer token (default: AMENDS_TOKEN, else one of the development issuer)')
      .option(
        '--approval-token <token>',
        'a token of the person who approves the import, another one (default: AMENDS_APPROVAL_TOKEN)',
      )
      .option('--state <folder>', 'where the embedded stack keeps its secrets', '.amends')
      .action(run);
  },
};
