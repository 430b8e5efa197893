import colors from 'picocolors';
import type { Answer, Failure } from './answer-deadline.ts';
import { explanationTable } from './explanation-table.ts';

/** One answer for people: its explanations as tables, or what was wrong. */
export const renderAnswer = (answer: Answer | Failure): string => {
  const title = colors.bold(colors.cyan(String(answer.id ?? '')));
  if ('error' in answer) return `${title} ${colors.red(answer.error)}\n\n`;
  const { explanation, due, steps, decides, ignored = [] } = answer;
  if (explanation === undefined || 'test' in explanation) return `${title} ${String(due)}\n\n`;
  const parts = 'kind' in explanation ? [explanation] : explanation;
  const tables = parts.map((each) => `${explanationTable(each, colors.isColorSupported).join('\n')}\n`);
  const notes = [
    ...ignored.map((day) => `the interruption of ${day} came when nothing ran: no effect`),
    ...(steps === undefined ? [] : [colors.bold(`together: ${due ?? 'no last day'}`)]),
    ...(decides === undefined ? [] : [`decided by period ${decides + 1} of ${steps?.length ?? 0}`]),
  ];
  return `${title}\n${tables.join('\n')}${notes.map((note) => `${note}\n`).join('')}\n`;
};
