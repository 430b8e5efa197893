import { unless, type Context, type Handler } from '../case/handler.ts';
import type { CommandMap } from '../case/commands.ts';
import { daysToCome, onPrinciple, promises, type Refusal } from '../case/refusal.ts';
import type { CaseState } from '../case/state.ts';
import { endCase, restoring } from './end-case.ts';

/**
 * The instrument was revoked, annulled, quashed or repealed: no petition is needed, in no stage. It is also recorded
 * when the entry is off already, because whoever had a copy has to learn that there was no basis for it.
 */
export const reportBasisFallen: Handler<'report-basis-fallen'> = {
  stages: ['determination', 'notice', 'list-review', 'listed', 'removal', 'closed'],
  by: ['caseworker', 'reviewer', 'supervisor', 'superior-authority'],
  records: 'basis-fell',
  rule: (state, command, context) =>
    unless(reportable(state, command, context), () => [
      {
        type: 'basis-fell',
        how: command.how,
        documentDigest: command.documentDigest,
        effectiveOn: command.effectiveOn,
      },
      ...(state.stage === 'removal' || state.stage === 'closed'
        ? restoring(state)
        : endCase(state, 'basis-fell')),
    ]),
};

function reportable(
  { basisFell, erasedAt }: CaseState,
  { effectiveOn }: CommandMap['report-basis-fallen'],
  { today }: Context,
): Refusal[] {
  const refusals = daysToCome('basis-falls.date', promises.law, effectiveOn, today);
  if (basisFell)
    refusals.push(
      onPrinciple('basis-falls.once', promises.law, `It was reported already, on ${basisFell.at}.`),
    );
  if (erasedAt !== undefined)
    refusals.push(onPrinciple('retention', promises.law, `The case was erased or archived on ${erasedAt}.`));
  return refusals;
}
