/** The queue on which the workers of a deployment wait. */
export const defaultTaskQueue = 'amends';
