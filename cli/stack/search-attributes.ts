/** What operators may look cases up by in the workflow engine: ids and words of the procedure, nothing personal. */
export const searchAttributes = ['AmendsStage', 'AmendsRegime', 'AmendsAuthority'] as const;
