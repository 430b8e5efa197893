import { formal, type Finding } from './finding.ts';
import type { Claim } from './judge-line.ts';
import type { JudgedLine } from './judged-line.ts';

type Standing = { readonly line: number; readonly claim: Claim };

/**
 * An entry is taken over once. Lines are of one entry that carry the same number of the same body, or by which the same body lists
 * the same subject from the same day on. Where they say the same, the first stands; where they say different things, none
 * does: which of them is the entry, a person has to find out.
 */
export function settleDuplicates(lines: readonly JudgedLine[]): JudgedLine[] {
  const standing = lines.filter((each) => each.kind === 'stands');
  const byName = new Map<string, Standing[]>();
  for (const each of standing)
    for (const name of namesOf(each.claim)) {
      const same = byName.get(name);
      if (same === undefined) byName.set(name, [each]);
      else same.push(each);
    }
  return lines.map((each): JudgedLine => {
    if (each.kind !== 'stands') return each;
    const same = new Set(namesOf(each.claim).flatMap((name) => byName.get(name) ?? []));
    const finding = duplicateOf(
      each,
      [...same].filter(({ claim }) => isSameEntry(claim, each.claim)),
    );
    return finding
      ? { kind: 'cleanup', line: each.line, span: each.span, fields: each.fields, findings: [finding] }
      : each;
  });
}

/** What an entry is known by: its number at its body, and each identifier of its subject with the day it begins. */
function namesOf({ authority, number, subject, from }: Claim): string[] {
  return [
    `number ${authority.id} ${number}`,
    ...subject.identifiers.map(({ scheme, value }) => `subject ${authority.id} ${from} ${scheme} ${value}`),
  ];
}

/** Lines of one number are of one entry; of two numbers only if no identifier tells their subjects apart. */
function isSameEntry(one: Claim, other: Claim): boolean {
  if (one.authority.id === other.authority.id && one.number === other.number) return true;
  return one.subject.identifiers.every(({ scheme, value }) =>
    other.subject.identifiers.every((each) => each.scheme !== scheme || each.value === value),
  );
}

function duplicateOf(each: Standing, same: readonly Standing[]): Finding | undefined {
  const others = same.filter(({ line }) => line !== each.line).sort((one, other) => one.line - other.line);
  const [other] = others;
  if (other === undefined) return undefined;
  if (others.some(({ claim }) => !saysTheSame(claim, each.claim)))
    return formal(
      'contradicting-lines',
      `The lines ${others.map(({ line }) => line).join(', ')} are of the same entry and say something else.`,
      ['The one line that is right.'],
    );
  return each.line < other.line
    ? undefined
    : formal('possible-duplicate', `Line ${other.line} is of the same entry and says the same.`);
}

/** Whether two claims of one entry agree: the same subject and dates, under the same law. */
function saysTheSame(one: Claim, other: Claim): boolean {
  return (
    one.subject.name === other.subject.name &&
    one.ground === other.ground &&
    one.from === other.from &&
    one.until === other.until
  );
}
