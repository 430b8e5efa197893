import { longerThan } from '../legality.ts';
import type { Bound, Ground, Pack } from '../pack.ts';
import { termRule } from '../term.ts';

/** What an instrument needs to be, and no more. */
export function finalityOf(
  instrument: Ground['instruments'][number] | undefined,
): 'not-effective' | 'effective' | 'final' {
  const needed = instrument?.finality ?? 'final';
  return needed === 'not-required' ? 'not-effective' : needed;
}

/** The ground whose entries last longest and still end by themselves, and may be repaired meanwhile. */
export function plainGround(pack: Pack): string {
  const repairable = pack.grounds.filter((each) => each.repairable?.allowed !== false);
  const lasting = repairable
    .flatMap((each) => {
      const rule = pack.clocks[each.term ?? pack.entry.term];
      return rule === undefined || rule.unit === 'until-event' ? [] : [{ id: each.id, rule }];
    })
    .sort((left, right) =>
      longerThan(right.rule, left.rule) ? 1 : longerThan(left.rule, right.rule) ? -1 : 0,
    );
  return lasting[0]?.id ?? repairable[0]?.id ?? pack.grounds[0]?.id ?? '';
}

/** A level of authority that lists by itself, if there is one. */
export function plainLevel({ authorities, review }: Pack): string {
  const { competent } = authorities;
  return competent.find((level) => !review.consent?.levels.includes(level)) ?? competent[0] ?? '';
}

/** The longest term that a decision may state, where it states one; the least, where there is no longest. */
export function plainTerm(pack: Pack, ground: Ground): Bound | null {
  const { rule } = termRule(pack, ground);
  if (rule.chosen === undefined) return null;
  return rule.unit === 'life' ? (rule.chosen.least ?? null) : { amount: rule.amount, unit: rule.unit };
}
