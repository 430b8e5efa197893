import Table from 'cli-table3';
import colors from 'picocolors';
import { conformanceOf, type Conformance } from '../../domain/regime/conformance/conformance.ts';
import { surroundings } from '../../regimes/surroundings.ts';
import { loadOrComplain } from './load.ts';
import { legend } from './marks.ts';

/** Puts every rule of every pack to the engine, and prints how far it keeps them. Anything it does not keep fails. */
export function conformance(regime: string | undefined, { json }: { json?: boolean }): void {
  const catalogue = loadOrComplain();
  if (catalogue === undefined) return;
  const chosen = catalogue.all.filter(
    ({ id, pack }) => regime === undefined || regime === id || regime === pack.regime,
  );
  if (chosen.length === 0) {
    const known = [...new Set(catalogue.all.map(({ pack }) => pack.regime))].join(', ');
    process.stderr.write(`There is no regime "${regime}". Known: ${known}\n`);
    process.exitCode = 1;
    return;
  }
  const within = surroundings();
  const reports = chosen.map(({ pack }) => conformanceOf(pack, within));
  const open = reports.flatMap(({ verdicts }) => verdicts).filter(({ outcome }) => outcome !== 'enforced');
  process.stdout.write(json ? `${JSON.stringify(reports, null, 2)}\n` : render(reports));
  if (open.length > 0) process.exitCode = 1;
}

function render(reports: readonly Conformance[]): string {
  const table = new Table({
    head: ['pack', 'rules', 'enforced', '●', '◐', '○', '◇', 'not enforced'].map((title) =>
      colors.bold(title),
    ),
    style: { head: [], border: colors.isColorSupported ? ['dim'] : [], compact: true },
    colAligns: ['left', 'right', 'right', 'right', 'right', 'right', 'right', 'left'],
  });
  for (const { pack, rules, enforced, byStatus, verdicts } of reports) {
    const share = ({ rules: all, enforced: kept }: { rules: number; enforced: number }): string =>
      kept === all ? colors.green(`${kept}`) : colors.yellow(`${kept}/${all}`);
    const open = verdicts.filter(({ outcome }) => outcome !== 'enforced').map(({ rule }) => rule);
    table.push([
      pack,
      String(rules),
      enforced === rules ? colors.green(String(enforced)) : colors.yellow(String(enforced)),
      share(byStatus['verified-text']),
      share(byStatus.secondary),
      share(byStatus.unverified),
      share(byStatus.practice),
      open.join(', '),
    ]);
  }
  const why = [
    ...new Map(
      reports
        .flatMap(({ verdicts }) => verdicts)
        .filter(({ outcome }) => outcome !== 'enforced')
        .map((verdict) => [`${verdict.rule}: ${verdict.says}`, verdict]),
    ).entries(),
  ];
  const reasons = why
    .map(
      ([line, { outcome }]) =>
        `${outcome === 'broken' ? colors.red('broken') : colors.yellow('unenforced')} ${line}\n`,
    )
    .join('');
  const sum = (of: (report: Conformance) => number): number =>
    reports.reduce((total, report) => total + of(report), 0);
  return `${table.toString()}\n${legend()}\n${reasons}${sum(({ enforced }) => enforced)} of ${sum(({ rules }) => rules)} rules proven: each by one generated case that passes and one that is refused\n`;
}
