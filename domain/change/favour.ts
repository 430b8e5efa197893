import type { Clock, Instant } from '../case/state.ts';
import type { Favour } from './effect.ts';

/**
 * What a clock is to the subject: a right (time to act in, or a span that protects), a burden (a span in which something
 * is borne), or neither: somebody else's obligation.
 */
export type Kind = 'right' | 'burden' | 'obligation';

/** Tells rights, burdens and obligations apart by whom a clock runs against and by what its end brings. */
export function kindOf({ against, effect }: Pick<Clock, 'against' | 'effect'>): Kind {
  switch (effect) {
    case 'term-ends':
    case 'minimum-ends':
    case 'measure-ends':
    case 'interim-ends':
      return 'burden';
    case 'standstill-ends':
      return 'right';
    case 'none':
    case 'escalate':
    case 'record-closes':
    case 'case-lapses':
    case 'deemed-accepted':
    case 'deemed-granted':
    case 'deemed-refused':
    case 'deemed-abandoned':
      return against === 'subject' ? 'right' : 'obligation';
  }
}

/** Whom it serves that a clock of this kind ends at another instant. No end at all is later than any. */
export function favourOf(kind: Kind, before: Instant | null, after: Instant | null): Favour {
  if (kind === 'obligation' || before === after) return 'neither';
  return isLater(after, before) === (kind === 'right') ? 'for-subject' : 'against-subject';
}

/** Whether one end comes after another; no end comes last. */
export function isLater(one: Instant | null, other: Instant | null): boolean {
  if (one === null) return other !== null;
  return other !== null && one > other;
}
