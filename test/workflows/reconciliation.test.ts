import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkRecord } from '../../cli/play/check-record.ts';
import { waitFor } from '../../cli/stack/wait.ts';
import { reconciliationType } from '../../workflows/contract/reconciliation.ts';
import { determine, openCase, publish } from '../db/market-case.ts';
import { eventsOf } from '../db/record.ts';
import type { Carried } from './carried.ts';
import { carry } from './carry.ts';
import { life, live, parted, ways } from './lives.ts';

describe('the reconciliation of a deployment', () => {
  let carried: Carried;
  beforeAll(async () => {
    carried = await carry('reconciliation');
    await carried.env.startWorkerProcess();
  });
  afterAll(() => carried.dispose());

  const running = async (type: string): Promise<string[]> => {
    const found: string[] = [];
    const query = `WorkflowType = '${type}' AND ExecutionStatus = 'Running'`;
    for await (const { workflowId } of carried.client.workflow.list({ query })) found.push(workflowId);
    return found;
  };

  it('is one, however many workers there are', async () => {
    await waitFor(async () => ((await running(reconciliationType)).length === 1 ? true : undefined), {
      expected: 'the reconciliation did not run',
      limitMs: 30_000,
    });
    const second = await carried.env.startWorkerProcess();
    expect(await running(reconciliationType)).toHaveLength(1);
    await second.stop();
  });

  it.each(ways)('carries a case to its end (%s) when no wake-up ever arrives', async (way) => {
    const caseId = `unheard-${way}`;
    await live(
      carried,
      caseId,
      life(way, ({ actUnheard }) => actUnheard),
    );
    expect((await carried.until(caseId, ({ stage }) => stage === 'closed', 'closed')).outcome).toBe(way);
    expect((await carried.ended(caseId)).status.name).toBe('COMPLETED');
    const { problems } = await checkRecord(carried.bench.sql, caseId, () => undefined);
    expect(problems).toEqual([]);
  });

  it('performs each duty once, however often the case is woken', async () => {
    const { before, after } = parted(life('basis-fell'), 'listed');
    await live(carried, 'woken-often', before);
    await carried.actUnheard('woken-often', publish);
    await Promise.all(Array.from({ length: 25 }, () => carried.wake('woken-often')));
    await live(carried, 'woken-often', parted(after, 'published').after);
    await carried.until('woken-often', ({ stage }) => stage === 'closed', 'closed');
    const performed = (await eventsOf(carried, 'woken-often')).filter(
      ({ type }) => type === 'duties-performed',
    );
    expect(performed).toHaveLength(2);
  });

  it('asks nothing of a case that was closed before anybody carried it', async () => {
    await carried.actUnheard('withdrawn', openCase(), determine, {
      ...determine,
      id: 'withdraw',
      command: (text) => ({ type: 'withdraw-case', reasons: text('never mind') }),
    });
    await carried.readByEngine('withdrawn');
    expect((await carried.ended('withdrawn')).status.name).toBe('COMPLETED');
  });
});
