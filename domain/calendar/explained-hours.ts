import type { ExplainedLine } from './explained-line.ts';
import { piecesOf, type NotedSpan } from './explained-pauses.ts';
import type { HoursReckoning } from './hours.ts';
import type { EpochSeconds } from './instant.ts';
import { formatInstant } from './instant.ts';

/** The lines of a period of hours, with instants in UTC: elapsed hours and pauses by turns. */
export const explainHours = (
  reckoned: HoursReckoning,
  budget: number,
  pauses: readonly NotedSpan[],
): readonly ExplainedLine[] => {
  const { start, end, spans } = reckoned;
  const event = formatInstant(start);
  const lines: ExplainedLine[] = [
    { from: event, to: event, counted: 0, reason: 'day-of-event', left: budget },
  ];
  let left = budget;
  const run = (from: EpochSeconds, to: EpochSeconds): void => {
    if (to === from) return;
    const counted = Math.abs(to - from) / 3600;
    left -= counted;
    lines.push({ from: formatInstant(from), to: formatInstant(to), counted, reason: 'elapsed-hours', left });
  };
  let from = start;
  for (const span of spans) {
    run(from, span.from);
    for (const piece of piecesOf(span, pauses)) {
      const to = piece.to === Infinity ? null : formatInstant(piece.to);
      lines.push({
        from: formatInstant(piece.from),
        to,
        counted: 0,
        reason: 'tolled',
        left,
        ...(piece.notes.length > 0 && { pauses: piece.notes }),
      });
    }
    from = span.to;
  }
  if (end !== null) run(from, end);
  return lines;
};
