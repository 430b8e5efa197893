import { localDate } from '../calendar/local-time.ts';
import { dayEnding } from '../case/agenda.ts';
import { changesClock } from '../case/clock-change.ts';
import { rederived } from '../case/clock-dates.ts';
import { clockEvents, notBeyond } from '../case/clocks.ts';
import { begin, evolve, type Recorded } from '../case/evolve.ts';
import type { Context } from '../case/handler.ts';
import type { CaseState, Clock } from '../case/state.ts';
import { clockRule } from '../regime/clock-rule.ts';
import { renamed } from './renamed.ts';

/**
 * The clocks that a case would have now, had its record been made under another version of the law: its facts are
 * folded once more, and only the clocks are computed anew.
 */
export function clocksUnder(
  caseId: string,
  record: readonly Recorded[],
  { pack, calendars }: Pick<Context, 'pack' | 'calendars'>,
): CaseState['clocks'] {
  let state: CaseState | null = null;
  for (const recorded of record) {
    const { event, at, actor } = recorded;
    const context: Context = {
      pack,
      calendars,
      at,
      today: actor === 'clock' ? dayEnding(at, pack.timezone) : localDate(at, pack.timezone),
      actor: actor === 'clock' ? { kind: 'clock' } : { kind: 'engine' },
    };
    if (state === null) {
      state = begin(caseId, recorded);
      if (state) state = armed(renamed(state, pack), recorded, context);
      continue;
    }
    // A correction may bring an instrument in the older words.
    state = renamed(state, pack);
    if (changesClock(event)) {
      state = changed(state, event.key, event.clock, context);
      continue;
    }
    switch (event.type) {
      case 'clock-armed':
        // Only the clock of an adopted entry is armed by the act itself; all others follow from the law.
        if (event.clock.startedBy === 'entry-adopted') state = evolve(state, recorded);
        break;
      case 'clock-lapsed':
        // What it brought about is in the record; an obligation that ran out may have another day under the new law.
        if (state.clocks[event.key]?.effect !== 'escalate') state = evolve(state, recorded);
        break;
      case 'clock-met':
      case 'clock-stopped':
      case 'rung-reached':
      case 'version-adopted':
        break;
      default:
        state = armed(evolve(state, recorded), recorded, context);
    }
  }
  return withinBounds(state?.clocks ?? {}, { pack, calendars });
}

function armed(state: CaseState, { event, at, actor }: Recorded, context: Context): CaseState {
  return clockEvents(state, event, context).reduce(
    (before, change) => evolve(before, { event: change, at, actor }),
    state,
  );
}

/** What happened to a clock under the old law happened under the new one too, where that runs the clock. */
function changed(state: CaseState, key: string, as: Clock, context: Context): CaseState {
  const clock = state.clocks[key];
  const rule = clock && clockRule(context.pack, clock.rule);
  if (clock === undefined || rule === undefined) return state;
  const { tolled, chosen, knownAt, weighed, calendars, assumed } = as;
  const length = chosen && (rule.chosen || rule.longer) ? { chosen } : {};
  const { unit } = length.chosen ?? clock.chosen ?? rule;
  const next = rederived(
    {
      ...clock,
      ...length,
      tolled,
      extensions: as.extensions.filter((each) => each.unit === unit),
      // It rests on the calendars that it was counted on last, whatever was known when it was armed.
      ...(knownAt && { knownAt }),
      ...(weighed && { weighed }),
      calendars,
      assumed,
    },
    rule,
    context,
  );
  return { ...state, clocks: { ...state.clocks, [key]: next } };
}

/** A length that was chosen under the old law is no longer than the most that the new one allows. */
function withinBounds(
  clocks: CaseState['clocks'],
  context: Pick<Context, 'pack' | 'calendars'>,
): CaseState['clocks'] {
  return Object.fromEntries(
    Object.entries(clocks).map(([key, clock]) => {
      const rule = clockRule(context.pack, clock.rule);
      // Where nothing can be chosen, the length is that of a measure or of a publication, and is the law's own.
      if (!rule?.chosen || clock.chosen === undefined) return [key, clock];
      const chosen = notBeyond(clock.chosen, rule, clock.from, context);
      if (chosen === clock.chosen) return [key, clock];
      const shorter = { ...clock, chosen };
      return [key, { ...shorter, ...derived(shorter, context) }];
    }),
  );
}

function derived(clock: Clock, { pack, calendars }: Pick<Context, 'pack' | 'calendars'>): Partial<Clock> {
  const rule = clockRule(pack, clock.rule);
  if (rule === undefined) return {};
  const context: Context = { pack, calendars, at: '9999', today: '9999-12-31', actor: { kind: 'engine' } };
  const { due, end, provisional, calendars: versions, assumed } = rederived(clock, rule, context);
  return { due, end, provisional, calendars: versions, assumed };
}
