import { ruled, unless, type Handler } from '../case/handler.ts';
import { onPrinciple, promises } from '../case/refusal.ts';
import { identified } from '../regime/legality.ts';
import { endCase } from '../removal/end-case.ts';

/**
 * Merger or succession: the entry follows the body that succeeds in law, with the term it has left, and is bound to it
 * by identifiers of its own.
 */
export const recordSuccession: Handler<'record-succession'> = {
  stages: ['determination', 'notice', 'list-review', 'listed'],
  by: ['caseworker'],
  records: 'subject-succeeded',
  rule: (state, { successor, document }, { pack }) =>
    unless(
      [
        ...(state.subject.kind === 'person'
          ? [
              onPrinciple(
                'subject.succession',
                promises.proportion,
                'Nobody succeeds to a measure against a person.',
              ),
            ]
          : []),
        ...identified(pack, successor),
      ],
      () => [{ type: 'subject-succeeded', successor, document }],
    ),
};

/** The subject died or was dissolved: nothing is left to restrict, and the case ends in whatever stage it is. */
export const reportSubjectEnded: Handler<'report-subject-ended'> = {
  stages: ['determination', 'notice', 'list-review', 'listed'],
  by: ['caseworker', 'supervisor'],
  records: 'subject-ended',
  rule: (state, { how, document }) =>
    ruled({ type: 'subject-ended', how, document }, ...endCase(state, 'subject-ended')),
};
