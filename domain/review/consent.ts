import { unless, type Context, type Handler } from '../case/handler.ts';
import { onPrinciple, promises, type Refusal } from '../case/refusal.ts';
import type { CaseState } from '../case/state.ts';
import { effect, termLeftMeanwhile } from './effect.ts';

/** The superior authority consents: from this moment, and not before, the subject is listed. */
export const giveConsent: Handler<'give-consent'> = {
  stages: ['list-review'],
  by: ['superior-authority'],
  records: 'consent-given',
  ready: (state, context) => grantable(state, context),
  rule: (state, _command, context) =>
    unless(grantable(state, context), () => [
      { type: 'consent-given' },
      ...effect(state, state.listing?.measures ?? [], context),
    ]),
};

/** The superior authority refuses consent: the case goes back to review, and nobody is listed. */
export const refuseConsent: Handler<'refuse-consent'> = {
  stages: ['list-review'],
  by: ['superior-authority'],
  records: 'consent-refused',
  ready: (state) => awaited(state),
  rule: (state, command) =>
    unless(awaited(state), () => [{ type: 'consent-refused', reasons: command.reasons }]),
};

function grantable(state: CaseState, context: Context): Refusal[] {
  return [...awaited(state), ...termLeftMeanwhile(state, context, 'refuse-consent')];
}

function awaited(state: CaseState): Refusal[] {
  return state.consent?.status === 'requested'
    ? []
    : [onPrinciple('review.consent', promises.law, 'No consent is awaited.', ['approve-listing'])];
}
