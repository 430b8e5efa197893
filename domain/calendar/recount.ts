import type { Explanation } from './explanation.ts';

// Hours may have a fraction that no binary number holds.
const isClose = (a: number, b: number): boolean => Math.abs(a - b) < 1e-6;

/**
 * The last day that an explanation comes to when its lines are counted again, without the code that made it (for hours:
 * the instant, in UTC); null for one without a last day. Undefined if the lines do not add up. For tests and auditors.
 */
export const recount = (explanation: Explanation): string | null | undefined => {
  const { lines, roll, budget, counting, direction, start } = explanation;
  if (counting === 'nothing') return null;
  const isBackInDays = direction === 'before' && counting !== 'hours';
  let left = budget;
  let last: string | null = counting === 'hours' ? (lines[0]?.to ?? null) : start.day;
  for (const line of lines) {
    left -= line.counted;
    if (!isClose(left, line.left)) return undefined;
    if (line.counted > 0) last = isBackInDays ? line.from : line.to;
  }
  if (lines.at(-1)?.to === null) return left > 0 ? null : undefined;
  if (!isClose(left, 0)) return undefined;
  return roll.at(-1)?.to ?? last;
};
