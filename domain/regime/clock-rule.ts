import type { ClockRule, Pack } from './pack.ts';

/**
 * Every rule a clock of the regime can have, by key: the pack's own, and for each forum the time within which it may be
 * turned to, which the pack states with the forum.
 */
export function clockRules(pack: Pack): Iterable<readonly [string, ClockRule]> {
  return rulesOf(pack);
}

// Every ruling asks, and a pack never changes.
const known = new WeakMap<Pack, ReadonlyMap<string, ClockRule>>();

function rulesOf(pack: Pack): ReadonlyMap<string, ClockRule> {
  const before = known.get(pack);
  if (before) return before;
  const remedies = pack.reviewProceedings.flatMap((law): [string, ClockRule][] =>
    law.timeLimit ? [[remedyKey(law.forum), remedyRule(law, law.timeLimit)]] : [],
  );
  const rules = new Map([...Object.entries(pack.clocks), ...remedies]);
  known.set(pack, rules);
  return rules;
}

/** The rule of one clock, by its key in the regime. */
export function clockRule(pack: Pack, key: string): ClockRule | undefined {
  return rulesOf(pack).get(key);
}

/** The clock of the time within which a forum may be turned to. */
export const remedyKey = (forum: string): string => `remedy.${forum}`;

type Forum = Pack['reviewProceedings'][number];

/** Runs for the subject from proven service of the decision; its end bars nothing that the forum itself may allow. */
function remedyRule(law: Forum, timeLimit: NonNullable<Forum['timeLimit']>): ClockRule {
  const { title, cite, status } = law;
  return {
    ...timeLimit,
    title,
    from: ['decision-served'],
    startOn: 'event',
    // Met by a proceeding before this forum only, which `metBy` cannot say: the clocks look at the forum themselves.
    metBy: [],
    against: 'subject',
    lapse: { effect: 'none' },
    tolling: [],
    cite,
    status,
  };
}
