import { unless, type Context, type Handler } from '../case/handler.ts';
import { against, onPrinciple, promises, type Refusal } from '../case/refusal.ts';
import type { CaseState } from '../case/state.ts';
import { entered, termLeftMeanwhile } from './effect.ts';

/** Makes the entry after a standstill: not before it has ended, and not while a stay bars it. */
export const enterListing: Handler<'enter-listing'> = {
  stages: ['list-review'],
  by: ['publisher', 'reviewer'],
  records: 'listed',
  ready,
  rule: (state, _command, context) =>
    unless(ready(state, context), () => entered(state, state.listing?.measures ?? [], context)),
};

function ready(state: CaseState, context: Context): Refusal[] {
  const law = context.pack.review.standstill;
  if (law === undefined || state.listing === undefined)
    return [
      onPrinciple(
        'review.standstill',
        promises.law,
        'There is no approved listing that waits to be entered.',
        ['approve-listing'],
      ),
    ];
  const refusals: Refusal[] = termLeftMeanwhile(state, context, 'withdraw-case');
  if (state.standstillEndedAt === undefined) {
    const due = Object.values(state.clocks).find(({ effect }) => effect === 'standstill-ends')?.due;
    refusals.push(
      against(
        'review.standstill',
        law,
        due ? `The standstill runs to the end of ${due}.` : 'The subject has not been notified of the entry.',
        [due ? `Enter after ${due}.` : 'serve-decision'],
      ),
    );
  }
  const stays = state.proceedings.filter(
    (each) => each.stay !== 'none' && each.stayEndedAt === undefined && each.outcome === undefined,
  );
  if (stays.length > 0)
    refusals.push(
      against('review.standstill.stay', law, 'A stay bars the entry until the proceedings end.', [
        'end-proceeding',
      ]),
    );
  return refusals;
}
