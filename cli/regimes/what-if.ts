import colors from 'picocolors';
import { connect } from '../../db/client.ts';
import type { Bench } from '../../db/commands/rule.ts';
import { livingCalendars } from '../../db/living-calendars.ts';
import { whatIf, type WhatIf } from '../../db/queries/what-if.ts';
import type { Pack } from '../../domain/regime/pack.ts';
import { readCalendarYears } from '../../regimes/load-calendars.ts';
import { readPackFile } from '../../regimes/pack-file.ts';
import { casesTable, rulesTable } from '../change/change-table.ts';
import { databaseUrlOf } from '../play/deployment.ts';
import { loadOrComplain } from './load.ts';

export type WhatIfOptions = {
  readonly draft?: string;
  readonly database?: string;
  readonly state: string;
  readonly most: string;
  readonly json?: boolean;
};

const EXAMPLES = 12;

/** Runs a version, or a draft of one, on the live cases of earlier versions. Reads the record and changes nothing. */
export async function whatIfVersion(name: string, options: WhatIfOptions): Promise<void> {
  const catalogue = loadOrComplain();
  if (catalogue === undefined) return;
  const [regime = '', version = ''] = name.split('@');
  const pack = options.draft === undefined ? catalogue.pack(regime, version) : draftOf(options.draft);
  if (pack === undefined) {
    if (options.draft === undefined) process.stderr.write(`There is no ${name}; say regime@version.\n`);
    process.exitCode = 1;
    return;
  }
  const { sql, close } = connect(databaseUrlOf(options.database, options.state), { max: 2 });
  const living = livingCalendars(sql, readCalendarYears());
  try {
    await living.refresh();
    const bench: Bench = {
      sql,
      packs: catalogue.pack,
      calendars: living.calendars,
      // Nothing personal is read, so there is nothing to open.
      masterKey: Buffer.alloc(32),
      sandbox: false,
    };
    const report = await whatIf(bench, pack, Number(options.most));
    if (options.json) console.log(JSON.stringify(report));
    else print(report);
  } finally {
    living.close();
    await close();
  }
}

function draftOf(file: string): Pack | undefined {
  const read = readPackFile(file);
  if (read.kind === 'read') return read.read.pack;
  for (const { line, message } of read.problems) process.stderr.write(`${file}:${line} ${message}\n`);
  return undefined;
}

function print(report: WhatIf): void {
  const { regime, version, transition, looked, untouched, rules, cases, seconds } = report;
  console.log(`\n${colors.bold(`${regime}@${version}`)} on the live cases of earlier versions\n`);
  if (rules.length > 0) {
    console.log(rulesTable(rules));
    console.log(casesTable(cases, EXAMPLES));
  }
  for (const { measure, cases: count } of report.unlawfulMeasures)
    console.log(`The measure ${measure} would be unlawful in ${count} cases.`);
  if (report.removalsDue > 0) console.log(`${report.removalsDue} removals would become due.`);
  if (report.lawFell > 0)
    console.log(`${report.lawFell} cases rest on what is no longer law: each would be put before a supervisor.`);
  if (report.harsher > 0)
    console.log(
      colors.yellow(`${report.harsher} clocks would fall back on the subject. They are kept where they are.`),
    );
  console.log(
    `${looked} live cases, ${untouched} of them untouched. ${modes[transition.mode]} (${transition.citation}; ${transition.status}). ${seconds} s.`,
  );
}

const modes: Readonly<Record<WhatIf['transition']['mode'], string>> = {
  pinned: 'The version applies to new cases only: none of this would be done',
  'most-favourable': 'Of each clock the milder law would apply',
  recompute: 'The new law would apply to all clocks, but for those that would fall back on the subject',
};
