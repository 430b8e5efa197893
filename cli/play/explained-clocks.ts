import Table from 'cli-table3';
import { createColors } from 'picocolors';
import { z } from 'zod';
import { wrapped } from './columns.ts';
import type { Regime } from './regime.ts';
import { dayOf, effectText, words } from './tell.ts';

const nullable = z.string().nullable();

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
  cause: z.string().optional(),
  evidence: z.string().optional(),
});

const explanation = z.looseObject({
  start: z.looseObject({ given: z.string(), day: z.string(), counts: z.boolean() }),
  counting: z.string(),
  budget: z.number(),
  lines: z.array(line),
  roll: z.array(line),
  correspondence: z
    .looseObject({ months: z.number(), corresponding: nullable, last: z.string(), days: z.number() })
    .nullable(),
  dueWithoutExtensions: nullable,
  sources: z.array(
    z.looseObject({
      calendar: z.string(),
      year: z.number(),
      version: z.number(),
      knownFrom: z.string(),
      source: z.array(z.string()),
    }),
  ),
  unknownYears: z.array(z.number()),
});

const clock = z.looseObject({
  key: z.string(),
  title: z.record(z.string(), z.string()),
  citation: z.string(),
  status: z.string(),
  against: z.string(),
  effect: z.string(),
  from: z.string(),
  startedBy: z.string(),
  due: nullable,
  provisional: z.boolean(),
  overdue: z.boolean(),
  rungs: z.array(z.looseObject({ id: z.string(), at: z.string(), tells: z.string() })),
  explanation: explanation.nullable(),
});

/** A case with its clocks, as GET /v1/cases/{caseId} shows them. */
export const explainedCase = z.looseObject({
  caseId: z.string(),
  regime: z.string(),
  version: z.string(),
  stage: z.string(),
  outcome: nullable,
  now: z.string(),
  clocks: z.array(clock),
  endedClocks: z.array(
    z.looseObject({
      key: z.string(),
      due: nullable,
      endedAt: z.string(),
      outcome: nullable,
      lapsedAt: nullable,
    }),
  ),
});
export type ExplainedCase = z.output<typeof explainedCase>;
type ExplainedClock = ExplainedCase['clocks'][number];
type ExplainedLine = z.output<typeof line>;

const WIDTH = 100;

/** The clocks of a case as a reader counts them again: each day, counted or not, and why. */
export function explainClocks(
  found: ExplainedCase,
  regime: Regime,
  { only, color }: { readonly only: string | undefined; readonly color: boolean },
): string[] {
  const pc = createColors(color);
  const { caseId, stage, outcome, now } = found;
  const present = dayOf(now, regime.timezone);
  const out = [
    `${pc.bold(`Case ${caseId}`)}  ${regime.regime} ${regime.version} · ${stage}${outcome === null ? '' : `, ${outcome}`} · ${pc.dim(`it is ${present.on} ${present.time} for it`)}`,
  ];
  const chosen = found.clocks.filter(({ key }) => only === undefined || key === only);
  for (const each of chosen) out.push('', ...clockLines(each, regime, color));
  if (chosen.length === 0)
    out.push('', only === undefined ? 'No clock is running.' : `No clock ${only} is running.`);
  const ended = found.endedClocks.filter(({ key }) => only === undefined || key === only);
  if (ended.length > 0) {
    out.push('', pc.bold('Ended'));
    for (const { key, due, endedAt, outcome: how } of ended)
      out.push(
        `  ${key.padEnd(48)} due ${due ?? 'on no day'}  ${pc.dim(`${how ?? 'ended'} ${dayOf(endedAt, regime.timezone).on}`)}`,
      );
  }
  return out;
}

function clockLines(each: ExplainedClock, regime: Regime, color: boolean): string[] {
  const pc = createColors(color);
  const { key, title, citation, status, against, effect, startedBy, due, provisional, overdue } = each;
  const end = due === null ? 'no fixed end' : `due ${due}`;
  const state = [
    overdue && 'overdue',
    provisional && 'may still change: a calendar is not published yet',
  ].filter(Boolean);
  const out = [
    `${pc.bold(title['en'] ?? key)}  ${pc.yellow(end)}${state.length > 0 ? pc.red(`  ${state.join(', ')}`) : ''}`,
    pc.dim(`${key} · runs against the ${against} · when it ends: ${effectText(effect)}`),
    `${citation} ${pc.dim(`(${words(status)})`)}`,
  ];
  for (const { id, at, tells } of each.rungs) {
    const { on, time } = dayOf(at, regime.timezone);
    out.push(pc.dim(`${on} ${time}: the ${words(tells)} is told, ${regime.rung(id)}`));
  }
  if (each.explanation === null)
    return [...out, `From ${each.from}, as ${words(startedBy)}: the date was not counted here.`];
  return [...out, ...countLines(each.explanation, each, color)];
}

function countLines(
  explained: NonNullable<ExplainedClock['explanation']>,
  { startedBy }: ExplainedClock,
  color: boolean,
): string[] {
  const pc = createColors(color);
  const {
    start,
    counting,
    budget,
    lines,
    roll,
    correspondence,
    dueWithoutExtensions,
    sources,
    unknownYears,
  } = explained;
  const table = new Table({
    head: ['days', 'counted', 'left', 'why'],
    colAligns: ['left', 'right', 'right', 'left'],
    style: { head: color ? ['cyan'] : [], border: color ? ['gray'] : [], compact: true },
  });
  for (const each of [...lines, ...roll]) {
    const span = each.to === each.from ? each.from : `${each.from} – ${each.to ?? 'still'}`;
    const dim = each.counted === 0 ? pc.dim : (text: string) => text;
    table.push([
      dim(span),
      each.counted === 0 ? pc.dim('–') : String(each.counted),
      String(each.left),
      dim(why(each)),
    ]);
  }
  const out = [
    pc.dim(
      `From ${start.day} (${words(startedBy)}), ${start.counts ? 'that day included' : 'that day not included'}: ${budget} ${words(counting)}`,
    ),
  ];
  if (correspondence !== null) {
    const { months, corresponding, last, days } = correspondence;
    out.push(
      pc.dim(
        corresponding === null
          ? `${months} months on there is no such day; the last of that month stands in: ${last}, ${days} days`
          : `${months} months on, the corresponding day is ${corresponding}: ${days} days`,
      ),
    );
  }
  if (lines.length + roll.length > 0) out.push(table.toString());
  if (dueWithoutExtensions !== null) out.push(pc.dim(`Without extensions: ${dueWithoutExtensions}`));
  for (const { calendar, year, version, knownFrom, source } of sources)
    for (const [index, text] of wrapped(
      `Calendar ${calendar} ${year} v${version}, known from ${knownFrom}: ${source[0] ?? 'no source'}`,
      WIDTH,
    ).entries())
      out.push(pc.dim(index === 0 ? text : `  ${text}`));
  if (unknownYears.length > 0)
    out.push(pc.yellow(`No calendar is published for ${unknownYears.join(', ')}: only weekends are known.`));
  return out;
}

function why({ reason, name, version, assumed, notIncluded, cause, evidence }: ExplainedLine): string {
  return [
    // A holiday and a day worked instead of one are told by their names.
    name ?? words(reason),
    cause,
    evidence,
    notIncluded === undefined ? undefined : `not left out for ${notIncluded}`,
    version,
    assumed === true ? 'assumed' : undefined,
  ]
    .filter((part) => part !== undefined)
    .join(' · ');
}
