import { connect } from '../../db/client.ts';
import type { Bench } from '../../db/commands/rule.ts';
import { livingCalendars } from '../../db/living-calendars.ts';
import { whatIf } from '../../db/queries/what-if.ts';
import type { Pack } from '../../domain/regime/pack.ts';
import { readCalendarYears } from '../../regimes/load-calendars.ts';
import { readDraft } from '../../regimes/load-packs.ts';
import { databaseUrlOf } from '../play/deployment.ts';
import { loadOrComplain } from './load.ts';
import { printWhatIf } from './print-what-if.ts';
import { renderProblems } from './problems.ts';

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
  const pack = options.draft === undefined ? catalogue.pack(regime, version) : draftFrom(options.draft);
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
      law: catalogue.found,
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

/** A draft is checked like the packs of the catalogue, but for its place among the other versions. */
function draftFrom(file: string): Pack | undefined {
  const read = readDraft(file);
  if (read.kind === 'read') return read.read.pack;
  process.stderr.write(renderProblems(read.problems));
  return undefined;
}
