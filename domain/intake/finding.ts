import type { Refusal } from '../case/refusal.ts';

/** Why a line of an existing list is not taken over as it stands. A closed list: reports are counted by these words. */
export const cleanupReasons = [
  'no-header',
  'broken-line',
  'unknown-value',
  'other-bodys-law',
  'unknown-body',
  'not-decided',
  'no-basis',
  'unidentified',
  'no-start',
  'not-begun',
  'contradictory-dates',
  'term-longer-than-allowed',
  'term-past',
  'unlawful',
  'possible-duplicate',
  'contradicting-lines',
] as const;
export type CleanupReason = (typeof cleanupReasons)[number];

/** One thing that stands in a line's way, with the rule it rests on. The first of a line's findings counts it. */
export type Finding = { readonly reason: CleanupReason; readonly refusal: Refusal };
export type Findings = readonly [Finding, ...Finding[]];

/** The findings as a list that is known not to be empty, or nothing. */
export function someOf(findings: readonly Finding[]): Findings | undefined {
  const [first, ...rest] = findings;
  return first && [first, ...rest];
}

/** A finding about the form of a line: no rule of law refuses it, there is nothing yet that law could be applied to. */
export function formal(reason: CleanupReason, detail: string, lawful: readonly string[] = []): Finding {
  const rule = `intake.${reason}`;
  return { reason, refusal: { rule, citation: FORM, status: 'principle', detail, lawful } };
}

const FORM = 'The form of the list, as its mapping states it';
