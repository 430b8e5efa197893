import colors from 'picocolors';
import type { PackProblem } from '../../regimes/pack-file.ts';

/** Problems of packs as a compiler prints them: `file:line: rule: message`. */
export function renderProblems(problems: readonly PackProblem[], mark: string = colors.red('error')): string {
  return problems
    .map(
      ({ file, line, rule, message }) =>
        `${colors.bold(`${file}:${line}`)} ${mark} ${colors.cyan(rule)} ${message}\n`,
    )
    .join('');
}
