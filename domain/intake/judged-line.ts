import type { Findings } from './finding.ts';
import type { Claim } from './judge-line.ts';

/** One line of the list and what becomes of it. */
export type JudgedLine = {
  readonly line: number;
  readonly span: number;
  /** The fields as they were read; none where the line could not be read. */
  readonly fields: readonly string[];
} & (
  | { readonly kind: 'stands'; readonly claim: Claim }
  | { readonly kind: 'cleanup'; readonly findings: Findings }
);
