import pc from 'picocolors';
import { z } from 'zod';
import type { Caller } from '../api-caller.ts';
import { during, progressOn } from '../stack/progress.ts';
import {
  changedCase,
  casesTable,
  positionLines,
  positionSummary,
  ruleSummary,
  rulesTable,
} from './change-table.ts';

const change = z.looseObject({
  changeId: z.string(),
  kind: z.enum(['calendar', 'regime']),
  calendar: z.string().nullable(),
  regime: z.string().nullable(),
  version: z.string().nullable(),
  status: z.enum(['previewing', 'previewed', 'approved', 'applied', 'withdrawn']),
  reason: z.string(),
  proposedBy: z.string(),
  proposedAt: z.string(),
  decidedBy: z.string().nullable(),
  cases: z.object({
    looked: z.int(),
    touched: z.int(),
    pending: z.int(),
    applied: z.int(),
    gone: z.int(),
    stays: z.int(),
    late: z.int(),
  }),
  rules: z.array(ruleSummary),
  position: z.array(positionSummary),
  harsher: z.int(),
  unlawfulMeasures: z.array(z.object({ measure: z.string(), cases: z.int() })),
  removalsDue: z.int(),
  lawFell: z.int(),
});
export type ChangeRead = z.output<typeof change>;

export const readChange = (body: unknown): ChangeRead => change.parse(body);

/** What a change is about, in a few words. */
export const aboutOf = ({ kind, calendar, regime, version }: ChangeRead): string =>
  kind === 'calendar' ? `calendar ${calendar ?? ''}` : `${regime ?? ''}@${version ?? ''}`;

const LOOK_MS = 250;

/** Waits until a change is previewed, or applied where it is approved. */
export async function followChange(caller: Caller, changeId: string): Promise<ChangeRead> {
  const read = async (): Promise<ChangeRead> =>
    readChange(await caller.call('GET', `/v1/changes/${changeId}`));
  let found = await read();
  const done = ({ status }: ChangeRead): boolean => status !== 'previewing' && status !== 'approved';
  if (done(found)) return found;
  const label = found.status === 'approved' ? 'Applying' : 'Looking at the live cases';
  return during(progressOn(process.stderr), label, async (step) => {
    while (!done(found)) {
      const { cases } = found;
      step.note(
        found.status === 'approved' ? `${cases.applied} of ${cases.touched}` : `${cases.looked} looked at`,
      );
      await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
      found = await read();
    }
    return found;
  });
}

const EXAMPLES = 12;

/** Prints a change for people: what it does in sum, and some of the cases. */
export async function printChange(caller: Caller, found: ChangeRead): Promise<void> {
  const { changeId, status, cases, rules, unlawfulMeasures, removalsDue, lawFell } = found;
  console.log(`\n${pc.bold(aboutOf(found))}  ${changeId}  ${status}`);
  console.log(`${found.reason}  (${found.proposedBy}, ${found.proposedAt.slice(0, 16).replace('T', ' ')})\n`);
  if (rules.length > 0) console.log(rulesTable(rules));
  const page = z
    .looseObject({ items: z.array(changedCase) })
    .parse(await caller.call('GET', `/v1/changes/${changeId}/cases?limit=${EXAMPLES}`));
  if (page.items.length > 0) console.log(casesTable(page.items, EXAMPLES));
  for (const line of positionLines(found.position)) console.log(line);
  if (found.harsher > 0)
    console.log(
      `${found.harsher} cases stay under their own version: the new one would put their subjects in a worse position.`,
    );
  for (const { measure, cases: count } of unlawfulMeasures)
    console.log(`The measure ${measure} would be unlawful in ${count} cases: it ends.`);
  if (removalsDue > 0)
    console.log(`${removalsDue} entries are over under the new law: their removal begins.`);
  if (lawFell > 0) console.log(`${lawFell} cases rest on what is no longer law: a supervisor looks at each.`);
  console.log(
    `${cases.looked} live cases looked at, ${cases.touched} touched: ${cases.applied} applied, ${cases.pending} pending, ${cases.stays} stay as they are, ${cases.gone} have nothing to change any more, ${cases.late} found late.`,
  );
  if (status === 'previewed')
    console.log(
      `\nA second person approves it:  amends changes approve ${changeId} --as <name> --reason <why>`,
    );
}
