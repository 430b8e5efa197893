import { z } from 'zod';
import { casesTable, changedCase, ruleSummary, rulesTable } from '../cli/change/change-table.ts';
import { amended, calendarsWith, original } from '../test/change/amended-calendar.ts';
import { loadCases } from '../test/change/load-cases.ts';
import { weekBefore } from '../test/change/week-before.ts';
import { packOf } from '../test/support/law.ts';
import { onOwnStack, secondsSince, type OwnStack } from './own-stack.ts';

const CASES = 1000;
const EXAMPLES = 8;
const DAY_MS = 86_400_000;

/**
 * The amendment of the Spring Festival of 2020, moved to 2048, whose days fall alike: a thousand cases of the week before
 * it, the amendment published on the Monday, previewed, approved by a second person, applied.
 */
export function calendarChangeBench({ json }: { json: boolean }): Promise<void> {
  return onOwnStack((stack) => run(stack, json));
}

async function run({ desk, bench }: OwnStack, json: boolean): Promise<void> {
  const administrator = { roles: ['administrator'] as const, subject: 'registrar' };
  await desk.publish(original);
  const plays = weekBefore(packOf('cn-market-list', '2021-09-01'), calendarsWith(original), CASES);
  await loadCases(bench, plays, { present: '2048-01-24T08:00:00.000Z', asleep: true });
  await bench.sql`update case_file set clock_offset = clock_offset + ${3 * DAY_MS} where sandbox`;

  const proposed = performance.now();
  const changeId = await desk.publish(amended);
  if (changeId === null) throw new Error('no clock rests on the amended year');
  const preview = await desk.until(changeId, ({ status }) => status === 'previewed');
  const previewSeconds = secondsSince(proposed);
  const approved = performance.now();
  await desk.approve(changeId, 'second-person');
  const done = await desk.until(changeId, ({ status }) => status === 'applied');
  const applySeconds = secondsSince(approved);

  if (json) {
    const { touched } = preview.cases;
    const { applied } = done.cases;
    console.log(
      JSON.stringify({ cases: CASES, touched, applied, previewSeconds, applySeconds, rules: done.rules }),
    );
    return;
  }
  const page = await desk.ask(administrator, 'GET', `/v1/changes/${changeId}/cases?limit=${EXAMPLES}`);
  const { items } = z.object({ items: z.array(changedCase) }).parse(page.body);
  console.log(
    `\nThe amendment of 27 January 2020, on ${CASES} live cases of the week before it, in ${original.year}\n`,
  );
  console.log(rulesTable(z.array(ruleSummary).parse(done.rules)));
  console.log(casesTable(items, EXAMPLES));
  console.log(
    `${preview.cases.touched} cases previewed in ${previewSeconds} s; ${done.cases.applied} applied in ${applySeconds} s, each by a ruling of its own.`,
  );
}
