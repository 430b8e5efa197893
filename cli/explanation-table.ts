import Table from 'cli-table3';
import { createColors } from 'picocolors';
import { z } from 'zod';
import { wrapped } from './play/columns.ts';

const nullable = z.string().nullable();
const length = z.looseObject({ amount: z.number(), unit: z.string() });
const pause = z.looseObject({ cause: z.string().optional(), evidence: z.string().optional() });
const version = z.looseObject({
  calendar: z.string(),
  year: z.number(),
  version: z.number(),
  knownFrom: z.string(),
});

const line = z.looseObject({
  from: z.string(),
  to: nullable,
  counted: z.number(),
  left: z.number(),
  reason: z.string(),
  name: z.string().optional(),
  version: z.string().optional(),
  assumed: z.boolean().optional(),
  notIncluded: z.string().optional(),
  pauses: z.array(pause).readonly().optional(),
  beyondCap: z.boolean().optional(),
});

/** An explanation as far as a reader is shown it: of the calendar itself, or as the API gives it. */
export const toldExplanation = z.looseObject({
  rule: z.looseObject({
    amount: z.number(),
    unit: z.string(),
    roll: z.string(),
    calendar: z.string(),
    timezone: z.string(),
    ends: z.union([z.string(), z.looseObject({ closeOfBusiness: z.string() })]).optional(),
  }),
  start: z.looseObject({ given: z.string(), day: z.string(), counts: z.boolean() }),
  direction: z.string(),
  counting: z.string(),
  correspondence: z
    .looseObject({ months: z.number(), corresponding: nullable, last: z.string(), days: z.number() })
    .nullable(),
  extensions: z
    .array(z.looseObject({ on: z.string(), ...length.shape, removedOn: z.string().optional() }))
    .readonly(),
  dueWithoutExtensions: nullable,
  pauseConvention: nullable,
  tollingCap: length.nullable(),
  idlePauses: z.array(z.looseObject({ from: z.string(), to: nullable, ...pause.shape })).readonly(),
  lines: z.array(line).readonly(),
  roll: z.array(line).readonly(),
  sources: z.array(z.looseObject({ ...version.shape, source: z.array(z.string()).readonly() })).readonly(),
  knownAt: nullable,
  laterVersions: z.array(version).readonly(),
  unknownYears: z.array(z.number()).readonly(),
  deadline: z.looseObject({ due: nullable, end: nullable, remaining: z.number().nullable() }),
});

type Told = z.input<typeof toldExplanation>;
type Line = z.input<typeof line>;
type Colors = ReturnType<typeof createColors>;

const WIDTH = 110;
const WITHOUT_LENGTH = ['life', 'until-event', 'actual-term-of'];

const words = (id: string): string => id.replaceAll('-', ' ');

const paint = (pc: Colors, each: Line, text: string): string => {
  if (each.counted > 0) return pc.green(text);
  if (each.reason === 'tolled') return pc.yellow(text);
  return each.reason === 'holiday' ? pc.magenta(text) : pc.dim(text);
};

const span = ({ from, to }: Line): string => {
  if (to === null) return `${from} ..`;
  return from === to ? from : `${from} .. ${to}`;
};

const REASONS: Readonly<Record<string, string>> = {
  'day-of-event': 'day of the event',
  'elapsed-hours': 'hours',
  tolled: 'paused',
  several: 'working days of the year',
};

const noted = ({ cause, evidence }: z.input<typeof pause>): string =>
  evidence === undefined ? (cause ?? '') : `${cause ?? 'no cause given'} (${evidence})`;

const why = ({ reason, name, notIncluded, pauses, beyondCap }: Line): string =>
  [
    REASONS[reason] ?? words(reason),
    name,
    notIncluded && `not a holiday here: ${notIncluded}`,
    ...(pauses ?? []).map(noted),
    beyondCap === true ? 'paused, but the cap on pauses is used up' : undefined,
  ]
    .filter((part) => part !== undefined && part !== '')
    .join(', ');

const sentence = ({ rule, direction, start }: Told): string => {
  const { amount, unit, roll, calendar, timezone, ends } = rule;
  const length = WITHOUT_LENGTH.includes(unit)
    ? `${words(unit)}, from`
    : unit === 'day-of-next-month'
      ? `day ${amount} of the month after that of`
      : `${amount} ${unit} ${direction}`;
  return [
    `${length} ${start.day} (${start.counts ? 'counted' : 'not counted'})`,
    calendar,
    timezone,
    roll === 'none' ? 'no roll' : 'rolls to the next working day',
    typeof ends === 'object' && `ends at the close of business, ${ends.closeOfBusiness}`,
    start.given !== start.day && `given as ${start.given}`,
  ]
    .filter((part) => typeof part === 'string')
    .join(', ');
};

const CONVENTIONS: Readonly<Record<string, string>> = {
  'stop-day-lost': 'of a pause its first day is lost, and the day on which the clock runs on counts',
  'resume-day-lost': 'of a pause its first day counts, and the day on which the clock runs on is lost',
};

const notes = (told: Told, pc: Colors): readonly string[] => {
  const { correspondence, extensions, dueWithoutExtensions, pauseConvention, tollingCap, deadline } = told;
  return [
    ...(correspondence === null
      ? []
      : [
          `${correspondence.months} months: ${correspondence.corresponding === null ? 'no corresponding day' : `corresponding day ${correspondence.corresponding}`}, last day ${correspondence.last}, ${correspondence.days} days`,
        ]),
    ...extensions.map(({ on, amount, unit, removedOn }) =>
      removedOn === undefined
        ? `extended on ${on} by ${amount} ${unit}; without: ${dueWithoutExtensions ?? 'no last day'}`
        : `extension of ${on} by ${amount} ${unit} removed on ${removedOn}: no effect`,
    ),
    ...(pauseConvention === null ? [] : [CONVENTIONS[pauseConvention] ?? pauseConvention]),
    ...(tollingCap === null
      ? []
      : [`all pauses together take out at most ${tollingCap.amount} ${tollingCap.unit}`]),
    ...told.idlePauses.map(
      ({ from, to, ...note }) =>
        `pause ${from} .. ${to ?? ''}: no effect${noted(note) === '' ? '' : `, ${noted(note)}`}`,
    ),
    ...told.sources.flatMap(({ calendar, year, version: number, knownFrom, source: [first = ''] }) =>
      wrapped(`${calendar} ${year} v${number}, known from ${knownFrom}: ${first}`, WIDTH).map((text) =>
        pc.dim(text),
      ),
    ),
    ...(told.knownAt === null ? [] : [pc.dim(`calendars as known on ${told.knownAt}`)]),
    ...told.laterVersions.map(({ calendar, year, version: number, knownFrom }) =>
      pc.yellow(`${calendar} ${year} v${number}, known from ${knownFrom}, is not followed`),
    ),
    ...(told.unknownYears.length === 0
      ? []
      : [pc.yellow(`provisional: no calendar known for ${told.unknownYears.join(', ')}, weekends only`)]),
    pc.bold(
      deadline.due === null
        ? `no last day${deadline.remaining === null ? '' : `; ${deadline.remaining} left`}`
        : `${told.counting === 'hours' ? 'until' : 'last day'} ${deadline.due}, over at ${deadline.end ?? ''}`,
    ),
  ];
};

const rows = (lines: readonly Line[], isRoll: boolean, pc: Colors): string[][] =>
  lines.map((each) => [
    paint(pc, each, span(each)),
    isRoll ? 'roll' : paint(pc, each, String(each.counted)),
    isRoll ? '' : String(each.left),
    why(each),
    pc.dim(each.assumed === true ? 'no calendar known' : (each.version ?? '')),
  ]);

/** An explanation as a table that a reader can count again: each day, counted or not, and why. */
export const explanationTable = (told: Told, color: boolean): readonly string[] => {
  const pc = createColors(color);
  const table = new Table({
    head: ['days', 'counted', 'left', 'why', 'calendar'].map((title) => pc.bold(title)),
    style: { head: [], border: color ? ['dim'] : [], compact: true },
  });
  table.push(...rows(told.lines, false, pc), ...rows(told.roll, true, pc));
  return [
    sentence(told),
    ...(told.lines.length + told.roll.length === 0 ? [] : [table.toString()]),
    ...notes(told, pc),
  ];
};
