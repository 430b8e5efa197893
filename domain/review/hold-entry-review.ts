import { unless, type Handler } from '../case/handler.ts';
import { onPrinciple, promises } from '../case/refusal.ts';
import { endCase } from '../removal/end-case.ts';

/** The review of an entry, at the intervals of the regime or where it has no end of its own: it stands with reasons, or it ends. */
export const holdEntryReview: Handler<'hold-entry-review'> = {
  stages: ['listed'],
  by: ['reviewer'],
  records: 'entry-review-held',
  rule: (state, { outcome, reasons }, context) =>
    unless(
      context.pack.entry.reviewEvery === undefined && state.entry?.end !== null
        ? [onPrinciple('entry.reviewEvery', promises.law, 'Entries of this regime have an end of their own.')]
        : [],
      () => [
        { type: 'entry-review-held', ref: state.entry?.id ?? state.caseId, outcome, reasons },
        ...(outcome === 'ends' ? endCase(state, 'released') : []),
      ],
    ),
};
