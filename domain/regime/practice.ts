import { rulesOf } from './catalogue.ts';
import type { Inconsistency } from './consistency.ts';
import { HOUSE_PRACTICE, type Pack } from './pack.ts';

/**
 * What is the deployment's own practice is not dressed as law, nor law as practice: a value that claims a law could
 * otherwise call itself practice, and so pass where unverified law is refused.
 */
export function practiceProblems(pack: Pack): Inconsistency[] {
  return rulesOf(pack).flatMap(({ path, cite, practice }): Inconsistency[] => {
    const found = (message: string) => [{ rule: 'practice', path: [...path, 'cite'], message }];
    if (practice && cite !== HOUSE_PRACTICE)
      return found(
        `cites "${cite}", and so claims a law: a value of the deployment's own cites "${HOUSE_PRACTICE}"`,
      );
    return !practice && cite === HOUSE_PRACTICE ? found('cites house practice without "practice: true"') : [];
  });
}
