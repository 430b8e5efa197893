import { termStart } from '../case/clocks.ts';
import type { CaseEvent } from '../case/events.ts';
import type { Context } from '../case/handler.ts';
import { against, type Refusal } from '../case/refusal.ts';
import type { CaseState, CivilDate } from '../case/state.ts';
import { interimMerged } from '../measures/interim.ts';
import type { Bound } from '../regime/pack.ts';
import { endOfTerm, termRule, type TermStart } from '../regime/term.ts';

/** What an approved listing does: it lists, unless the regime has the subject notified and a standstill first. */
export function effect(state: CaseState, measures: readonly string[], context: Context): CaseEvent[] {
  return context.pack.review.standstill ? [] : entered(state, measures, context);
}

/** The events by which an approved listing takes effect today. A new decision after remittal is about the entry there is. */
export function entered(state: CaseState, measures: readonly string[], { today }: Context): CaseEvent[] {
  const listed: CaseEvent = {
    type: 'listed',
    entry: state.entry?.id ?? `${state.caseId}.${state.entries + 1}`,
    from: state.entry?.from ?? today,
    measures,
    noEarlyEnd: false,
    restarted: false,
    atLeast: null,
  };
  return [listed, ...interimMerged(state, measures)];
}

/**
 * A term that counts from an older day may be over before anybody is listed: then nothing is left to list for. What ends
 * with its measures, or ends nothing, is not weighed by it.
 */
export function termLeft(
  term: Bound | null,
  start: TermStart,
  today: CivilDate,
  ...lawful: readonly string[]
): Refusal[] {
  const { endIsMinimum, longestOf } = start.pack.entry;
  const last = endIsMinimum || longestOf ? null : endOfTerm(term, start);
  if (last === null || last >= today) return [];
  const { key, rule } = termRule(start.pack, start.ground);
  return [
    against(
      key,
      rule,
      `Counted from ${start.from}, the term ended on ${last}: nothing is left of it.`,
      lawful,
    ),
  ];
}

/** Whether what an approved decision waited for came too late: its term may have ended meanwhile. */
export function termLeftMeanwhile(
  state: CaseState,
  context: Context,
  ...lawful: readonly string[]
): Refusal[] {
  const ground = context.pack.grounds.find(({ id }) => id === state.ground);
  if (ground === undefined || state.listing === undefined) return [];
  return termLeft(state.listing.term, termStart(ground, state, context), context.today, ...lawful);
}
