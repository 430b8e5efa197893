import colors from 'picocolors';
import type { WhatIf } from '../../db/queries/what-if.ts';
import { casesTable, positionLines, rulesTable } from '../change/change-table.ts';

const EXAMPLES = 8;

/** Prints what a version would do, for people. */
export function printWhatIf(report: WhatIf): void {
  const { regime, version, transition, looked, untouched, rules, cases, seconds } = report;
  console.log(`\n${colors.bold(`${regime}@${version}`)} on the live cases of earlier versions\n`);
  if (rules.length > 0) {
    console.log(rulesTable(rules));
    console.log(casesTable(cases, EXAMPLES));
  }
  for (const line of positionLines(report.position)) console.log(line);
  for (const { measure, cases: count } of report.unlawfulMeasures)
    console.log(`The measure ${measure} would be unlawful in ${count} cases.`);
  if (report.removalsDue > 0) console.log(`${report.removalsDue} removals would become due.`);
  if (report.lawFell > 0)
    console.log(`${report.lawFell} cases rest on what is no longer law: each would be put before a supervisor.`);
  if (report.harsher > 0)
    console.log(
      colors.yellow(`${report.harsher} clocks would fall back on the subject. They are kept where they are.`),
    );
  const harsher = report.stays['harsher'] ?? 0;
  if (harsher > 0)
    console.log(
      colors.yellow(
        `${harsher} cases would stay under their own version: the new one would put their subjects in a worse position, and does not state by which law.`,
      ),
    );
  console.log(
    `${looked} live cases, ${untouched} of them untouched. ${modes[transition.mode]} (${transition.citation}; ${transition.status}). ${seconds} s.`,
  );
}

const modes: Readonly<Record<WhatIf['transition']['mode'], string>> = {
  pinned: 'The version applies to new cases only: none of this would be done',
  'most-favourable': 'Of each clock the milder law would apply, and to no case a law that is worse for its subject otherwise',
  recompute: 'The new law would apply to all clocks, but for those that would fall back on the subject',
};
