/** What client and worker share about the workflow of one case: names, ids and plain JSON types. */

export const exclusionCaseType = 'exclusionCase';
export const wakeUpdate = 'wake';

/** The workflow of a case. The id carries the case id and nothing personal. */
export const caseWorkflowId = (caseId: string): string => `case/${caseId}`;

/** `aheadMs` is how far the case's time lies from the workflow's, once the workflow has read it. */
export type ExclusionCaseInput = { readonly caseId: string; readonly aheadMs?: number };

/** Search attributes that let an operator find cases in the engine's own pages. */
export const searchAttributes = { regime: 'AmendsRegime', authority: 'AmendsAuthority' } as const;
