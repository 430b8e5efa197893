import { termStart } from '../case/clocks.ts';
import { unless, type Handler } from '../case/handler.ts';
import { onPrinciple, promises, type Refusal } from '../case/refusal.ts';
import { groundOf, measuresAllowed } from '../regime/legality.ts';
import { termWithinBounds } from '../regime/term.ts';

/** A changed proposal, heavier ones included: it needs a new notice, and the subject's rights begin anew. */
export const amendDetermination: Handler<'amend-determination'> = {
  stages: ['notice', 'list-review'],
  by: ['caseworker'],
  records: 'determination-amended',
  rule: (state, { reasons, measures, term }, context) => {
    const { pack } = context;
    const refusals: Refusal[] = [];
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
    if (measures.length === 0)
      refusals.push(onPrinciple('measures', promises.law, 'The amended determination proposes no measure.'));
    if (state.consent?.status === 'requested')
      refusals.push(
        onPrinciple('review.consent', promises.persons, 'The decision is before the superior authority.'),
      );
    return unless(refusals, () => [{ type: 'determination-amended', reasons, measures, term }]);
  },
};
