import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Client } from '@temporalio/client';
import { bundleWorkflowCode, NativeConnection, Runtime, DefaultLogger, Worker } from '@temporalio/worker';
import { z } from 'zod';
import { createIntakeActivities } from './activities/intake.ts';
import { createServiceActivities } from './activities/documents.ts';
import { createMailer } from './activities/mail.ts';
import { createReconciliationActivities } from './activities/reconciliation.ts';
import { createRecordActivities } from './activities/record.ts';
import { createRegimeChangeActivities } from './activities/regime-change.ts';
import { connect } from './db/client.ts';
import { refuseChangedLaw } from './db/commands/law.ts';
import type { Bench } from './db/commands/rule.ts';
import { livingCalendars } from './db/living-calendars.ts';
import { masterKey } from './db/sealing.ts';
import { readCalendarYears } from './regimes/load-calendars.ts';
import { loadPacks } from './regimes/load-packs.ts';
import { publishedMapping } from './regimes/mappings/load-mapping.ts';
import { reconciliationType, reconciliationWorkflowId } from './workflows/contract/reconciliation.ts';
import { defaultTaskQueue } from './workflows/contract/task-queue.ts';

// The composition root of the worker: the only file of it that reads the environment and opens connections.
const env = z
  .object({
    AMENDS_DATABASE_URL: z.string().min(1),
    AMENDS_TEMPORAL_ADDRESS: z.string().min(1),
    AMENDS_TEMPORAL_NAMESPACE: z.string().default('amends'),
    AMENDS_TASK_QUEUE: z.string().default(defaultTaskQueue),
    AMENDS_MASTER_KEY: z.string(),
    AMENDS_SANDBOX: z.literal('allowed').optional(),
    AMENDS_UNVERIFIED_LAW: z.literal('allowed').optional(),
    /** smtp:// or smtps://; without it nothing is mailed, and what is to be mailed waits. */
    AMENDS_SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
    AMENDS_MAIL_FROM: z.string().regex(/@/).default('amends@localhost'),
    AMENDS_MAIL_RETRY_SECONDS: z.coerce.number().positive().default(60),
    /** Whether cases in virtual time send real mail and letters. */
    AMENDS_SANDBOX_SENDS: z.literal('allowed').optional(),
    AMENDS_CACHED_WORKFLOWS: z.coerce.number().int().positive().optional(),
  })
  .parse(process.env);

const RECONCILIATION_WATCH_MS = 10_000;

Runtime.install({ logger: new DefaultLogger('WARN'), shutdownSignals: ['SIGTERM', 'SIGINT'] });

const packs = loadPacks(undefined, {
  unverified: env.AMENDS_UNVERIFIED_LAW === 'allowed' ? 'allowed' : 'refused',
});
if (packs.kind === 'broken')
  throw new Error(packs.problems.map((each) => `${each.file}:${each.line} ${each.message}`).join('\n'));

const database = connect(env.AMENDS_DATABASE_URL, { max: 10 });
await refuseChangedLaw(database.sql, packs.catalogue);
const { calendars, refresh: refreshCalendars } = livingCalendars(database.sql, readCalendarYears());
const bench: Bench = {
  sql: database.sql,
  law: packs.catalogue.found,
  calendars,
  masterKey: masterKey(env.AMENDS_MASTER_KEY),
  sandbox: env.AMENDS_SANDBOX === 'allowed',
};

const connection = await NativeConnection.connect({ address: env.AMENDS_TEMPORAL_ADDRESS });
const client = new Client({ connection, namespace: env.AMENDS_TEMPORAL_NAMESPACE });
const workflowBundle = await bundleWorkflowCode({
  workflowsPath: fileURLToPath(new URL(`./workflows/index${extname(import.meta.url)}`, import.meta.url)),
  logger: new DefaultLogger('WARN'),
});
const worker = await Worker.create({
  connection,
  namespace: env.AMENDS_TEMPORAL_NAMESPACE,
  taskQueue: env.AMENDS_TASK_QUEUE,
  workflowBundle,
  activities: {
    ...createRecordActivities(bench),
    ...createServiceActivities({
      bench,
      db: database.db,
      mailer:
        env.AMENDS_SMTP_URL === undefined
          ? null
          : createMailer({ url: env.AMENDS_SMTP_URL, from: env.AMENDS_MAIL_FROM }),
      sandboxSends: env.AMENDS_SANDBOX_SENDS === 'allowed',
      firstRetryMs: env.AMENDS_MAIL_RETRY_SECONDS * 1_000,
    }),
    ...createReconciliationActivities(bench, client, env.AMENDS_TASK_QUEUE),
    ...createIntakeActivities(bench, publishedMapping),
    ...createRegimeChangeActivities(bench, refreshCalendars),
  },
  ...(env.AMENDS_CACHED_WORKFLOWS !== undefined && { maxCachedWorkflows: env.AMENDS_CACHED_WORKFLOWS }),
});

const running = worker.run();
const reconcile = () =>
  client.workflow.start(reconciliationType, {
    workflowId: `${reconciliationWorkflowId}/${env.AMENDS_TASK_QUEUE}`,
    taskQueue: env.AMENDS_TASK_QUEUE,
    workflowIdConflictPolicy: 'USE_EXISTING',
  });
await reconcile();
// An engine that has lost its store has lost this workflow too, and nobody else would start it again.
const watch = setInterval(() => void reconcile().catch(() => undefined), RECONCILIATION_WATCH_MS);
process.stdout.write(`${JSON.stringify({ ready: true, pid: process.pid })}\n`);

await running;
clearInterval(watch);
await connection.close();
await database.close();
