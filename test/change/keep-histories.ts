import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Client, Connection } from '@temporalio/client';
import { onOwnStack } from '../../bench/own-stack.ts';
import { caseIntakeWorkflowId } from '../../workflows/contract/case-intake.ts';
import { regimeChangeWorkflowId } from '../../workflows/contract/regime-change.ts';
import packageJson from '../../package.json' with { type: 'json' };
import { runImport } from '../intake/import-run.ts';
import { fileOf, line } from '../intake/unit/given.ts';
import { historyToText } from '../replay/history-text.ts';
import { amended, calendarsWith, original } from './amended-calendar.ts';
import { loadCases } from './load-cases.ts';
import { packOf } from '../support/law.ts';
import { weekBefore } from './week-before.ts';

/** Keeps histories of the workflows that change live cases and bring lists in, for every later release to go on from. */
const folder = fileURLToPath(new URL('../replay/histories/', import.meta.url));

await onOwnStack(async (stack) => {
  const { desk, bench, temporalAddress, namespace } = stack;
  const connection = await Connection.connect({ address: temporalAddress });
  const client = new Client({ connection, namespace });
  const keep = async (type: string, path: string, workflowId: string): Promise<void> => {
    const file = `${type}.${packageJson.version}.${path}.json`;
    writeFileSync(
      `${folder}${file}`,
      historyToText(await client.workflow.getHandle(workflowId).fetchHistory()),
    );
    console.log(file);
  };

  const list = join(tmpdir(), `list-2026-300.csv`);
  writeFileSync(
    list,
    fileOf(
      Array.from({ length: 20 }, (_, index) =>
        line({ 'sam-number': `K${index}`, active: '03/01/2025', termination: '02/28/2028' }),
      ),
    ),
  );
  const { import: importId } = await (await runImport(stack, list)).report;
  await keep('caseIntake', 'done', caseIntakeWorkflowId(importId ?? ''));

  await desk.publish(original);
  const plays = weekBefore(packOf('cn-market-list', '2021-09-01'), calendarsWith(original), 20);
  await loadCases(bench, plays, { present: '2048-01-27T08:00:00.000Z', asleep: true });
  const waiting = await desk.publish(amended);
  if (waiting === null) throw new Error('no clock rests on the amended year');
  const reason = 'The holiday was extended.';
  const applied = await desk.propose({ kind: 'calendar', calendar: 'CN', reason });
  await desk.until(waiting, ({ status }) => status === 'previewed');
  await desk.until(applied, ({ status }) => status === 'previewed');
  await keep('regimeChange', 'waiting', regimeChangeWorkflowId(waiting));
  await desk.approve(applied, 'second-person');
  await desk.until(applied, ({ status }) => status === 'applied');
  await client.workflow.getHandle(regimeChangeWorkflowId(applied)).result();
  await keep('regimeChange', 'applied', regimeChangeWorkflowId(applied));
  await connection.close();
});
