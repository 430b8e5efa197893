import { condition, continueAsNew, setHandler, defineUpdate, workflowInfo } from '@temporalio/workflow';
import { perform, record, type Carried, type Stage } from './carrier.ts';
import { wakeUpdate, type ExclusionCaseInput } from './contract/exclusion-case.ts';
import type { Standing } from './contract/standing.ts';
import { determination } from './stages/determination.ts';
import { listReview } from './stages/list-review.ts';
import { listed } from './stages/listed.ts';
import { notice } from './stages/notice.ts';
import { removal } from './stages/removal.ts';

const wake = defineUpdate(wakeUpdate);

const stages: Record<Exclude<Standing['stage'], 'closed'>, Stage> = {
  determination,
  notice,
  'list-review': listReview,
  listed,
  removal,
};

/** A history this long is left behind before the next sleep: a case that wakes after years replays little. */
const LONG_HISTORY = 500;

/**
 * The life of one case, from its opening to its closing. The record rules; this carries: it reads where the case
 * stands, performs what the case owes the world, and sleeps until the soonest clock or a wake-up. It never computes law
 * and knows nothing of the case but how far its time lies from its own (a case may live in virtual time), so a case
 * asleep for years wakes under any later release.
 */
export async function exclusionCase({ caseId, aheadMs }: ExclusionCaseInput): Promise<void> {
  let woken = false;
  let ahead = aheadMs;
  let standing: Standing | null = null;
  setHandler(wake, () => {
    woken = true;
  });
  for (;;) {
    if (standing === null) {
      woken = false;
      const now = ahead === undefined ? null : new Date(Date.now() + ahead).toISOString();
      standing = await record.stand({ caseId, now });
    }
    // The record may have come further by itself: nobody lets the workflow of a closed case live, and it may open again.
    ahead = Math.max(ahead ?? Number.NEGATIVE_INFINITY, Date.parse(standing.present) - Date.now());
    const { next, againMs }: Carried =
      standing.stage === 'closed'
        ? await perform(standing, 'retract', 'apply', 'lift', 'restore')
        : await stages[standing.stage](standing);
    if (standing.stage === 'closed' && againMs === null) return;
    if (next !== null) {
      standing = next;
      continue;
    }
    if (!woken && workflowInfo().historyLength > LONG_HISTORY)
      await continueAsNew<typeof exclusionCase>({ caseId, aheadMs: ahead });
    await awakeOrDue(() => woken, soonestOf(standing, againMs));
    standing = null;
  }
}

type Soonest = Standing['soonest'];

/** What comes first: a moment of the case's own, or another try at what it owes. */
function soonestOf({ soonest }: Standing, againMs: number | null): Soonest {
  if (againMs === null || (soonest !== null && soonest.inMs <= againMs)) return soonest;
  return { inMs: againMs, key: 'another try' };
}

async function awakeOrDue(woken: () => boolean, soonest: Soonest): Promise<void> {
  if (soonest === null) {
    await condition(woken);
    return;
  }
  await condition(woken, Math.max(soonest.inMs, 1), { summary: soonest.key });
}
