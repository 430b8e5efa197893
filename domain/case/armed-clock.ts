import { clockRule } from '../regime/clock-rule.ts';
import type { ClockRule } from '../regime/pack.ts';
import type { Context } from './handler.ts';
import { onPrinciple, promises, type Refusal } from './refusal.ts';
import type { CaseState, Clock } from './state.ts';

type Armed =
  | { readonly kind: 'armed'; readonly clock: Clock; readonly rule: ClockRule }
  | { readonly kind: 'refused'; readonly refusals: readonly [Refusal, ...Refusal[]] };

/** The armed clock of a key with its rule, or that none is running. An overdue one is armed still. */
export function armedClock(state: CaseState, key: string, { pack }: Context): Armed {
  const clock = state.clocks[key];
  const rule = clock && clockRule(pack, clock.rule);
  if (clock !== undefined && rule !== undefined) return { kind: 'armed', clock, rule };
  const detail = `No clock "${key}" is running.`;
  return {
    kind: 'refused',
    refusals: [onPrinciple('clock.unknown', promises.law, detail, Object.keys(state.clocks))],
  };
}
