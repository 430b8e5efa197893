import { formal, type Finding } from './finding.ts';
import type { Claim } from './judge-line.ts';
import type { JudgedLine } from './judged-line.ts';

/**
 * An entry is taken over once. Of lines of one body that carry the same number and say the same, the first stands; where they say
 * different things, none does: which of them is the entry, a person has to find out.
 */
export function settleDuplicates(lines: readonly JudgedLine[]): JudgedLine[] {
  const byEntry = new Map<string, { readonly line: number; readonly claim: Claim }[]>();
  for (const each of lines) {
    if (each.kind !== 'stands') continue;
    const same = byEntry.get(entryOf(each.claim));
    if (same === undefined) byEntry.set(entryOf(each.claim), [each]);
    else same.push(each);
  }
  return lines.map((each): JudgedLine => {
    if (each.kind !== 'stands') return each;
    const same = byEntry.get(entryOf(each.claim)) ?? [];
    const finding = duplicateOf(each, same);
    return finding
      ? { kind: 'cleanup', line: each.line, span: each.span, fields: each.fields, findings: [finding] }
      : each;
  });
}

function duplicateOf(
  each: { readonly line: number; readonly claim: Claim },
  same: readonly { readonly line: number; readonly claim: Claim }[],
): Finding | undefined {
  const [first] = same;
  if (same.length < 2 || first === undefined) return undefined;
  const others = same.filter(({ line }) => line !== each.line).map(({ line }) => line);
  if (same.some(({ claim }) => !saysTheSame(claim, first.claim)))
    return formal(
      'contradicting-lines',
      `The lines ${others.join(', ')} carry the same number and say something else.`,
      ['The one line that is right.'],
    );
  return each.line === first.line
    ? undefined
    : formal('possible-duplicate', `Line ${first.line} carries the same number and says the same.`);
}

/** What an entry is known by: bodies number their entries on one subject alike. */
const entryOf = ({ authority, number }: Claim): string => `${authority.id} ${number}`;

/** Whether two claims of one entry agree: the same subject and dates, under the same law. */
function saysTheSame(one: Claim, other: Claim): boolean {
  return (
    one.subject.name === other.subject.name &&
    one.ground === other.ground &&
    one.from === other.from &&
    one.until === other.until
  );
}
