import type { Deadline } from './deadline.ts';
import { parseDay } from './civil-date.ts';
import { parseInstant } from './instant.ts';

/**
 * Whether something handed to the post on `posted` is in time although it arrives later (the mail rule). `posted` is the
 * local date of the postmark or an instant; what was posted at the very end is late. A deadline without an end
 * is never missed. Undefined if `posted` is neither a date nor an instant.
 */
export const postedInTime = (
  posted: string,
  deadline: Pick<Deadline, 'due' | 'end'>,
): boolean | undefined => {
  const day = parseDay(posted);
  if (day === undefined) {
    const instant = parseInstant(posted);
    if (instant === undefined) return undefined;
    return deadline.end === null || instant < Number(parseInstant(deadline.end));
  }
  return deadline.due === null || day <= Number(parseDay(deadline.due.slice(0, 10)));
};
