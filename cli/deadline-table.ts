import Table from 'cli-table3';
import colors from 'picocolors';
import type { ExplainedLine } from '../domain/calendar/explained-line.ts';
import type { Explanation } from '../domain/calendar/explanation.ts';
import type { PeriodRule } from '../domain/calendar/period.ts';
import type { Answer, Failure } from './answer-deadline.ts';

const reasons: Record<ExplainedLine['reason'], string> = {
  'day-of-event': 'day of the event',
  'working-day': 'working day',
  'make-up-working-day': 'make-up working day',
  'calendar-day': 'calendar day',
  'elapsed-hours': 'hours',
  weekend: 'weekend',
  holiday: 'holiday',
  tolled: 'paused',
  several: 'working days of the year',
};

const paint = (line: ExplainedLine, text: string): string => {
  if (line.counted > 0) return colors.green(text);
  if (line.reason === 'tolled') return colors.yellow(text);
  return line.reason === 'holiday' ? colors.magenta(text) : colors.dim(text);
};

const span = ({ from, to }: ExplainedLine): string => {
  if (to === null) return `${from} ..`;
  return from === to ? from : `${from} .. ${to}`;
};

const why = (line: ExplainedLine): string =>
  [
    reasons[line.reason],
    line.name,
    line.notIncluded && `not a holiday here: ${line.notIncluded}`,
    line.cause,
    line.evidence,
  ]
    .filter((part) => part !== undefined && part !== '')
    .join(', ');

const source = ({ version, assumed }: ExplainedLine): string =>
  assumed === true ? 'no calendar known' : (version ?? '');

const sentence = (rule: PeriodRule, { direction, start }: Explanation): string => {
  const day = start.counts ? 'counted' : 'not counted';
  const roll = rule.roll === 'none' ? 'no roll' : 'rolls to the next working day';
  return `${rule.amount} ${rule.unit} ${direction} ${start.day} (${day}), ${rule.calendar}, ${rule.timezone}, ${roll}`;
};

const rows = (lines: readonly ExplainedLine[], isRoll: boolean): readonly string[][] =>
  lines.map((line) => [
    paint(line, span(line)),
    isRoll ? 'roll' : paint(line, String(line.counted)),
    isRoll ? '' : String(line.left),
    why(line),
    colors.dim(source(line)),
  ]);

const renderExplanation = (explanation: Explanation): string => {
  const { rule, correspondence, extensions, lines, roll, sources, unknownYears, deadline } = explanation;
  const table = new Table({
    head: ['days', 'counted', 'left', 'why', 'calendar'].map((title) => colors.bold(title)),
    style: { head: [], border: colors.isColorSupported ? ['dim'] : [], compact: true },
  });
  table.push(...rows(lines, false).map((row) => [...row]), ...rows(roll, true).map((row) => [...row]));
  const notes = [
    correspondence &&
      `${correspondence.months} months: ${correspondence.corresponding ?? 'no corresponding day'}, last day ${correspondence.last}, ${correspondence.days} days`,
    ...extensions.map(({ on, amount, unit, removedOn }) =>
      removedOn === undefined
        ? `extended on ${on} by ${amount} ${unit}; without: ${explanation.dueWithoutExtensions ?? 'no last day'}`
        : `extension of ${on} by ${amount} ${unit} removed on ${removedOn}: no effect`,
    ),
    ...sources.map(({ calendar, year, version, knownFrom, source: [first = ''] }) =>
      colors.dim(`${calendar} ${year} v${version}, known from ${knownFrom}: ${first}`),
    ),
    unknownYears.length > 0 && colors.yellow(`provisional: no calendar known for ${unknownYears.join(', ')}`),
    deadline.due === null
      ? colors.bold(`no last day${deadline.remaining === null ? '' : `; ${deadline.remaining} left`}`)
      : colors.bold(`last day ${deadline.due}, over at ${deadline.end ?? ''}`),
  ].filter((note) => typeof note === 'string');
  return `${sentence(rule, explanation)}\n${table.toString()}\n${notes.join('\n')}\n`;
};

/** One answer for people: its explanations as tables, or what was wrong. */
export const renderAnswer = (answer: Answer | Failure): string => {
  const title = colors.bold(colors.cyan(String(answer.id ?? '')));
  if ('error' in answer) return `${title} ${colors.red(answer.error)}\n\n`;
  const { explanation, due, steps } = answer;
  if (explanation === undefined || 'test' in explanation) return `${title} ${String(due)}\n\n`;
  const parts = 'kind' in explanation ? [explanation] : explanation;
  const total = steps === undefined ? '' : `${colors.bold(`together: ${String(due)}`)}\n`;
  return `${title}\n${parts.map(renderExplanation).join('\n')}${total}\n`;
};
