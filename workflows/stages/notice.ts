import { perform, tell, type Stage } from '../carrier.ts';

/**
 * Notice: the subject learns what is considered and why, and may answer. Duties: sending. Carried: the response window,
 * which runs from proven service only; when it ends the record closes and the case goes to review.
 */
export const notice: Stage = async (standing) => {
  tell('Notice: service, then the response of the subject.');
  return perform(standing, 'serve', 'update', 'apply', 'lift');
};
