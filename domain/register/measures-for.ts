import type { Pack, Recipient } from '../regime/pack.ts';

/**
 * The measures of an entry that one recipient is told: whoever must act, those that it carries out and no others; whoever
 * is only informed, all of them, where the catalogue discloses them to it at all.
 */
export function measuresFor(pack: Pack, { id, relation }: Recipient, measures: readonly string[]): string[] {
  if (relation === 'informed') return [...measures];
  return measures.filter((each) =>
    pack.measures.some((measure) => measure.id === each && measure.implementers.includes(id)),
  );
}
