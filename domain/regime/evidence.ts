import { rulesOf, type Rule } from './catalogue.ts';
import type { Inconsistency } from './consistency.ts';
import { HOUSE_PRACTICE, type Pack } from './pack.ts';

/**
 * Whether a pack's statuses are honest in form: whoever says that a provision was read says where, and what is the
 * deployment's own practice is not dressed as law, nor law as practice.
 */
export function evidenceProblems(pack: Pack): Inconsistency[] {
  return rulesOf(pack).flatMap((rule) => [...unsourced(pack, rule), ...practised(rule)]);
}

function unsourced(pack: Pack, { path, cite, status, source }: Rule): Inconsistency[] {
  if (status !== 'verified-text' || source !== undefined) return [];
  const unread = citedTexts(cite).filter((part) => textOf(pack, part) === undefined);
  return unread.length === 0
    ? []
    : [
        {
          rule: 'source',
          path: [...path, 'status'],
          message: `"verified-text" without a source: where "${unread.join('; ')}" was read stands neither here nor among the "texts"`,
        },
      ];
}

/** The provisions that a citation names. */
export function citedTexts(cite: string): string[] {
  return cite.split(';').map((part) => part.trim());
}

/** The name of the text that was read and that a citation begins with. */
function textOf(pack: Pack, cited: string): string | undefined {
  return Object.keys(pack.texts).find(
    (name) => cited.startsWith(name) && !/^[\p{L}\p{N}]/u.test(cited.slice(name.length)),
  );
}

function practised({ path, cite, status, practice }: Rule): Inconsistency[] {
  const found = (message: string): Inconsistency[] => [
    { rule: 'practice', path: [...path, 'cite'], message },
  ];
  if (practice && cite !== HOUSE_PRACTICE)
    return found(
      `cites "${cite}", and so claims a law: a value of the deployment's own cites "${HOUSE_PRACTICE}"`,
    );
  if (practice && status !== 'unverified')
    return found('house practice is no law that anybody could have read');
  if (!practice && cite === HOUSE_PRACTICE) return found('cites house practice without "practice: true"');
  return [];
}
