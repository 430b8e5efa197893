import { parseInstant } from '../calendar/instant.ts';
import { postedInTime } from '../calendar/posting.ts';
import { localDate } from '../calendar/local-time.ts';
import type { Context } from '../case/handler.ts';
import { clockRule } from '../regime/clock-rule.ts';
import { against, onPrinciple, promises, type Refusal } from '../case/refusal.ts';
import type { CaseState, Clock } from '../case/state.ts';

/** When something of the subject was handed to the post, and what proves it. */
export type Posting = {
  /** The day of the postmark, or an instant. */
  readonly on: string;
  readonly proof: { readonly kind: string; readonly digest: string };
};

/**
 * Whether what the subject posted was in time for a clock that runs, or that has run out since: where the regime says so,
 * posting in time is enough, whenever it arrives. `key` is the clock's.
 */
export function postedFor(
  state: CaseState,
  key: string,
  { on, proof }: Posting,
  { pack, at, today }: Context,
): Refusal[] {
  const clock = state.clocks[key] ?? state.ranOut[key];
  const rule = clock && clockRule(pack, clock.rule);
  if (clock === undefined || rule === undefined)
    return [onPrinciple('clock.posted', promises.notice, `No clock "${key}" has run.`)];
  const law = rule.postedInTime;
  if (law === undefined)
    return [
      against(clock.rule, rule, 'The regime counts the day on which it arrives, not that of its posting.'),
    ];
  const name = `${clock.rule}.postedInTime`;
  const refusals: Refusal[] = [];
  if (!law.proof.includes(proof.kind))
    refusals.push(
      against(name, law, `"${proof.kind}" does not prove a posting.`, [`One of: ${law.proof.join(', ')}`]),
    );
  const instant = parseInstant(on);
  const isAhead =
    instant === undefined ? localDate(on, pack.timezone) > today : instant > (parseInstant(at) ?? 0);
  if (isAhead)
    refusals.push(onPrinciple('clock.posted', promises.law, `Posted on ${on}, which is after ${today}.`));
  if (!postedInTime(on, clock))
    refusals.push(
      against(name, law, `Posted on ${on}, after ${clock.due ?? 'the end'}, it is late.`, [
        'What was posted on or before that day.',
      ]),
    );
  return refusals;
}

/** The subject's clock that closes the record: that which runs, or the one that ran out. */
export function responseWindow(state: CaseState): Clock | undefined {
  const closes = ({ effect }: Clock): boolean => effect === 'record-closes';
  return Object.values(state.clocks).find(closes) ?? Object.values(state.ranOut).find(closes);
}
