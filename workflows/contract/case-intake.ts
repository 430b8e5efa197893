/** What client and worker share about the workflow that brings one existing list in. */

export const caseIntakeType = 'caseIntake';

/** The id of an import follows from the list itself, so that one list has one workflow. */
export const caseIntakeWorkflowId = (importId: string): string => `intake/${importId}`;

export type CaseIntakeInput = { readonly importId: string };

export type TakenOver = {
  /** Lines dealt with by this call. */
  readonly lines: number;
  readonly done: boolean;
};
