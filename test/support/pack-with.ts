import type { ClockRule, Pack } from '../../domain/regime/pack.ts';

export const cited = { cite: 'a law of the test, art. 1', status: 'unverified' } as const;

/** A pack whose clock has something that no shipped regime gives it. */
export function withClock(pack: Pack, key: string, more: Partial<ClockRule>): Pack {
  const rule = pack.clocks[key];
  if (rule === undefined) throw new Error(`no clock ${key}`);
  return { ...pack, clocks: { ...pack.clocks, [key]: { ...rule, ...more } } };
}
