import { ruled, unless, type Handler } from '../case/handler.ts';
import { onPrinciple, promises } from '../case/refusal.ts';
import { identified } from '../regime/legality.ts';
import { endCase } from '../removal/end-case.ts';
import { bySupervisor } from '../removal/withdraw-case.ts';

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

/** Joins a case to another on the same facts; only that one goes on. */
export const joinCase: Handler<'join-case'> = {
  stages: ['determination', 'notice', 'list-review'],
  by: ['caseworker', 'supervisor'],
  records: 'case-joined',
  ready: bySupervisor,
  rule: (state, { into, reasons }, context) =>
    unless(
      [
        ...bySupervisor(state, context),
        ...(into === state.caseId
          ? [onPrinciple('join', promises.proportion, 'A case cannot be joined to itself.')]
          : []),
      ],
      () => [{ type: 'case-joined', into, reasons }, ...endCase(state, 'joined')],
    ),
};
