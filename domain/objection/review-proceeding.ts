import { petitionOf } from '../case/changed.ts';
import { derive, rederived } from '../case/clock-dates.ts';
import { isLater } from '../change/favour.ts';
import { unless, type Context, type Handler } from '../case/handler.ts';
import { against, daysToCome, onPrinciple, promises, type Refusal } from '../case/refusal.ts';
import type { CommandMap } from '../case/commands.ts';
import type { CaseEvent } from '../case/events.ts';
import type { CaseState, Clock } from '../case/state.ts';
import { decided } from '../petition/decide-petition.ts';
import { measureEnded } from '../measures/measure-acts.ts';
import { outOfTime, staysByItself } from './remedy.ts';
import { endCase, restoring } from '../removal/end-case.ts';

/**
 * Reconsideration, appeal or litigation began. Where the law stays the decision by itself, it is stayed with this ruling.
 * A late one is recorded as what it is: the authority does not decide for the forum, but nothing is stayed by itself.
 */
export const recordProceeding: Handler<'record-proceeding'> = {
  stages: ['list-review', 'listed', 'removal'],
  by: ['caseworker', 'reviewer', 'supervisor', 'subject'],
  records: 'review-proceeding-began',
  rule: (state, { forum, document, petition, ...asked }, context) => {
    const { pack, today } = context;
    const beganOn = asked.beganOn ?? today;
    const law = pack.reviewProceedings.find((each) => each.forum === forum);
    const refusals: Refusal[] = [];
    if (law === undefined)
      refusals.push(
        onPrinciple(
          'reviewProceedings',
          promises.law,
          `"${forum}" is not a forum of ${pack.regime}.`,
          pack.reviewProceedings.map((each) => each.forum),
        ),
      );
    if (state.listing === undefined && !state.entry?.adopted)
      refusals.push(
        onPrinciple('reviewProceedings', promises.law, 'There is no decision yet that could be reviewed.'),
      );
    if (
      petition !== null &&
      !state.petitions.some(
        (each) => each.id === petition && (each.status === 'refused' || each.status === 'rejected'),
      )
    )
      refusals.push(
        onPrinciple(
          'reviewProceedings.petition',
          promises.repair,
          `No petition "${petition}" was refused or rejected.`,
        ),
      );
    refusals.push(...daysToCome('reviewProceedings.date', promises.law, beganOn, today));
    const listing = petition === null ? law : undefined;
    const stays = listing !== undefined && staysByItself(state, listing, beganOn, context);
    const late = listing !== undefined && outOfTime(state, listing, beganOn, context);
    const ref = `r${state.proceedings.length + 1}`;
    return unless(refusals, () => [
      {
        type: 'review-proceeding-began',
        ref,
        forum,
        stay: stays ? 'automatic' : 'none',
        beganOn,
        outOfTime: late,
        petition,
        document,
      },
      ...(stays && state.stage === 'listed'
        ? [{ type: 'entry-suspended' as const, cause: 'stay' as const, order: document }]
        : []),
    ]);
  },
};

/** A court or reviewer orders a stay: the entry has no effect until it ends. */
export const orderStay: Handler<'order-stay'> = {
  stages: ['list-review', 'listed'],
  by: ['caseworker', 'reviewer', 'supervisor'],
  records: 'stay-ordered',
  rule: (state, { proceeding, document }, { pack }) => {
    const refusals = pending(state, proceeding);
    const forum = state.proceedings.find((each) => each.id === proceeding)?.forum;
    const law = pack.reviewProceedings.find((each) => each.forum === forum);
    if (law?.stay === 'none')
      refusals.push(against('reviewProceedings.stay', law, `"${law.forum}" cannot stay the decision.`));
    if (stayed(state))
      refusals.push(onPrinciple('reviewProceedings.stay', promises.law, 'The decision is stayed already.'));
    return unless(refusals, () => [
      { type: 'stay-ordered', ref: proceeding, document },
      ...(state.stage === 'listed'
        ? [{ type: 'entry-suspended' as const, cause: 'stay' as const, order: document }]
        : []),
    ]);
  },
};

/** The stay ends; the entry has effect again, for what is left of its term and no longer. */
export const endStay: Handler<'end-stay'> = {
  stages: ['list-review', 'listed'],
  by: ['caseworker', 'reviewer', 'supervisor'],
  records: 'stay-ended',
  rule: (state, { proceeding }) =>
    unless(
      state.proceedings.some(
        (each) => each.id === proceeding && each.stay !== 'none' && each.stayEndedAt === undefined,
      )
        ? []
        : [onPrinciple('reviewProceedings.stay', promises.law, `There is no stay by "${proceeding}".`)],
      () => [{ type: 'stay-ended', ref: proceeding }, ...restored(state)],
    ),
};

/**
 * The proceeding ends: upheld, varied in the subject's favour, annulled, or sent back for a new decision. A judgment may
 * come years after the entry has ended, and is recorded then too.
 */
export const endProceeding: Handler<'end-proceeding'> = {
  stages: ['notice', 'list-review', 'listed', 'removal', 'closed'],
  by: ['caseworker', 'reviewer', 'supervisor'],
  records: 'review-proceeding-ended',
  rule: (state, command, context) => {
    const refusals: Refusal[] = pending(state, command.proceeding);
    if (command.outcome === 'varied') refusals.push(...milder(state, command, context));
    return unless(refusals, (): CaseEvent[] => {
      const { proceeding: ref, outcome, document } = command;
      const ended: CaseEvent = { type: 'review-proceeding-ended', ref, outcome, document };
      const stay = state.proceedings.find((each) => each.id === ref);
      const unstayed: CaseEvent[] =
        stay && stay.stay !== 'none' && stay.stayEndedAt === undefined
          ? [{ type: 'stay-ended', ref }, ...restored(state)]
          : [];
      if (stay?.petition) {
        // The refusal of a petition was under review, not the listing. One that was only turned away is examined.
        const turnedAway = petitionOf(state, stay.petition)?.status === 'rejected';
        if (state.stage !== 'listed') return [ended];
        if (outcome === 'annulled' && !turnedAway)
          return [ended, ...decided(state, stay.petition, 'granted', 'review', null)];
        return outcome === 'remitted' || outcome === 'annulled'
          ? [ended, { type: 'petition-accepted', ref: stay.petition }]
          : [ended];
      }
      const over = state.stage === 'removal' || state.stage === 'closed';
      if (outcome === 'annulled') return [ended, ...(over ? restoring(state) : endCase(state, 'annulled'))];
      if (outcome === 'remitted' && !over)
        return [
          ended,
          ...(state.entry
            ? [{ type: 'entry-suspended' as const, cause: 'remitted' as const, order: document }]
            : []),
          { type: 'listing-remitted', proceeding: ref },
        ];
      return [ended, ...unstayed, ...(outcome === 'varied' && !over ? varied(state, command, context) : [])];
    });
  },
};

function pending(state: CaseState, id: string): Refusal[] {
  return state.proceedings.some((each) => each.id === id && each.outcome === undefined)
    ? []
    : [onPrinciple('reviewProceedings.unknown', promises.law, `No review proceeding "${id}" is pending.`)];
}

function stayed(state: CaseState): boolean {
  return state.entry?.suspensions.some((each) => each.cause === 'stay' && each.to === undefined) ?? false;
}

function restored(state: CaseState): CaseEvent[] {
  return stayed(state) ? [{ type: 'entry-restored', cause: 'stay' }] : [];
}

type Variation = Pick<CommandMap['end-proceeding'], 'term' | 'measures'>;

/** A variation states what remains: of the term, of the measures. It never makes either heavier. */
function milder(state: CaseState, { term, measures }: Variation, context: Context): Refusal[] {
  const refusals: Refusal[] = [];
  const worse = (detail: string): void =>
    void refusals.push(onPrinciple('reviewProceedings.varied', promises.proportion, detail));
  const clock = Object.values(state.clocks).find(carriesTerm);
  const rule = clock && context.pack.clocks[clock.rule];
  if ((term === null && measures === null) || (term !== null && rule === undefined))
    worse('A variation states the new term of a running entry, or the measures that remain.');
  if (term && rule && isLater(derive(rule, { ...clock, chosen: term }, context).end, clock.end))
    worse("A review at the subject's own request never makes the term longer.");
  const added = (measures ?? []).filter((id) => !inForce(state).includes(id));
  if (added.length > 0) worse(`Not in force, and so not to be kept: ${added.join(', ')}.`);
  if (measures?.length === 0) worse('Without any measure there is no entry: that is an annulment.');
  return refusals;
}

function inForce({ entry }: CaseState): string[] {
  return (entry?.measures ?? []).filter(({ endedAt }) => endedAt === undefined).map(({ id }) => id);
}

function varied(state: CaseState, { term, measures }: Variation, context: Context): CaseEvent[] {
  const dropped = measures === null ? [] : inForce(state).filter((id) => !measures.includes(id));
  const lifted = dropped.flatMap((id) => measureEnded(state, id, 'lifted', context.pack));
  const clock = Object.values(state.clocks).find(carriesTerm);
  const rule = clock && context.pack.clocks[clock.rule];
  if (term === null || clock === undefined || rule === undefined) return lifted;
  return [
    ...lifted,
    { type: 'term-varied', term },
    {
      type: 'clock-rederived',
      key: clock.key,
      change: 'term-varied',
      before: { due: clock.due, end: clock.end },
      // The term as it was varied is the whole of it.
      clock: rederived({ ...clock, chosen: term, extensions: [] }, rule, context),
    },
  ];
}

const carriesTerm = (clock: Clock): boolean =>
  clock.effect === 'term-ends' || clock.effect === 'minimum-ends';
