import { perform, tell, type Stage } from '../carrier.ts';

/**
 * List review: somebody who did not investigate decides, with the superior's consent where the regime asks for it.
 * Carried: the time to decide. Silence never lists anybody.
 */
export const listReview: Stage = async (standing) => {
  tell('List review: decision by someone else, and consent where it is required.');
  return perform(standing, 'serve', 'update', 'apply', 'lift');
};
