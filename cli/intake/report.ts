import Table from 'cli-table3';
import pc from 'picocolors';
import type { CleanupReason } from '../../domain/intake/finding.ts';
import type { Tally } from '../../domain/intake/judge-file.ts';

/** What became of a file: the same members whether it was only judged or brought in. */
export type ImportReport = Tally & {
  readonly file: string;
  /** SHA-256 of the file. */
  readonly digest: string;
  readonly mapping: string;
  readonly regime: string;
  readonly version: string;
  readonly dryRun: boolean;
  /** The id of the import on the server; null for a dry run. */
  readonly import: string | null;
  /** Accepted lines that were in the record before this run, from this file or another. */
  readonly alreadyTakenIn: number;
  readonly new: number;
  readonly seconds: number;
};

/** An example of each reason: a line, and the words of its first finding. */
export type Example = {
  readonly reason: CleanupReason;
  readonly line: number;
  readonly rule: string;
  readonly citation: string;
  readonly detail: string;
};

const number = (count: number): string => count.toLocaleString('en');

/** Prints a report for people. */
export function printReport(report: ImportReport, examples: readonly Example[]): void {
  const { header, lines, continuation, physicalLines, accepted, cleanup, asOf, problem } = report;
  if (problem !== null) console.log(`${pc.red('✗')} ${problem}\n`);
  const table = new Table({ head: ['', 'lines', 'for example', 'rule'], style: { head: [], border: [] } });
  table.push([pc.green('accepted'), { content: number(accepted), hAlign: 'right' }, '', '']);
  for (const [reason, count] of Object.entries(cleanup)) {
    const example = examples.find((each) => each.reason === reason);
    table.push([
      pc.yellow(reason),
      { content: number(count), hAlign: 'right' },
      example ? wrap(`line ${example.line}: ${example.detail}`) : '',
      example ? wrap(`${example.rule} (${example.citation})`, 34) : '',
    ]);
  }
  console.log(table.toString());
  const sum = Object.values(cleanup).reduce((total, count) => total + count, accepted);
  console.log(`
${number(physicalLines)} lines in the file = ${header} header + ${number(lines)} of the list${continuation > 0 ? ` + ${number(continuation)} that go on with the line before` : ''}.
${number(lines)} lines of the list = ${number(accepted)} accepted + ${number(sum - accepted)} for the clean-up.
The list is taken as of ${asOf.day} (${told[asOf.from]}); ${report.regime} ${report.version}, mapping ${report.mapping}.`);
  if (report.over > 0)
    console.log(
      `Of the accepted, ${number(report.over)} are over by now: they are taken over to be removed, and their copies are called back.`,
    );
  if (!report.dryRun)
    console.log(
      `${number(report.new)} were taken over now, ${number(report.alreadyTakenIn)} had been before. ${report.seconds} s.`,
    );
}

const told: Readonly<Record<Tally['asOf']['from'], string>> = {
  told: 'as told',
  name: 'from its name',
  lines: 'the day of its newest line',
  today: 'today, for want of anything better',
};

const WIDTH = 64;

function wrap(text: string, width = WIDTH): string {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line].join('\n');
}
