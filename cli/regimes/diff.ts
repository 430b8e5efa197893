import colors from 'picocolors';
import { changes, type Change } from '../../domain/regime/difference.ts';
import { loadOrComplain, packNamed } from './load.ts';

/** Says in words what changes from one pack to another. */
export function diff(before: string, after: string, { asOf, json }: { asOf: string; json?: boolean }): void {
  const catalogue = loadOrComplain();
  if (catalogue === undefined) return;
  const [left, right] = [packNamed(catalogue, before, asOf), packNamed(catalogue, after, asOf)];
  for (const each of [left, right])
    if (typeof each === 'string') {
      process.stderr.write(`${each}\n`);
      process.exitCode = 1;
    }
  if (typeof left === 'string' || typeof right === 'string') return;
  const found = changes(left.pack, right.pack);
  if (json) {
    process.stdout.write(
      `${JSON.stringify({ before: left.id, after: right.id, changes: found }, null, 2)}\n`,
    );
    return;
  }
  process.stdout.write(`${colors.bold(left.id)} ${colors.dim('to')} ${colors.bold(right.id)}\n`);
  let part = '';
  for (const change of found) {
    if (change.part !== part) process.stdout.write(`\n${colors.bold(change.part)}\n`);
    part = change.part;
    process.stdout.write(`  ${line(change)}\n`);
  }
  process.stdout.write(
    found.length === 0 ? 'Nothing differs.\n' : `\n${found.length} change(s)\n`,
  );
}

function line({ kind, says, favours }: Change): string {
  const sign = { added: colors.green('+'), removed: colors.red('-'), changed: colors.yellow('~') }[kind];
  const whom = favours === undefined ? '' : colors.dim(`  (better for the ${favours})`);
  return `${sign} ${says}${whom}`;
}
