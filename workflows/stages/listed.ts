import { perform, tell, type Stage } from '../carrier.ts';

/**
 * Listed: measures, petitions, objections and review proceedings run side by side. Duties: delivery to the recipients
 * the catalogue names. Carried: publication, the terms, the petition clocks; when the term ends, removal begins.
 */
export const listed: Stage = async (standing) => {
  tell('Listed: the entry runs to its end, or to its repair, or until its basis falls.');
  return perform(standing, 'serve', 'deliver', 'update', 'apply', 'lift');
};
