import Table from 'cli-table3';
import colors from 'picocolors';
import { countByStatus, rulesOf, type PublishedPack } from '../../domain/regime/catalogue.ts';
import { loadPacks } from '../../regimes/load-packs.ts';
import { legend } from './marks.ts';
import { renderProblems } from './problems.ts';

/** Checks every pack and prints what is wrong where, or how each stands. */
export function check({ folder, production }: { folder?: string; production?: boolean }): void {
  const loaded = loadPacks(folder, { unverified: production ? 'refused' : 'allowed' });
  if (loaded.kind === 'broken') {
    process.stdout.write(renderProblems(loaded.problems));
    process.stdout.write(colors.red(`${loaded.problems.length} problem(s)\n`));
    process.exitCode = 1;
    return;
  }
  const table = new Table({
    head: ['pack', 'in force', 'rules', '●', '◐', '○', '◇', 'published'].map((title) => colors.bold(title)),
    style: { head: [], border: colors.isColorSupported ? ['dim'] : [], compact: true },
    colAligns: ['left', 'left', 'right', 'right', 'right', 'right', 'right', 'left'],
  });
  table.push(...loaded.catalogue.all.map(row));
  process.stdout.write(`${table.toString()}\n${legend()}\n`);
  process.stdout.write(renderProblems(loaded.withheld, colors.yellow('withheld')));
  const { length } = loaded.catalogue.all;
  if (loaded.withheld.length === 0) {
    process.stdout.write(colors.green(`${length} packs, no problem\n`));
    return;
  }
  process.stdout.write(
    colors.yellow(`${loaded.withheld.length} of ${length} packs are withheld: no real case comes under them\n`),
  );
  process.exitCode = 1;
}

function row({ id, pack, published, hash }: PublishedPack): string[] {
  const rules = rulesOf(pack);
  const law = rules.filter((rule) => !rule.practice);
  const count = countByStatus(law);
  const practice = rules.length - law.length;
  return [
    id,
    `${pack.effective.from} .. ${pack.effective.until ?? ''}`,
    String(rules.length),
    colors.green(String(count['verified-text'])),
    colors.yellow(String(count.secondary)),
    count.unverified > 0 ? colors.red(String(count.unverified)) : '0',
    colors.blue(String(practice)),
    published ? `${published.on}  ${colors.dim(hash.slice(0, 12))}` : colors.yellow('draft'),
  ];
}
