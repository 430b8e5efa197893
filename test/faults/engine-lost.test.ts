import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { checkRecord } from '../../cli/play/check-record.ts';
import { waitFor } from '../../cli/stack/wait.ts';
import { advanceCase } from '../../db/commands/advance-case.ts';
import { caseWorkflowId } from '../../workflows/contract/exclusion-case.ts';
import { carriedOn, type Carried } from '../workflows/carried.ts';
import { life, live, parted, type Way } from '../workflows/lives.ts';
import { ownStack, type OwnStack } from './own-stack.ts';
import { story } from './story.ts';

const amends = fileURLToPath(new URL('../../cli/amends.mjs', import.meta.url));
const recovered = z.object({ forgotten: z.int(), recovered: z.int() });
const DAY_MS = 24 * 60 * 60 * 1_000;

describe('the engine', () => {
  let own: OwnStack;
  let carried: Carried;
  beforeAll(async () => {
    own = await ownStack({ supervised: true });
    carried = await carriedOn(own);
  });
  afterAll(() => carried.dispose());

  /** Where cases may be when the engine goes: asleep to a clock, waiting for persons, being removed. */
  const places = [
    { way: 'dismissed', last: 'notice sent' },
    { way: 'term-ended', last: 'served' },
    { way: 'term-ended', last: 'listed' },
    { way: 'term-ended', last: 'delivered' },
    { way: 'repaired', last: 'petition filed' },
    { way: 'basis-fell', last: 'retracted' },
  ] as const satisfies readonly { way: Way; last: string }[];

  const settle = async (prefix: string): Promise<string[]> =>
    Promise.all(
      places.map(async ({ way, last }, index) => {
        const caseId = `${prefix}-${index}`;
        await live(carried, caseId, parted(life(way), last).before);
        await carried.readByEngine(caseId);
        return caseId;
      }),
    );

  const finish = async (prefix: string): Promise<void> => {
    await Promise.all(
      places.map(async ({ way, last }, index) => {
        const caseId = `${prefix}-${index}`;
        await live(carried, caseId, parted(life(way), last).after);
        const { outcome } = await carried.until(caseId, ({ stage }) => stage === 'closed', 'closed');
        expect(outcome).toBe(way);
        await carried.ended(caseId);
      }),
    );
  };

  /** Every case of `prefix` has the record that the undisturbed case in its place has. */
  const expectAlike = async (prefix: string): Promise<void> => {
    for (const index of places.keys()) {
      const caseId = `${prefix}-${index}`;
      expect(await story(own, caseId)).toEqual(await story(own, `undisturbed-${index}`));
      expect((await checkRecord(own.bench.sql, caseId, () => undefined)).problems).toEqual([]);
    }
  };

  const running = async (caseId: string): Promise<boolean> => {
    try {
      return (await carried.workflow(caseId)).status.name === 'RUNNING';
    } catch {
      return false;
    }
  };
  const allRun = (ids: readonly string[]): Promise<true> =>
    waitFor(async () => ((await Promise.all(ids.map(running))).every(Boolean) ? true : undefined), {
      expected: `not all of ${ids.join(', ')} were started again`,
      limitMs: 60_000,
      everyMs: 200,
    });

  it('undisturbed, carries each case to its end', async () => {
    await settle('undisturbed');
    await finish('undisturbed');
  });

  it('is down: acts are ruled, the register answers; afterwards each wake-up and each clock is carried once', async () => {
    await settle('down');
    const [, , listed = ''] = places.map((_, index) => `down-${index}`);
    await own.stack.stopTemporal('SIGKILL');
    try {
      const token = await own.env.token({ subject: 'zhao', roles: ['publisher'], authority: 'hz' });
      const began = performance.now();
      const published = await fetch(`${own.env.apiUrl}/v1/cases/${listed}/publication`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'idempotency-key': 'while-down' },
      });
      expect([published.status, await published.json()]).toMatchObject([200, { stage: 'listed' }]);
      const register = await fetch(`${own.env.apiUrl}/v1/register`);
      expect(await register.text()).toContain(`${listed}.1`);
      expect(performance.now() - began).toBeLessThan(5_000);
      // The response window of another case ends meanwhile; nobody asks anything of it.
      const until = new Date(Date.parse('2026-03-03T02:00:00.000Z') + 16 * DAY_MS).toISOString();
      await advanceCase(own.connection.db, { caseId: 'down-1', until });
    } finally {
      await own.stack.startTemporal();
    }
    await carried.until('down-1', ({ stage }) => stage === 'list-review', 'its window ended');
    await carried.until(listed, ({ entry }) => entry?.delivered.length === 4, 'delivered');
    const types = (await story(own, listed)).map(({ type }) => type);
    expect(types.filter((type) => type === 'duties-performed')).toHaveLength(1);
    const closed = (await story(own, 'down-1')).filter(({ type }) => type === 'record-closed');
    expect(closed).toHaveLength(1);
  });

  it('loses its store while the worker runs: every open case goes on from the record by itself', async () => {
    const ids = await settle('wiped');
    await own.stack.startTemporal({ wipe: true });
    await allRun(ids);
    await finish('wiped');
    await expectAlike('wiped');
  });

  it('loses its store while no worker runs: every open case goes on when one is started', async () => {
    const ids = await settle('alone');
    await own.stack.stopWorker('SIGKILL');
    await own.stack.startTemporal({ wipe: true });
    await own.stack.startWorker();
    await allRun(ids);
    await finish('alone');
    await expectAlike('alone');
  });

  it('loses some workflows that the record counts as carried: amends recover starts them again', async () => {
    const ids = await settle('ended');
    for (const caseId of ids)
      await carried.client.workflow.getHandle(caseWorkflowId(caseId)).terminate('by mistake');
    expect((await Promise.all(ids.map(running))).some(Boolean)).toBe(false);
    const { stdout } = await promisify(execFile)(process.execPath, [
      amends,
      'recover',
      '--database',
      own.env.databaseUrl,
      '--json',
    ]);
    expect(recovered.parse(JSON.parse(stdout)).recovered).toBeGreaterThanOrEqual(ids.length);
    await allRun(ids);
    await finish('ended');
    await expectAlike('ended');
  });
});
