import { perform, tell, type Stage } from '../carrier.ts';

/**
 * Removal: the entry is off the register with the ruling that began it. Duties: a retraction to every recipient that
 * holds a copy. Carried: the authority's and each recipient's clock; who does not acknowledge is escalated and named.
 */
export const removal: Stage = async (standing) => {
  tell('Removal: every recipient takes the entry off and acknowledges.');
  return perform(standing, 'serve', 'retract', 'apply', 'lift', 'restore');
};
