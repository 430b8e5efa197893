import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { Client, Connection } from '@temporalio/client';
import type { Stack } from '../cli/stack/stack.ts';
import { connect } from '../db/client.ts';

export type BareSide = {
  readonly pid: number;
  /** One workflow through all its steps; tells how long each update took, in milliseconds. */
  readonly live: (steps: number) => Promise<number[]>;
  readonly stop: () => Promise<void>;
};

/** A worker of bare workflows, on the servers of the stack. */
export async function bareSide(stack: Stack): Promise<BareSide> {
  const database = connect(stack.databaseUrl, { max: 1 });
  await database.sql`create table if not exists bare_row (id text, step int, at timestamptz, primary key (id, step))`;
  await database.close();
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', fileURLToPath(new URL('./bare-worker.ts', import.meta.url))],
    {
      env: {
        ...process.env,
        BENCH_DATABASE_URL: stack.databaseUrl,
        BENCH_TEMPORAL_ADDRESS: stack.temporalAddress,
        BENCH_NAMESPACE: stack.namespace,
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  for await (const line of createInterface({ input: child.stdout })) if (line.includes('ready')) break;
  if (child.pid === undefined) throw new Error('the bare worker did not start');

  const connection = await Connection.connect({ address: stack.temporalAddress });
  const client = new Client({ connection, namespace: stack.namespace });
  return {
    pid: child.pid,
    live: async (steps) => {
      const id = `bare/${randomUUID()}`;
      // The start is the first step, as the opening is of a case.
      const handle = await client.workflow.start('bare', {
        workflowId: id,
        taskQueue: 'bare',
        args: [{ id, steps: steps - 1 }],
      });
      const took: number[] = [];
      for (let step = 1; step < steps; step += 1) {
        const began = performance.now();
        await handle.executeUpdate('step', { args: [{ step }] });
        took.push(performance.now() - began);
      }
      await handle.result();
      return took;
    },
    stop: async () => {
      child.kill('SIGTERM');
      await gone;
      await connection.close();
    },
  };
}
