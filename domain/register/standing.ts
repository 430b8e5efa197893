import type { CaseState, Instant } from '../case/state.ts';

/**
 * Whether the entry of a case stands at an instant: published, not past its end, not removed, not suspended. Computed
 * from dates alone, so that it holds whatever ran or did not run.
 */
export function standsAt(state: CaseState, at: Instant): boolean {
  const { entry, removal } = state;
  if (entry?.publishedAt === undefined || entry.publishedAt > at) return false;
  if (entry.end !== null && at >= entry.end) return false;
  if (removal && at >= removal.beganAt) return false;
  return !entry.suspensions.some((span) => span.from <= at && (span.to === undefined || at < span.to));
}
