import { createColors } from 'picocolors';
import { z } from 'zod';
import { explanationTable, toldExplanation } from '../explanation-table.ts';
import { lengthText, type Regime } from './regime.ts';
import { dayOf, effectText, words } from './tell.ts';

const nullable = z.string().nullable();
const dates = z.looseObject({ due: nullable });

const history = z.looseObject({
  event: z.string(),
  at: z.string(),
  by: z.string(),
  on: z.string().optional(),
  length: z.looseObject({ amount: z.number(), unit: z.string() }).optional(),
  cause: z.string().optional(),
  evidence: z.string().optional(),
  change: z.string().optional(),
  before: dates.optional(),
  kept: z.looseObject({ due: nullable, why: z.string() }).optional(),
  rung: z.string().optional(),
  due: nullable.optional(),
});

const account = {
  key: z.string(),
  title: z.record(z.string(), z.string()),
  citation: z.string(),
  status: z.string(),
  against: z.string(),
  startedBy: z.string(),
  due: nullable,
  start: z
    .looseObject({
      event: z.string(),
      seq: z.number(),
      at: z.string(),
      by: z.string(),
      proof: z.looseObject({ kind: z.string(), digest: z.string() }).nullable(),
    })
    .nullable(),
  changes: z.array(history),
  explanation: toldExplanation.nullable(),
};

const clock = z.looseObject({
  ...account,
  effect: z.string(),
  provisional: z.boolean(),
  overdue: z.boolean(),
  rungs: z.array(z.looseObject({ id: z.string(), at: z.string(), tells: z.string() })),
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
    z.looseObject({ ...account, endedAt: z.string(), outcome: nullable, lapsedAt: nullable }),
  ),
});
export type ExplainedCase = z.output<typeof explainedCase>;
type ExplainedClock = ExplainedCase['clocks'][number];
type EndedClock = ExplainedCase['endedClocks'][number];
type Account = Pick<EndedClock, keyof typeof account>;
type History = z.output<typeof history>;

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
  if (only !== undefined) {
    for (const each of ended) out.push('', ...endedLines(each, regime, color));
    return out;
  }
  if (ended.length > 0)
    out.push('', pc.bold('Ended'), pc.dim('  (with --clock <key> how it came to its day)'));
  for (const { key, due, endedAt, outcome: how } of ended)
    out.push(
      `  ${key.padEnd(48)} due ${due ?? 'on no day'}  ${pc.dim(`${how ?? 'ended'} ${dayOf(endedAt, regime.timezone).on}`)}`,
    );
  return out;
}

function clockLines(each: ExplainedClock, regime: Regime, color: boolean): string[] {
  const pc = createColors(color);
  const { key, against, effect, due, provisional, overdue } = each;
  const end = due === null ? 'no fixed end' : `due ${due}`;
  const state = [
    overdue && 'overdue',
    provisional && 'may still change: a calendar is not published yet',
  ].filter(Boolean);
  const out = [
    `${titleOf(each, color)}  ${pc.yellow(end)}${state.length > 0 ? pc.red(`  ${state.join(', ')}`) : ''}`,
    pc.dim(`${key} · runs against the ${against} · when it ends: ${effectText(effect)}`),
  ];
  for (const { id, at, tells } of each.rungs) {
    const { on, time } = dayOf(at, regime.timezone);
    out.push(pc.dim(`${on} ${time}: the ${words(tells)} is told, ${regime.rung(id)}`));
  }
  return [...out, ...accountLines(each, regime, color)];
}

function endedLines(each: EndedClock, regime: Regime, color: boolean): string[] {
  const pc = createColors(color);
  const { key, against, due, outcome, endedAt } = each;
  const { on } = dayOf(endedAt, regime.timezone);
  return [
    `${titleOf(each, color)}  ${pc.yellow(due === null ? 'no fixed end' : `due ${due}`)}  ${outcome ?? 'ended'} on ${on}`,
    pc.dim(`${key} · ran against the ${against}`),
    ...accountLines(each, regime, color),
  ];
}

function titleOf({ title, key }: Account, color: boolean): string {
  return createColors(color).bold(title['en'] ?? key);
}

/** What the date rests on: the law, the event that started it and its proof, the count, and who changed what. */
function accountLines(each: Account, regime: Regime, color: boolean): string[] {
  const pc = createColors(color);
  const { citation, status, start, startedBy, explanation, changes } = each;
  const out = [`${citation} ${pc.dim(`(${words(status)})`)}`];
  if (start === null) out.push(`From ${words(startedBy)}.`);
  else {
    const { seq, at, by, proof } = start;
    const proven = proof === null ? '' : `, proven by ${words(proof.kind)} ${proof.digest.slice(0, 12)}`;
    out.push(
      `From ${words(start.event)}, number ${seq} of the record, ${dayOf(at, regime.timezone).on}, by ${by}${proven}.`,
    );
  }
  if (explanation === null) out.push('The date was not counted here.');
  else out.push(...explanationTable(explanation, color));
  return [...out, ...changes.map((change) => pc.dim(changeText(change, regime)))];
}

function changeText(each: History, regime: Regime): string {
  const { event, at, by, on, length, cause, evidence, change, before, kept, rung, due } = each;
  const parts = [
    length && `by ${lengthText(length)}`,
    on !== undefined && (length === undefined ? `from ${on}` : `granted on ${on}`),
    cause && `for ${words(cause)}`,
    evidence && `evidence ${evidence.slice(0, 12)}`,
    rung !== undefined && regime.rung(rung),
    change && `by ${words(change)}`,
    kept && `kept although it would be ${kept.due ?? 'on no day'}: ${words(kept.why)}`,
    before && !kept && `before: ${before.due ?? 'no fixed end'}`,
    due !== undefined && `due ${due ?? 'on no day'}`,
  ].filter((part) => typeof part === 'string' && part !== '');
  return `${dayOf(at, regime.timezone).on}  ${words(event)}, ${parts.length === 0 ? '' : `${parts.join(', ')}, `}by ${by}`;
}
