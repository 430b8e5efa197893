import { isLater } from '../change/favour.ts';
import { derive } from '../case/clock-dates.ts';
import type { Correction } from '../case/commands.ts';
import type { CaseEvent } from '../case/events.ts';
import type { Context } from '../case/handler.ts';
import { onPrinciple, promises, type Refusal } from '../case/refusal.ts';
import type { CaseState, Clock, Objection } from '../case/state.ts';
import { endCase } from '../removal/end-case.ts';

/** Why a correction cannot follow from an upheld objection: it corrects nothing of that lane, or makes things worse. */
export function correctionLawful(
  state: CaseState,
  lane: Objection['lane'],
  correction: Correction | null,
  context: Context,
): Refusal[] {
  const touches = lane === 'term' ? ['from', 'term'] : ['subject', 'instrument'];
  const says =
    correction !== null &&
    (lane === 'term'
      ? correction.from !== null || correction.term !== null
      : correction.subject !== null || correction.instrument !== null);
  if (!says)
    return [
      onPrinciple('objection.correction', promises.repair, 'An upheld objection puts the data right.', [
        `State the correction: ${touches.join(' or ')}.`,
      ]),
    ];
  const clock = termClock(state);
  const after = clock && correctedClock(clock, correction, context);
  if (lane === 'term' && after === undefined)
    return [
      onPrinciple('objection.correction', promises.law, 'The entry has no term that could be corrected.'),
    ];
  return clock && after && isLater(after.end, clock.end)
    ? [
        onPrinciple(
          'objection.correction',
          promises.proportion,
          `The entry would end on ${after.due ?? 'no day'} instead of ${clock.due ?? 'none'}: an objection never makes it longer.`,
        ),
      ]
    : [];
}

/** The events of a correction: the data, the term counted from what is right, and the end if that is past. */
export function corrected(
  state: CaseState,
  ref: string,
  correction: Correction,
  context: Context,
): CaseEvent[] {
  const { statement, subject, instrument } = correction;
  const events: CaseEvent[] = [{ type: 'entry-corrected', ref, correction: statement, subject, instrument }];
  const clock = termClock(state);
  const after = clock && correctedClock(clock, correction, context);
  if (clock === undefined || after === undefined) return events;
  const before = { due: clock.due, end: clock.end };
  events.push({ type: 'clock-rederived', key: clock.key, change: `objection ${ref}`, before, clock: after });
  return after.end !== null && after.end <= context.at
    ? [...events, ...endCase(state, 'term-ended')]
    : events;
}

function termClock({ clocks }: CaseState): Clock | undefined {
  return Object.values(clocks).find(({ effect }) => effect === 'term-ends' || effect === 'minimum-ends');
}

/** The clock of the term, counted anew; undefined where the correction does not bear on it. */
function correctedClock(clock: Clock, correction: Correction, context: Context): Clock | undefined {
  const rule = context.pack.clocks[clock.rule];
  if (rule === undefined) return undefined;
  const dated = rule.startOn === 'instrument' ? correction.instrument?.date : undefined;
  const from = correction.from ?? dated;
  if (from === undefined && correction.term === null) return undefined;
  const changed = {
    ...clock,
    ...(from !== undefined && { from }),
    ...(correction.term && { chosen: correction.term }),
  };
  return { ...changed, ...derive(rule, changed, context) };
}
