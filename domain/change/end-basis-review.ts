import { unless, type Handler } from '../case/handler.ts';
import { onPrinciple, promises } from '../case/refusal.ts';
import type { CaseEvent } from '../case/events.ts';
import type { CaseState } from '../case/state.ts';
import { endCase } from '../removal/end-case.ts';

/** Ends the review of a case whose law fell: it stands on what is still law, or its basis falls with it. */
export const endBasisReview: Handler<'end-basis-review'> = {
  stages: ['determination', 'notice', 'list-review', 'listed'],
  by: ['supervisor'],
  records: 'basis-review-ended',
  ready: (state) => underReview(state),
  rule: (state, { outcome, reasons }) =>
    unless(underReview(state), (): CaseEvent[] => [
      { type: 'basis-review-ended', outcome, reasons },
      ...(outcome === 'stands' ? [] : endCase(state, 'basis-fell')),
    ]),
};

const underReview = ({ basisReview }: CaseState) =>
  basisReview
    ? []
    : [onPrinciple('basis-review', promises.law, 'The basis of this case is not under review.')];
