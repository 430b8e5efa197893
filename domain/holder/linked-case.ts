import type { CommandOf } from '../case/commands.ts';
import { unless, type Context, type Handler } from '../case/handler.ts';
import { onPrinciple, promises, type Refusal } from '../case/refusal.ts';

/** A case of its own is tied only to one that there is, and that has not lost its basis. */
export function linkPermitted({ linkedTo }: CommandOf<'open-case'>, { other }: Context): Refusal[] {
  if (linkedTo === null) return [];
  const main = other?.state.caseId === linkedTo.caseId ? other.state : undefined;
  if (main === undefined)
    return [onPrinciple('linkedTo', promises.law, `There is no case "${linkedTo.caseId}" to be linked to.`)];
  return main.outcome === 'basis-fell' || main.outcome === 'annulled'
    ? [onPrinciple('linkedTo', promises.law, `The case "${linkedTo.caseId}" has lost its basis.`)]
    : [];
}

/** The basis of the main case fell: somebody looks whether a case that is tied to it still stands. */
export const beginBasisReview: Handler<'begin-basis-review'> = {
  stages: ['determination', 'notice', 'list-review', 'listed'],
  by: ['engine'],
  rule: (state, { main }) =>
    unless([], () =>
      state.basisReview
        ? []
        : [
            {
              type: 'basis-review-began',
              change: main,
              version: state.version,
              fell: { what: 'main-case', id: main },
            },
          ],
    ),
};
