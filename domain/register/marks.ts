import type { CaseState } from '../case/state.ts';

/** What every copy of an entry has to say besides the entry itself: objections and proceedings that are pending, stays. */
export function marksOf(state: CaseState): string[] {
  const marks: string[] = [];
  for (const objection of state.objections) {
    if (objection.status === 'pending') marks.push(`disputed:${objection.lane}`);
    if (objection.status === 'recorded-both') marks.push(`both-versions-recorded:${objection.lane}`);
  }
  for (const proceeding of state.proceedings)
    if (proceeding.outcome === undefined) marks.push(`under-review:${proceeding.forum}`);
  for (const suspension of state.entry?.suspensions ?? [])
    if (suspension.to === undefined) marks.push(`suspended:${suspension.cause}`);
  if (state.instrument && state.instrument.finality !== 'final') marks.push('not-final');
  return marks;
}
