import Table from 'cli-table3';
import { amendsSide } from './amends-side.ts';
import { bareSide } from './bare-side.ts';
import { withStack } from './bench-stack.ts';
import { steps } from './lifecycle-steps.ts';
import { latency, rounded } from './percentiles.ts';
import { recordAlone } from './ruling.ts';

const WARM_UP = 3;
const CASES = 30;
const EXPIRIES = 10_000;

/**
 * How long one command takes over HTTP, against one update of a bare workflow whose local activity writes one row: one
 * at a time, turn by turn, on the same servers. Then the ruling alone, and the sweep of a midnight.
 */
export async function commandBench({ json }: { json: boolean }): Promise<void> {
  await withStack({ applications: true }, async (stack) => {
    const [amends, bare] = [await amendsSide(stack), await bareSide(stack)];
    const commands: number[] = [];
    const updates: number[] = [];
    for (let turn = 0; turn < WARM_UP + CASES; turn += 1) {
      const command = await amends.live();
      const update = await bare.live(steps.length);
      if (turn < WARM_UP) continue;
      commands.push(...command);
      updates.push(...update);
    }
    await Promise.all([amends.stop(), bare.stop()]);
    const [http, bareUpdate] = [latency(commands), latency(updates)];
    const ratio = { p50: rounded(http.p50 / bareUpdate.p50, 3) };

    await Promise.all([stack.stopApi(), stack.stopWorker()]);
    const { ruling, sweep } = await recordAlone(stack, EXPIRIES);

    if (!json) {
      const table = new Table({ head: ['', 'p50 ms', 'p99 ms', 'a second'] });
      table.push(
        ['command over HTTP, engine behind it', http.p50, http.p99, ''],
        ['update of a bare workflow, one row written', bareUpdate.p50, bareUpdate.p99, ''],
        ['the first against the second', ratio.p50, '', ''],
        ['ruling alone', ruling.p50, ruling.p99, ruling.perSecond],
        [`sweep of ${sweep.expiries} ends`, '', '', sweep.perSecond],
      );
      console.log(table.toString());
      console.log(`${commands.length} commands, ${updates.length} updates, one at a time.`);
    }
    console.log(JSON.stringify({ command: { http, bareUpdate, ratio }, ruling, sweep }));
  });
}
