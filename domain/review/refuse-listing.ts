import { unless, type Handler } from '../case/handler.ts';
import { onPrinciple, promises } from '../case/refusal.ts';
import { endCase } from '../removal/end-case.ts';

/** Declining to list is a reasoned decision too; it ends the case. */
export const refuseListing: Handler<'refuse-listing'> = {
  stages: ['list-review'],
  by: ['reviewer'],
  records: 'listing-refused',
  rule: (state, command) =>
    unless(
      state.listing && state.consent?.status === 'requested'
        ? [
            onPrinciple(
              'review.consent',
              promises.persons,
              'The decision is before the superior authority.',
              ['give-consent', 'refuse-consent'],
            ),
          ]
        : [],
      () => [{ type: 'listing-refused', reasons: command.reasons }, ...endCase(state, 'refused')],
    ),
};
