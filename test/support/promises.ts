import { expect } from 'vitest';
import { agenda } from '../../domain/case/agenda.ts';
import type { CaseState } from '../../domain/case/state.ts';
import { tasks } from '../../domain/case/tasks.ts';
import type { Pack } from '../../domain/regime/pack.ts';
import { marksOf } from '../../domain/register/marks.ts';
import { standsAt } from '../../domain/register/standing.ts';

/** What holds for every case at every moment. */
export function expectAlways(state: CaseState, pack: Pack, at: string): void {
  const { entry, removal } = state;
  if (entry && entry.end !== null && at >= entry.end)
    expect(standsAt(state, at), 'an entry is over when its date is over').toBe(false);
  if (removal) expect(standsAt(state, at), 'an entry being removed is not shown').toBe(false);
  if (standsAt(state, at) && !entry?.adopted)
    expect(
      state.listing && state.notice?.servedOn,
      'an entry stands on a decision in force after a notice proven served',
    ).toBeDefined();
  if (state.stage === 'closed')
    for (const recipient of entry?.delivered ?? [])
      expect(Object.keys(removal?.recipients ?? {}), 'every copy that is out is called back').toContain(
        recipient,
      );
  if (state.stage === 'closed' && removal)
    for (const [id, each] of Object.entries(removal.recipients))
      expect(each.acknowledgedAt ?? each.escalatedAt, `${id} acknowledged or was escalated`).toBeDefined();
  if (state.stage !== 'closed')
    expect(
      agenda(state).length + tasks(state).length,
      'every open case has a known next thing',
    ).toBeGreaterThan(0);
  else expect(agenda(state), 'a closed case waits for nothing').toEqual([]);
  for (const petition of state.petitions)
    if (petition.status === 'filed' && state.stage === 'listed')
      expect(
        Object.values(state.clocks).some((clock) => clock.ref === petition.id) || !hasPetitionClock(pack),
        'the authority is on the clock from receipt',
      ).toBe(true);
  for (const objection of state.objections)
    if (objection.status === 'pending')
      expect(marksOf(state), 'an objection is visible on every copy').toContain(`disputed:${objection.lane}`);
  for (const proceeding of state.proceedings)
    if (proceeding.outcome === undefined)
      expect(marksOf(state), 'a review is visible on every copy').toContain(
        `under-review:${proceeding.forum}`,
      );
  expect(state.entry === undefined || state.entries > 0).toBe(true);
}

function hasPetitionClock(pack: Pack): boolean {
  return Object.values(pack.clocks).some((rule) => rule.from.includes('petition-filed'));
}
