import { deriveDeadline } from '../calendar/deadline.ts';
import { daysBetween, localDate } from '../calendar/local-time.ts';
import type { CommandOf } from '../case/commands.ts';
import type { Context, EarlierCase } from '../case/handler.ts';
import { against, onPrinciple, promises, type Refusal } from '../case/refusal.ts';
import type { CivilDate } from '../case/state.ts';
import type { Pack } from '../regime/pack.ts';
import { plainPeriod } from '../regime/plain-period.ts';

/** What earlier cases about the same subject bar a new one from. Facts are the same where they rest on the same instrument. */
export function barredByEarlier(command: CommandOf<'open-case'>, context: Context): Refusal[] {
  const { pack, today } = context;
  const digest = command.instrument.documentDigest;
  return ofRegime(context).flatMap((each): Refusal[] => {
    const same = each.instrument === digest;
    return [
      ...(same ? notTwice(each, pack) : []),
      ...(same ? notContradicted(each) : []),
      ...(same && pack.relisting.newFactsOnly && each.removedAt !== null
        ? [
            against(
              'relisting',
              pack.relisting,
              `The entry of case ${each.caseId} on the same facts was removed; a new one needs new facts.`,
              ['An instrument about other facts.'],
            ),
          ]
        : []),
      ...barRuns(each, today, context),
    ];
  });
}

/** What earlier cases about the same subject bar an entry of an existing list from: a body lists once from one day on. */
export function adoptedBefore(command: CommandOf<'adopt-entry'>, context: Context): Refusal[] {
  const { pack } = context;
  return ofRegime(context).flatMap((each): Refusal[] => {
    const { caseId, removedAt } = each;
    if (each.authority !== command.authority.id) return barRuns(each, command.from, context);
    if (removedAt !== null && command.from <= localDate(removedAt, pack.timezone))
      return [
        against(
          'relisting',
          pack.relisting,
          `The entry of case ${caseId} was removed on ${localDate(removedAt, pack.timezone)}; one that began on ${command.from} is that entry, or older.`,
          ['An entry that was made after that.'],
        ),
      ];
    if (each.listedFrom === command.from)
      return [
        against(
          'review.onceForTheSameFacts',
          pack.review.onceForTheSameFacts,
          `The same body has listed the same subject from ${command.from}, in case ${caseId}.`,
          ['Go on with that case.'],
        ),
      ];
    return barRuns(each, command.from, context);
  });
}

/**
 * For how many days the subject was listed already on the same instrument. They count towards the term: on the same facts all
 * listings together last no longer than one may.
 */
export function servedBefore(command: CommandOf<'open-case'>, context: Context): number {
  const { timezone } = context.pack;
  return ofRegime(context)
    .filter(({ instrument }) => instrument === command.instrument.documentDigest)
    .reduce(
      (days, { listedFrom, removedAt }) =>
        listedFrom === null || removedAt === null
          ? days
          : days + Math.max(0, daysBetween(listedFrom, localDate(removedAt, timezone))),
      0,
    );
}

function ofRegime({ pack, earlier = [] }: Context): EarlierCase[] {
  return earlier.filter(({ regime }) => regime === pack.regime);
}

/** Nobody is listed twice for the same facts, and nobody answers for them in two cases at once. */
function notTwice({ caseId, removedAt, stage, outcome }: EarlierCase, pack: Pack): Refusal[] {
  return removedAt === null && (stage !== 'closed' || outcome === 'refused')
    ? [
        against(
          'review.onceForTheSameFacts',
          pack.review.onceForTheSameFacts,
          `The case ${caseId} is about the same subject and rests on the same instrument.`,
          ['Go on with that case.'],
        ),
      ]
    : [];
}

const fallen: readonly string[] = ['basis-fell', 'annulled'];

/** An instrument of which the record says that it fell carries no other case. */
function notContradicted({ caseId, outcome }: EarlierCase): Refusal[] {
  return outcome !== null && fallen.includes(outcome)
    ? [
        onPrinciple(
          'instrument.contradicted',
          promises.law,
          `The case ${caseId} rested on the same instrument, and its basis fell.`,
          ['An instrument that has effect.'],
        ),
      ]
    : [];
}

/** After a removal nobody is listed again while a bar runs, or while it is still in review, where the regime says so. */
function barRuns(
  { caseId, removedAt, underReview, trigger }: EarlierCase,
  on: CivilDate,
  { pack, calendars }: Context,
): Refusal[] {
  const law = pack.relisting;
  if (removedAt === null) return [];
  if (law.afterProceedings && underReview)
    return [
      against('relisting', law, `A review proceeding about the case ${caseId} goes on.`, [
        'After it has ended.',
      ]),
    ];
  if (law.barredFor === undefined) return [];
  if (law.ifRemovedBy && !law.ifRemovedBy.some((each) => each === trigger)) return [];
  const bar = deriveDeadline({ rule: plainPeriod(pack, law.barredFor), from: removedAt }, calendars);
  return bar.kind === 'deadline' && bar.due !== null && on <= bar.due
    ? [
        against(
          'relisting',
          law,
          `After its removal the subject is not listed again until the end of ${bar.due}.`,
          [`After ${bar.due}.`],
        ),
      ]
    : [];
}
