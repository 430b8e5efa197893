import { fileURLToPath } from 'node:url';
import { bundleWorkflowCode, DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import { z } from 'zod';
import { connect } from '../db/client.ts';
import { createBareActivities } from './bare-activities.ts';

const env = z
  .object({ BENCH_DATABASE_URL: z.string(), BENCH_TEMPORAL_ADDRESS: z.string(), BENCH_NAMESPACE: z.string() })
  .parse(process.env);

Runtime.install({ logger: new DefaultLogger('WARN') });
const database = connect(env.BENCH_DATABASE_URL);
const connection = await NativeConnection.connect({ address: env.BENCH_TEMPORAL_ADDRESS });
const worker = await Worker.create({
  connection,
  namespace: env.BENCH_NAMESPACE,
  taskQueue: 'bare',
  workflowBundle: await bundleWorkflowCode({
    workflowsPath: fileURLToPath(new URL('./bare-workflow.ts', import.meta.url)),
    logger: new DefaultLogger('WARN'),
  }),
  activities: createBareActivities(database.sql),
});
const running = worker.run();
process.stdout.write('{"ready":true}\n');
await running;
await connection.close();
await database.close();
