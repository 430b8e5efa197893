import { connect } from '../../db/client.ts';
import type { Bench } from '../../db/commands/rule.ts';
import { livingCalendars } from '../../db/living-calendars.ts';
import { whatIf } from '../../db/queries/what-if.ts';
import type { Pack } from '../../domain/regime/pack.ts';
import { readCalendarYears } from '../../regimes/load-calendars.ts';
import { readPackFile } from '../../regimes/pack-file.ts';
import { databaseUrlOf } from '../play/deployment.ts';
import { loadOrComplain } from './load.ts';
import { printWhatIf } from './print-what-if.ts';

export type WhatIfOptions = {
  readonly draft?: string;
  readonly database?: string;
  readonly state: string;
  readonly most: string;
  readonly json?: boolean;
};

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
    else printWhatIf(report);
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
