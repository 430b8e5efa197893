/** What client and worker share about the workflow of one change of calendar or law. */

export const regimeChangeType = 'regimeChange';
export const regimeChangeWake = 'wake';

export const regimeChangeWorkflowId = (changeId: string): string => `regime-change/${changeId}`;

export type RegimeChangeInput = { readonly changeId: string };

export type ChangeStanding = {
  readonly status: 'previewing' | 'previewed' | 'approved' | 'applied' | 'withdrawn';
};

/** How far a call has come; the workflow asks again until it is done. */
export type ChangeProgress = { readonly cases: number; readonly done: boolean };
