import Table from 'cli-table3';
import pc from 'picocolors';
import { z } from 'zod';
import { clockChanges } from '../../domain/change/effect.ts';

export const ruleSummary = z.looseObject({
  rule: z.string(),
  against: z.string(),
  how: z.enum(clockChanges),
  favour: z.enum(['for-subject', 'against-subject', 'neither']),
  clocks: z.int(),
  days: z.object({ least: z.int(), most: z.int() }).nullable(),
});
export type RuleSummary = z.output<typeof ruleSummary>;

export const positionSummary = z.looseObject({
  what: z.string(),
  favour: z.enum(['for-subject', 'against-subject']),
  how: z.enum(['right-lost', 'right-gained', 'burden-added', 'burden-lifted', 'moved']),
  cases: z.int(),
});
export type PositionSummary = z.output<typeof positionSummary>;

const changed: Readonly<Record<PositionSummary['how'], string>> = {
  'right-lost': 'a right is lost',
  'right-gained': 'a right is gained',
  'burden-added': 'a burden is added',
  'burden-lifted': 'a burden is lifted',
  moved: 'the day moves',
};

/** What a change does to the position of subjects, besides their clocks: a line for each. */
export function positionLines(position: readonly PositionSummary[]): string[] {
  return position.map(
    ({ what, favour, how, cases }) =>
      `${what}: ${changed[how]} in ${cases.toLocaleString('en')} cases, ${whom[favour]}.`,
  );
}

const dates = z.object({ due: z.string().nullable() });
export const changedCase = z.looseObject({
  caseId: z.string(),
  effect: z.looseObject({
    clocks: z.array(
      z.looseObject({
        rule: z.string(),
        how: z.enum(clockChanges),
        favour: z.enum(['for-subject', 'against-subject', 'neither']),
        before: dates.nullable(),
        after: dates.nullable(),
        why: z.string().optional(),
      }),
    ),
  }),
});

/** A case of a change, as far as a table shows it. */
export type ChangedCase = {
  readonly caseId: string;
  readonly effect: {
    readonly clocks: readonly {
      readonly rule: string;
      readonly how: RuleSummary['how'];
      readonly favour: RuleSummary['favour'];
      readonly before: { readonly due: string | null } | null;
      readonly after: { readonly due: string | null } | null;
      readonly why?: string | undefined;
    }[];
  };
};

const whom: Readonly<Record<RuleSummary['favour'], string>> = {
  'for-subject': pc.green('for the subject'),
  'against-subject': pc.yellow('against the subject'),
  neither: 'neither',
};
const done: Readonly<Record<RuleSummary['how'], string>> = {
  moved: 'moves',
  kept: 'is kept where it is',
  renewed: 'same day, other calendar',
  paused: 'is paused: the better of both days when it runs on',
  armed: 'begins to run',
  stopped: 'runs no longer',
};

const right = (content: string) => ({ content, hAlign: 'right' as const });
const plain = { head: [], border: [] };

/** What a change does to the clocks, rule by rule. */
export function rulesTable(rules: readonly RuleSummary[]): string {
  const table = new Table({ head: ['clock', 'against', '', 'for whom', 'clocks', 'days'], style: plain });
  for (const { rule, against, how, favour, clocks, days } of rules)
    table.push([
      rule,
      against,
      done[how],
      whom[favour],
      right(clocks.toLocaleString('en')),
      right(span(days)),
    ]);
  return table.toString();
}

/** Some of the clocks themselves, with both dates. */
export function casesTable(cases: readonly ChangedCase[], most: number): string {
  const table = new Table({ head: ['case', 'clock', 'before', 'after', '', 'for whom'], style: plain });
  const rows = cases.flatMap(({ caseId, effect }) => effect.clocks.map((clock) => ({ caseId, ...clock })));
  for (const { caseId, rule, before, after, how, favour, why } of rows.slice(0, most))
    table.push([
      caseId,
      rule,
      before?.due ?? '',
      after?.due ?? '',
      why === undefined ? done[how] : `${done[how]} (${why})`,
      whom[favour],
    ]);
  return table.toString();
}

function span(days: RuleSummary['days']): string {
  if (days === null) return '';
  const signed = (count: number): string => (count > 0 ? `+${count}` : String(count));
  return days.least === days.most ? signed(days.least) : `${signed(days.least)} to ${signed(days.most)}`;
}
