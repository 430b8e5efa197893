import { createColors } from 'picocolors';
import { daysBetween } from '../../domain/calendar/local-time.ts';
import { cut, padded, row, wrapped } from './columns.ts';
import { FIRST } from './scenario.ts';
import type { Change, Evidence, Failure, Law, LivedCase, Moment, PlayedCase, Watcher } from './story.ts';

const WIDTH = 100;
const INDENT = 12;
const DETAIL = 14;
const WHO = 28;
const LONG_GAP_DAYS = 45;

type Colors = ReturnType<typeof createColors>;

export type TimelineOptions = { readonly write: (line: string) => void; readonly color: boolean };

/** Prints what is played, as it is played, as a timeline that a person reads. */
export function timeline({ write, color }: TimelineOptions): Watcher {
  const pc = createColors(color);
  /** The day that the reader has come to, and the one that stands in the first column. */
  let last: string | undefined;
  let shown: string | undefined;
  /** The case that is told about; the first needs no heading. */
  let told: string = FIRST;

  const turnTo = (on: string): void => {
    const since = last === undefined ? 0 : daysBetween(last, on);
    if (since > 0) write('');
    if (since >= LONG_GAP_DAYS) {
      write(pc.dim(`${' '.repeat(4)}⋮${' '.repeat(INDENT - 5)}${spanOf(since)} later`));
      write('');
    }
    last = on;
  };

  return {
    began: (title, about, regime) => {
      last = undefined;
      shown = undefined;
      told = FIRST;
      write('');
      write(`${pc.bold(title)}${pc.dim(`  ${regime}`)}`);
      for (const line of wrapped(about ?? '', WIDTH)) if (line !== '') write(pc.dim(line));
      write(pc.dim('─'.repeat(WIDTH)));
    },
    note: (text, on) => {
      if (on !== undefined) turnTo(on);
      const indent = ' '.repeat(INDENT);
      for (const [index, line] of wrapped(text, WIDTH - INDENT - 2).entries())
        write(`${indent}${pc.dim(index === 0 ? '“ ' : '  ')}${pc.italic(line)}`);
    },
    about: (name) => {
      if (name === told) return;
      told = name;
      write('');
      write(pc.dim(`  ── case ${name} ${'─'.repeat(Math.max(3, WIDTH - 12 - name.length))}`));
      shown = undefined;
    },
    moment: (moment) => {
      turnTo(moment.on);
      for (const line of momentLines(moment, moment.on !== shown, pc)) write(line);
      shown = moment.on;
    },
    failed: (failure) => {
      for (const line of failureLines(failure, pc)) write(line);
    },
    ended: (played) => {
      for (const line of closingLines(played, pc)) write(line);
    },
  };
}

/** What the marks beside citations mean. */
export function legend(color: boolean): string {
  const pc = createColors(color);
  const marks = (['verified-text', 'secondary', 'unverified', 'practice', 'principle'] as const).map(
    (status) => `${mark(status, pc)} ${meanings[status]}`,
  );
  return `${pc.dim('Law:')} ${marks.join(pc.dim('  '))}`;
}

const marks: Readonly<Record<Evidence, string>> = {
  'verified-text': '●',
  secondary: '◐',
  unverified: '○',
  practice: '◇',
  principle: '§',
};

const meanings: Readonly<Record<Evidence, string>> = {
  'verified-text': 'read in the text',
  secondary: 'reported',
  unverified: 'not verified',
  practice: 'house practice',
  principle: 'promise of the engine',
};

function mark(status: Evidence, pc: Colors): string {
  const paints: Readonly<Record<Evidence, (text: string) => string>> = {
    'verified-text': pc.green,
    secondary: pc.yellow,
    unverified: pc.red,
    practice: pc.cyan,
    principle: pc.magenta,
  };
  return paints[status](marks[status]);
}

function momentLines(moment: Moment, newDay: boolean, pc: Colors): string[] {
  const { kind, on, who, what, facts, changes, refusals } = moment;
  const day = newDay ? pc.cyan(on) : ' '.repeat(on.length);
  const name = padded(cut(who, WHO), WHO);
  const indent = ' '.repeat(DETAIL);
  const paint = kind === 'refused' ? pc.red : kind === 'itself' ? pc.magenta : pc.bold;
  const heading = wrapped(kind === 'refused' ? `✗ ${what}` : what, WIDTH - INDENT - WHO - 2);
  const lines = heading.map((line, index) =>
    index === 0
      ? `${day}  ${kind === 'itself' ? pc.magenta(name) : name}  ${paint(line)}`
      : `${' '.repeat(INDENT + WHO + 2)}${paint(line)}`,
  );
  if (facts.length > 0)
    for (const line of wrapped(facts.join(' · '), WIDTH - DETAIL)) lines.push(`${indent}${pc.dim(line)}`);
  for (const change of changes) for (const line of changeLines(change, pc)) lines.push(indent + line);
  for (const [index, { rule, citation, status, detail, lawful }] of refusals.entries()) {
    const bar = `${indent}${pc.red('│')} `;
    if (index > 0) lines.push(bar.trimEnd());
    const column = (label: string, text: string, paint: (text: string) => string): void => {
      for (const [index, line] of wrapped(text, WIDTH - DETAIL - 2 - 10).entries())
        lines.push(`${bar}${pc.dim(padded(index === 0 ? label : '', 10))}${paint(line)}`);
    };
    column('refused', detail, pc.red);
    column('rule', rule, (text) => text);
    const [first = '', ...rest] = wrapped(citation, WIDTH - DETAIL - 2 - 12);
    lines.push(`${bar}${pc.dim(padded('law', 10))}${mark(status, pc)} ${first}`);
    for (const line of rest) lines.push(`${bar}${' '.repeat(12)}${line}`);
    for (const way of lawful) column('lawful', way, pc.green);
  }
  return lines;
}

const TITLE = 38;
const CITATION = WIDTH - DETAIL - 18 - TITLE - 2 - 2;

/** Symbol and word, then the title, then the law: each in its column. */
function clockRow(
  said: string,
  title: string,
  law: Law | undefined,
  pc: Colors,
  paint: (text: string) => string,
): string[] {
  const cells = [
    { text: said, width: 16, paint },
    { text: title, width: law ? TITLE : TITLE + CITATION + 2 },
    ...(law
      ? [
          {
            text: `${marks[law.status]} ${law.citation}`,
            width: CITATION + 2,
            paint: (text: string) =>
              text.startsWith(marks[law.status])
                ? `${mark(law.status, pc)}${pc.dim(text.slice(1))}`
                : pc.dim(`  ${text}`),
          },
        ]
      : []),
  ];
  return row(cells);
}

function changeLines(change: Change, pc: Colors): string[] {
  switch (change.kind) {
    case 'armed': {
      const { title, length, due, count, provisional, law } = change;
      const times = count > 1 ? ` ×${count}` : '';
      const said = due === null ? '◷ open end' : `◷ due ${due}`;
      const tail = provisional ? ' (calendar not published yet: may still change)' : '';
      return clockRow(said, `${title} · ${length}${times}${tail}`, law, pc, pc.yellow);
    }
    case 'met': {
      const { title, overdue, spare } = change;
      const late = overdue
        ? 'after its day'
        : spare === null
          ? ''
          : spare === 0
            ? 'on its last day'
            : `${days(spare)} early`;
      return clockRow(
        overdue ? '✓ met, late' : '✓ met',
        [title, late].filter(Boolean).join(' · '),
        undefined,
        pc,
        overdue ? pc.red : pc.green,
      );
    }
    case 'stopped':
      return clockRow('○ stopped', change.titles.join('; '), undefined, pc, pc.dim);
    case 'ran-out':
      return clockRow(
        '◉ ran out',
        [change.title, change.effect].filter(Boolean).join(': '),
        change.law,
        pc,
        pc.magenta,
      );
    case 'told': {
      const times = change.count > 1 ? ` ×${change.count}` : '';
      return clockRow(
        '↑ told',
        `${change.title}${times}: ${change.tells} is told, ${change.rung}`,
        undefined,
        pc,
        pc.yellow,
      );
    }
    case 'fact':
      return wrapped(change.text, WIDTH - DETAIL - 2).map(
        (line, index) => `${index === 0 ? pc.blue('▸') : ' '} ${line}`,
      );
  }
}

const days = (count: number): string => `${count} ${count === 1 ? 'day' : 'days'}`;

/** A number of days as people say it: `2 years 11 months`. */
export function spanOf(total: number): string {
  const years = Math.floor(total / 365.25);
  const months = Math.floor((total - years * 365.25) / 30.44);
  const part = (count: number, word: string): string[] =>
    count === 0 ? [] : [`${count} ${word}${count === 1 ? '' : 's'}`];
  const parts = [...part(years, 'year'), ...part(months, 'month')];
  return parts.length > 0 ? parts.join(' ') : days(total);
}

function failureLines({ file, line, expected, found }: Failure, pc: Colors): string[] {
  const indent = ' '.repeat(INDENT);
  return [
    `${indent}${pc.bgRed(pc.white(' NOT AS EXPECTED '))} ${file}:${line}`,
    ...wrapped(expected, WIDTH - INDENT - 10).map(
      (text, index) => `${indent}${padded(index === 0 ? 'expected' : '', 10)}${pc.green(text)}`,
    ),
    ...wrapped(found, WIDTH - INDENT - 10).map(
      (text, index) => `${indent}${padded(index === 0 ? 'found' : '', 10)}${pc.red(text)}`,
    ),
  ];
}

function closingLines({ further, seconds, failures, ...first }: PlayedCase, pc: Colors): string[] {
  const lines = [pc.dim('─'.repeat(WIDTH)), ...endOf(first, ` in ${seconds} s`, pc)];
  for (const lived of further) lines.push(...endOf(lived, `  ·  ${lived.name}`, pc));
  if (failures.length > 0) lines.push(pc.red(`✗ ${failures.length} not as expected`));
  return lines;
}

function endOf(
  { id, outcome, stages, register, recipients, days: lived }: LivedCase,
  more: string,
  pc: Colors,
): string[] {
  const final = stages.at(-1);
  const state =
    outcome === null
      ? `${pc.yellow('■')} ${pc.bold(final?.stage ?? 'open')}`
      : `${pc.green('■')} ${pc.bold(final?.stage ?? 'closed')}, ${pc.bold(outcome)}`;
  const shown = register === 'listed' ? pc.red('on the register') : pc.green('not on the register');
  const lines = [
    `${state}  ${pc.dim('·')}  ${shown}  ${pc.dim(`·  ${spanOf(lived)}${more}`)}`,
    pc.dim(`  case ${id}`),
  ];
  const told = recipients.map(
    ({ id: recipient, standing, on }) => `${recipient} ${standing}${on === null ? '' : ` ${on}`}`,
  );
  if (told.length > 0)
    for (const line of wrapped(told.join(' · '), WIDTH - 2)) lines.push(`  ${pc.dim(line)}`);
  return lines;
}
