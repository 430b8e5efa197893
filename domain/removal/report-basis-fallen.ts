import { unless, type Handler } from '../case/handler.ts';
import { onPrinciple, promises } from '../case/refusal.ts';
import { beginRemoval } from './begin-removal.ts';

/** The instrument was revoked, annulled, quashed or repealed: no petition is needed, in no stage. */
export const reportBasisFallen: Handler<'report-basis-fallen'> = {
  stages: ['determination', 'notice', 'list-review', 'listed'],
  by: ['caseworker', 'reviewer', 'supervisor', 'superior-authority'],
  records: 'basis-fell',
  rule: (state, command, context) =>
    unless(
      command.effectiveOn > context.today
        ? [
            onPrinciple(
              'basis-falls.date',
              promises.law,
              `${command.effectiveOn} lies after today, ${context.today}.`,
            ),
          ]
        : [],
      () => [
        {
          type: 'basis-fell',
          how: command.how,
          documentDigest: command.documentDigest,
          effectiveOn: command.effectiveOn,
        },
        ...(state.stage === 'listed'
          ? beginRemoval(state, 'basis-fell', context)
          : [{ type: 'case-closed' as const, outcome: 'basis-fell' as const, unacknowledged: [] }]),
      ],
    ),
};
