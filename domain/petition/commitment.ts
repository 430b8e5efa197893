import { ruled, unless, type Handler } from '../case/handler.ts';
import { daysToCome, onPrinciple, promises, type Refusal } from '../case/refusal.ts';
import { repairOf, restored } from './revoke-repair.ts';

/** What the subject commits itself to, and until when. */
export const recordCommitment: Handler<'record-commitment'> = {
  stages: ['notice', 'list-review', 'listed', 'removal'],
  by: ['subject', 'caseworker'],
  records: 'commitment-made',
  rule: (state, { statement, until }, { today }) =>
    unless(
      until !== null && until < today
        ? [onPrinciple('commitment.until', promises.law, `${until} lies before today, ${today}.`)]
        : [],
      () => [{ type: 'commitment-made', ref: `m${state.commitments.length + 1}`, statement, until }],
    ),
};

/**
 * A commitment was broken while it bound. That is recorded; where the regime attaches it to a repair, the entry that was
 * taken off comes back with this ruling.
 */
export const reportBreach: Handler<'report-breach'> = {
  stages: ['listed', 'removal', 'closed'],
  by: ['reviewer', 'supervisor'],
  records: 'commitment-breached',
  rule: (state, { commitment, on, document }, context) => {
    const { pack, today } = context;
    const refusals: Refusal[] = [];
    const made = state.commitments.find((each) => each.id === commitment);
    if (made === undefined)
      refusals.push(
        onPrinciple('commitment.unknown', promises.law, `There is no commitment "${commitment}".`),
      );
    if (made?.breachedOn !== undefined)
      refusals.push(
        onPrinciple(
          'commitment.breach',
          promises.proportion,
          `Its breach on ${made.breachedOn} was reported already.`,
        ),
      );
    refusals.push(...daysToCome('commitment.breach', promises.law, on, today));
    if (made?.until != null && on > made.until)
      refusals.push(
        onPrinciple('commitment.until', promises.law, `The commitment bound to ${made.until}, not on ${on}.`),
      );
    const [first, ...rest] = refusals;
    if (first) return { kind: 'refused', refusals: [first, ...rest] };
    const breached = { type: 'commitment-breached', ref: commitment, on, document } as const;
    const law = pack.petition.breach;
    const repair = repairOf(state);
    return law && repair !== undefined
      ? ruled(breached, ...restored(state, repair, law, document, context))
      : ruled(breached);
  },
};
