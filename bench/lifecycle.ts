import Table from 'cli-table3';
import type { Stack } from '../cli/stack/stack.ts';
import { amendsSide } from './amends-side.ts';
import { bareSide } from './bare-side.ts';
import { withStack } from './bench-stack.ts';
import { spentBy, sum, type Pids, type Spent } from './cpu.ts';
import { steps } from './lifecycle-steps.ts';
import { rounded } from './percentiles.ts';

const WARM_UP = 24;
const LIFECYCLES = 192;
const IN_FLIGHT = 32;

type Figures = {
  readonly perSecond: number;
  readonly cpuSeconds: number;
  /** By process. */
  readonly cpu: Spent;
};

/** Lifecycles a second and the CPU of one, of the product and of a bare workflow with as many steps, in one run. */
export async function lifecycleBench({ json }: { json: boolean }): Promise<void> {
  await withStack({ applications: true }, async (stack) => {
    const amends = await amendsSide(stack);
    const product = await measure(serversAnd(stack, 'worker', 'api'), () => amends.live());
    await amends.stop();
    await Promise.all([stack.stopApi(), stack.stopWorker()]);

    const bare = await bareSide(stack);
    const workflow = await measure({ ...serversAnd(stack), worker: bare.pid }, () => bare.live(steps.length));
    await bare.stop();

    const ratio = { cpu: rounded(product.cpuSeconds / workflow.cpuSeconds, 3) };
    if (!json) {
      const table = new Table({
        head: ['', 'lifecycles a second', 'CPU s each', 'PostgreSQL', 'engine', 'worker', 'API'],
      });
      for (const [name, { perSecond, cpuSeconds, cpu }] of [
        ['Amends', product],
        ['bare workflow', workflow],
      ] as const)
        table.push([
          name,
          perSecond,
          cpuSeconds,
          ...['postgres', 'temporal', 'worker', 'api'].map((process) => cpu[process] ?? ''),
        ]);
      console.log(table.toString());
      console.log(`${LIFECYCLES} lifecycles of ${steps.length} steps, ${IN_FLIGHT} in flight.`);
    }
    console.log(JSON.stringify({ lifecycle: { amends: product, bare: workflow, ratio } }));
  });
}

function serversAnd(stack: Stack, ...names: readonly ('worker' | 'api')[]): Pids {
  const pids = stack.pids();
  return Object.fromEntries(
    (['postgres', 'temporal', ...names] as const).map((name) => [name, pids[name] ?? 0]),
  );
}

async function measure(pids: Pids, live: () => Promise<unknown>): Promise<Figures> {
  await all(WARM_UP, live);
  const began = performance.now();
  const { spent } = await spentBy(pids, () => all(LIFECYCLES, live));
  const seconds = (performance.now() - began) / 1_000;
  return {
    perSecond: rounded(LIFECYCLES / seconds, 1),
    cpuSeconds: rounded(sum(spent) / LIFECYCLES, 4),
    cpu: Object.fromEntries(Object.entries(spent).map(([name, cpu]) => [name, rounded(cpu / LIFECYCLES, 4)])),
  };
}

async function all(count: number, live: () => Promise<unknown>): Promise<void> {
  let left = count;
  await Promise.all(
    Array.from({ length: IN_FLIGHT }, async () => {
      while (left > 0) {
        left -= 1;
        await live();
      }
    }),
  );
}
