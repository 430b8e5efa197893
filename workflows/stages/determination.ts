import { perform, tell, type Stage } from '../carrier.ts';

/**
 * Determination: the authority finds, on a legally effective instrument, that a ground is met. Carried: the time to
 * decide. It has no effect on the subject; what lapses here is the authority's right to go on.
 */
export const determination: Stage = async (standing) => {
  tell('Determination: the authority states facts, weighs factors and proposes measures.');
  return perform(standing, 'serve', 'apply', 'lift');
};
