import colors from 'picocolors';
import type { EvidenceStatus } from '../../domain/regime/cited.ts';

type Evidence = { readonly status: EvidenceStatus; readonly practice?: boolean | undefined };

/** One sign for how well a value is known. */
export function mark({ status, practice }: Evidence): string {
  if (practice) return colors.blue('◇');
  return { 'verified-text': colors.green('●'), secondary: colors.yellow('◐'), unverified: colors.red('○') }[
    status
  ];
}

/** What the signs mean. */
export function legend(): string {
  return [
    `${colors.green('●')} the text was read`,
    `${colors.yellow('◐')} reported by others`,
    `${colors.red('○')} open: nobody has read it`,
    `${colors.blue('◇')} house practice, not law`,
  ].join('   ');
}
