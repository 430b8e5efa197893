import { endOfDay } from '../calendar/local-time.ts';
import { toInstant } from '../case/clock-dates.ts';
import { unless, type Context, type Handler } from '../case/handler.ts';
import type { CaseEvent } from '../case/events.ts';
import { against, onPrinciple, promises, type Refusal } from '../case/refusal.ts';
import type { CaseState, TemporaryLift } from '../case/state.ts';
import { endCase } from '../removal/end-case.ts';

/** Lifts the entry for a time, on a court's order (a reorganisation plan, a settlement). */
export const liftTemporarily: Handler<'lift-temporarily'> = {
  stages: ['listed'],
  by: ['caseworker', 'reviewer', 'supervisor'],
  records: 'temporary-lift-began',
  rule: (state, { order, until }, { pack, today }) => {
    const refusals: Refusal[] = [];
    if (pack.petition.temporaryLift === undefined)
      refusals.push(
        onPrinciple('petition.temporaryLift', promises.law, 'The regime knows no temporary lift.'),
      );
    if (lifted(state))
      refusals.push(onPrinciple('petition.temporaryLift', promises.repair, 'The entry is lifted already.'));
    if (until !== null && until < today)
      refusals.push(
        onPrinciple('petition.temporaryLift', promises.law, `${until} lies before today, ${today}.`),
      );
    const end = until === null ? null : toInstant(endOfDay(until, pack.timezone));
    return unless(refusals, () => [
      { type: 'temporary-lift-began', ref: `l${state.lifts.length + 1}`, order, until, end },
      { type: 'entry-suspended', cause: 'temporary-lift', order },
    ]);
  },
};

/** Verifies that what the entry was lifted for was executed, by somebody who will not decide it. */
export const verifyTemporaryLift: Handler<'verify-temporary-lift'> = {
  stages: ['listed'],
  by: ['caseworker'],
  records: 'temporary-lift-verified',
  rule: (state, { findings }) => {
    const lift = lifted(state);
    return unless(standing(lift), () =>
      lift ? [{ type: 'temporary-lift-verified', ref: lift.id, findings }] : [],
    );
  },
};

/** Ends the temporary lift: executed in full, by the verification on record, it becomes repair; otherwise the entry stands again. */
export const endTemporaryLift: Handler<'end-temporary-lift'> = {
  stages: ['listed'],
  by: ['caseworker', 'reviewer', 'supervisor'],
  records: 'temporary-lift-ended',
  rule: (state, { outcome }, context) => {
    const lift = lifted(state);
    const refusals = [...standing(lift), ...(outcome === 'executed' ? verified(lift, context) : [])];
    return unless(refusals, (): CaseEvent[] =>
      lift
        ? [
            { type: 'temporary-lift-ended', ref: lift.id, outcome },
            ...(outcome === 'executed'
              ? endCase(state, 'repaired')
              : [{ type: 'entry-restored' as const, cause: 'temporary-lift' as const }]),
          ]
        : [],
    );
  },
};

/** The entry comes off for good only on a verification, like a repair by petition. */
function verified(lift: TemporaryLift | undefined, { pack }: Context): Refusal[] {
  return lift?.verifiedBy === undefined
    ? [
        against(
          'petition.verification',
          pack.petition.verification,
          'Nobody has verified that it was executed.',
          ['verify-temporary-lift'],
        ),
      ]
    : [];
}

function standing(lift: TemporaryLift | undefined): Refusal[] {
  return lift ? [] : [onPrinciple('petition.temporaryLift', promises.repair, 'The entry is not lifted.')];
}

/** The temporary lift in force. */
function lifted({ lifts }: CaseState): TemporaryLift | undefined {
  return lifts.find(({ ended }) => ended === undefined);
}
