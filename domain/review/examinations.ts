import { termStart } from '../case/clocks.ts';
import { ruled, unless, type Handler } from '../case/handler.ts';
import { onPrinciple, promises, type Refusal } from '../case/refusal.ts';
import { groundOf, measuresAllowed } from '../regime/legality.ts';
import { termWithinBounds } from '../regime/term.ts';

/** The legal review that complex or major cases must pass before any decision. */
export const passLegalReview: Handler<'pass-legal-review'> = {
  stages: ['list-review'],
  by: ['reviewer'],
  records: 'legal-review-passed',
  rule: (_state, { opinion }) => ruled({ type: 'legal-review-passed', opinion }),
};

/** The recommendation of a panel or board on what may be decided. */
export const makeRecommendation: Handler<'make-recommendation'> = {
  stages: ['list-review'],
  by: ['reviewer', 'superior-authority'],
  records: 'recommendation-made',
  rule: (state, { measures, term, reasons }, context) => {
    const { pack } = context;
    const refusals: Refusal[] = [];
    if (pack.review.recommendation === undefined)
      refusals.push(
        onPrinciple('review.recommendation', promises.law, 'The regime knows no recommendation.'),
      );
    const ground = groundOf(pack, state.ground);
    if (ground.kind === 'refused') refusals.push(ground.refusal);
    else
      refusals.push(
        ...measuresAllowed(pack, ground.value, measures),
        ...termWithinBounds(
          term,
          termStart(ground.value, state, context),
          state.determination?.factors ?? [],
        ),
      );
    return unless(refusals, () => [{ type: 'recommendation-made', measures, term, reasons }]);
  },
};
